"""Weights of classes kept on disk, and learned in a process of its own where they are not.

Learning takes seconds and much more memory than answering does; a process gives it all back.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bot.engines.likeness.apart import done_apart, serve
from bot.engines.likeness.kept import HASH, KeptFile, digest
from bot.engines.likeness.ridge import RIDGE, SHARPNESS, belongings, fitted
from bot.engines.likeness.seam import Span

if TYPE_CHECKING:
    from bot.engines.likeness.minilm import Vectors

_MODULE = "bot.engines.likeness.learned"
SMALL = 1500
"""Phrases that are learned right here: it takes a blink and little memory."""


class WeightsFile:
    """The kept weights of one set of classes: a hash of what they were learned from, and then the
    weights (little-endian 32-bit floats)."""

    def __init__(self, path: Path) -> None:
        self._file = KeptFile(path)

    def weights(self, vectors: "Vectors", spans: Sequence[Span]) -> "Vectors":
        """The weights for the phrases of ``vectors`` and classes at ``spans``, kept or learned."""
        import numpy as np  # noqa: PLC0415

        key = digest(f"{SHARPNESS} {RIDGE} {spans}".encode() + vectors.tobytes())
        kept = self._file.read() or memoryview(b"")
        if kept[:HASH] == key:
            return np.frombuffer(kept, dtype="<f4", offset=HASH).reshape(len(vectors), len(spans))
        weights = learned(vectors, belongings(spans))
        self._file.write(key + weights.astype("<f4").tobytes())
        return weights


def learned(vectors: "Vectors", belongs: "Vectors") -> "Vectors":
    """The same as ``fitted``, in a process of its own where there is much to learn."""
    if len(vectors) > SMALL:
        made = done_apart(_MODULE, vectors=vectors, belongs=belongs)
        if made is not None:
            return made
    return fitted(vectors, belongs)


if __name__ == "__main__":
    serve(fitted)
