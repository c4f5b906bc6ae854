"""Vectors of phrases kept on disk, so that a start need not embed them again."""

import hashlib
import logging
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from bot.engines.likeness.apart import done_apart, serve
from bot.engines.likeness.kept import HASH, KeptFile, digest
from bot.engines.likeness.minilm import DIMENSIONS, MODEL_SHA256, MiniLM
from bot.story import Story

if TYPE_CHECKING:
    from bot.engines.likeness.minilm import Vectors

log = logging.getLogger(__name__)

_MODULE = "bot.engines.likeness.vectors"
_MOST_WORKERS = 4
FEW = 500
"""New phrases that are embedded right here."""


class VectorFile:
    """The kept vectors of one story's phrases, in ``folder``: the hash of every phrase, and then
    their vectors (little-endian 32-bit floats). One file for each model and story."""

    def __init__(self, folder: Path, story: str) -> None:
        self.folder = folder
        self.name = f"{story}-{MODEL_SHA256[:12]}"
        self._file = KeptFile(folder / f"{self.name}.vectors")

    @classmethod
    def of(cls, story: Story, folder: Path) -> "VectorFile":
        """The file of ``story``. Two packs of one name in different places have two."""
        place = hashlib.sha256(str(story.folder.resolve()).encode()).hexdigest()[:8]
        return cls(folder, f"{story.id}-{place}")

    def vectors(self, phrases: Sequence[str], model: MiniLM) -> "Vectors":
        """A unit vector for each phrase, ``(len(phrases), 384)``: kept ones read, new ones made."""
        import numpy as np  # noqa: PLC0415

        keys = [digest(phrase.encode("utf-8", "surrogatepass")) for phrase in phrases]
        kept = _read(self._file)
        new = {key: text for key, text in zip(keys, phrases, strict=True) if key not in kept}
        if missing := set(new):
            kept |= self._of_other_stories(missing)
            new = {key: text for key, text in new.items() if key not in kept}
        if new:
            log.info("learning %d phrases; this is done once", len(new))
            made = _made(list(new.values()), model)
            kept |= {key: made[row] for row, key in enumerate(new)}
        if missing or len(kept) != len(set(keys)):
            own = dict.fromkeys(keys)
            rows = np.stack([kept[key] for key in own])
            self._file.write(b"".join(own) + rows.astype("<f4").tobytes())
        return np.stack([kept[key] for key in keys])

    def _of_other_stories(self, missing: set[bytes]) -> "dict[bytes, Vectors]":
        """Vectors that other stories' files have: what people type to any story is in all."""
        found: dict[bytes, Vectors] = {}
        for path in sorted(self.folder.glob(f"*-{MODEL_SHA256[:12]}.vectors")):
            if path == self._file.path or missing <= found.keys():
                continue
            kept = _read(KeptFile(path))
            found |= {key: kept[key] for key in missing & kept.keys()}
        return found


def _read(file: KeptFile) -> "dict[bytes, Vectors]":
    import numpy as np  # noqa: PLC0415

    kept = file.read() or memoryview(b"")
    count = len(kept) // (HASH + 4 * DIMENSIONS)
    rows = np.frombuffer(kept, dtype="<f4", offset=HASH * count).reshape(count, DIMENSIONS)
    return {bytes(kept[HASH * at : HASH * (at + 1)]): rows[at] for at in range(count)}


def _made(phrases: Sequence[str], model: MiniLM) -> "Vectors":
    """The vectors of new phrases, in a process of its own where they are many."""
    import numpy as np  # noqa: PLC0415

    made = done_apart(_MODULE, phrases=np.array(phrases)) if len(phrases) > FEW else None
    return _embedded(phrases, model) if made is None else made


def _embedded(phrases: Sequence[str], model: MiniLM) -> "Vectors":
    """The vectors of many phrases, on every processor: a session may run in several threads."""
    import numpy as np  # noqa: PLC0415

    workers = min(_MOST_WORKERS, os.cpu_count() or 1)
    parts = [phrases[at::workers] for at in range(workers)]
    vectors = np.empty((len(phrases), DIMENSIONS), dtype=np.float32)
    with ThreadPoolExecutor(workers) as pool:
        for at, part in enumerate(pool.map(model.embed, parts)):
            vectors[at::workers] = part
    return vectors


if __name__ == "__main__":
    serve(lambda phrases: _embedded(phrases.tolist(), MiniLM.open()))
