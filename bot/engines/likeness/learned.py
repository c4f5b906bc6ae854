"""Weights of classes kept on disk, and learned in a process of its own where they are not.

Learning takes seconds and much more memory than answering does; a process gives it all back.
"""

import io
import logging
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bot.engines.likeness.kept import HASH, KeptFile, digest
from bot.engines.likeness.ridge import RIDGE, SHARPNESS, belongings, fitted
from bot.engines.likeness.seam import Span

if TYPE_CHECKING:
    from bot.engines.likeness.minilm import Vectors

log = logging.getLogger(__name__)

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
        kept = self._file.read() or b""
        if kept[:HASH] == key:
            return np.frombuffer(kept, dtype="<f4", offset=HASH).reshape(len(vectors), len(spans))
        weights = learned(vectors, belongings(spans))
        self._file.write(key + weights.astype("<f4").tobytes())
        return weights


def learned(vectors: "Vectors", belongs: "Vectors") -> "Vectors":
    """The same as ``fitted``, in a process of its own where there is much to learn."""
    import numpy as np  # noqa: PLC0415

    if len(vectors) <= SMALL or not sys.executable:
        return fitted(vectors, belongs)
    given = io.BytesIO()
    np.savez(given, vectors=vectors, belongs=belongs)
    try:
        done = subprocess.run(  # noqa: S603 - this very Python, with nothing from outside
            [sys.executable, "-m", __name__],
            input=given.getvalue(),
            capture_output=True,
            check=True,
            cwd=Path(__file__).parents[3],
        )
        weights: Vectors = np.load(io.BytesIO(done.stdout))
    except (OSError, subprocess.CalledProcessError, ValueError) as error:
        log.info("learning in this process: %s", error)
        return fitted(vectors, belongs)
    return weights


def _main() -> None:
    import numpy as np  # noqa: PLC0415

    given = np.load(io.BytesIO(sys.stdin.buffer.read()))
    np.save(sys.stdout.buffer, fitted(given["vectors"], given["belongs"]))


if __name__ == "__main__":
    _main()
