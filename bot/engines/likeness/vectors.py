"""Vectors of phrases kept on disk, so that a start need not embed them again.

One file for each model and story: a hash of all that follows, the hash of every phrase, and then
their vectors (little-endian 32-bit floats). It can always be made anew, so a file that cannot be
read or written costs time and nothing else.
"""

import contextlib
import hashlib
import logging
import os
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from bot.engines.likeness.minilm import DIMENSIONS, MODEL_SHA256, MiniLM
from bot.story import Story

if TYPE_CHECKING:
    from bot.engines.likeness.minilm import Vectors

log = logging.getLogger(__name__)

_MOST_WORKERS = 4
_HASH = hashlib.sha256().digest_size


class VectorFile:
    """The kept vectors of one story's phrases, in ``folder``."""

    def __init__(self, folder: Path, story: str) -> None:
        self._path = folder / f"{story}-{MODEL_SHA256[:12]}.vectors"

    @classmethod
    def of(cls, story: Story, folder: Path) -> "VectorFile":
        """The file of ``story``. Two packs of one name in different places have two."""
        place = hashlib.sha256(str(story.folder.resolve()).encode()).hexdigest()[:8]
        return cls(folder, f"{story.id}-{place}")

    def vectors(self, phrases: Sequence[str], model: MiniLM) -> "Vectors":
        """A unit vector for each phrase, ``(len(phrases), 384)``: kept ones read, new ones made."""
        import numpy as np  # noqa: PLC0415

        keys = [_hash(phrase.encode("utf-8", "surrogatepass")) for phrase in phrases]
        kept = self._read()
        new = [(key, phrase) for key, phrase in zip(keys, phrases, strict=True) if key not in kept]
        if new:
            log.info("learning %d phrases; this is done once", len(new))
            made = _embedded([phrase for _, phrase in new], model)
            kept |= {key: made[row] for row, (key, _) in enumerate(new)}
        vectors = np.stack([kept[key] for key in keys])
        if new or len(kept) != len(set(keys)):
            self._write(keys, vectors)
        return vectors

    def _read(self) -> "dict[bytes, Vectors]":
        import numpy as np  # noqa: PLC0415

        try:
            kept = self._path.read_bytes()
        except FileNotFoundError:
            return {}
        except OSError as error:
            log.warning("the kept vectors in %s are made anew: %s", self._path.name, error)
            return {}
        if _hash(kept[_HASH:]) != kept[:_HASH]:
            log.warning("the kept vectors in %s are made anew: they are damaged", self._path.name)
            return {}
        count = (len(kept) - _HASH) // (_HASH + 4 * DIMENSIONS)
        rows = np.frombuffer(kept, dtype="<f4", offset=_HASH * (1 + count))
        rows = rows.reshape(count, DIMENSIONS)
        return {kept[_HASH * at : _HASH * (at + 1)]: rows[at - 1] for at in range(1, count + 1)}

    def _write(self, keys: Sequence[bytes], vectors: "Vectors") -> None:
        packed = b"".join(keys) + vectors.astype("<f4").tobytes()
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self._path.parent, delete=False) as file:
                file.write(_hash(packed) + packed)
            os.replace(file.name, self._path)  # noqa: PTH105 - atomic, also over an existing file
        except OSError as error:
            log.warning("the vectors could not be kept in %s: %s", self._path.parent, error)
            with contextlib.suppress(OSError, UnboundLocalError):
                Path(file.name).unlink()


def _hash(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


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
