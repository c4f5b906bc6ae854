"""Vectors of phrases kept on disk, so that a start need not embed them again.

One file for each model and story: ``.npz`` with the hash of every phrase and its vector. It can
always be made anew, so a file that cannot be read or written costs time and nothing else.
"""

import contextlib
import hashlib
import io
import logging
import os
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bot.engines.likeness.minilm import MODEL_SHA256, MiniLM

if TYPE_CHECKING:
    from bot.engines.likeness.minilm import Vectors

log = logging.getLogger(__name__)


class VectorFile:
    """The kept vectors of one story's phrases."""

    def __init__(self, folder: Path, story: str) -> None:
        self._path = folder / f"{story}-{MODEL_SHA256[:12]}.npz"

    def vectors(self, phrases: Sequence[str], model: MiniLM) -> "Vectors":
        """A unit vector for each phrase, ``(len(phrases), 384)``: kept ones read, new ones made."""
        import numpy as np  # noqa: PLC0415

        keys = [hashlib.sha256(phrase.encode()).hexdigest() for phrase in phrases]
        kept = self._read()
        new = [(key, phrase) for key, phrase in zip(keys, phrases, strict=True) if key not in kept]
        if new:
            log.info("learning %d phrases; this is done once", len(new))
            made = model.embed([phrase for _, phrase in new])
            kept |= {key: made[row] for row, (key, _) in enumerate(new)}
        vectors = np.stack([kept[key] for key in keys])
        if new or len(kept) != len(set(keys)):
            self._write(keys, vectors)
        return vectors

    def _read(self) -> "dict[str, Vectors]":
        import numpy as np  # noqa: PLC0415

        try:
            with np.load(self._path, allow_pickle=False) as kept:
                return dict(zip(kept["keys"].tolist(), kept["vectors"], strict=True))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
            log.warning("the kept vectors in %s are made anew: %s", self._path.name, error)
            return {}

    def _write(self, keys: Sequence[str], vectors: "Vectors") -> None:
        import numpy as np  # noqa: PLC0415

        packed = io.BytesIO()
        np.savez(packed, keys=np.array(keys), vectors=vectors)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self._path.parent, delete=False) as file:
                file.write(packed.getbuffer())
            os.replace(file.name, self._path)  # noqa: PTH105 - atomic, also over an existing file
        except OSError as error:
            log.warning("the vectors could not be kept in %s: %s", self._path.parent, error)
            with contextlib.suppress(OSError, UnboundLocalError):
                Path(file.name).unlink()
