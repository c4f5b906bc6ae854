"""Likeness by meaning: cosines of sentence vectors, and classes learned from them."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from bot.engines.likeness.learned import WeightsFile
from bot.engines.likeness.minilm import MiniLM
from bot.engines.likeness.ridge import RidgeClasses, belongings, left_out
from bot.engines.likeness.seam import Span
from bot.engines.likeness.vectors import VectorFile

if TYPE_CHECKING:
    from bot.engines.likeness.minilm import Vectors


class MeaningLikeness:
    """Likeness of a question to phrases. What is learned of them is kept beside ``file``."""

    def __init__(self, model: MiniLM, phrases: Sequence[str], file: VectorFile) -> None:
        self._model = model
        self._file = file
        self._vectors = file.vectors(phrases, model)
        # By their order and not by where they begin: that moves with every new phrase.
        self._ordinals: dict[int, int] = {}

    def vector(self, question: str) -> "Vectors":
        """The unit vector of ``question``, ``(384,)``."""
        vector: Vectors = self._model.embed([question])[0]
        return vector

    def classes(self, spans: Sequence[Span]) -> RidgeClasses:
        """Classes learned from the vectors of their phrases."""
        return RidgeClasses(self.vector, *self._learned(spans))

    def left_out(self, spans: Sequence[Span]) -> Iterable[Sequence[float]]:
        """For each phrase of ``spans`` its scores by classes that were learned without it."""
        vectors, weights = self._learned(spans)
        scores: list[list[float]] = left_out(vectors, weights, belongings(spans)).tolist()
        return scores

    def _learned(self, spans: Sequence[Span]) -> "tuple[Vectors, Vectors]":
        first, last = spans[0][0], spans[-1][1]
        vectors = self._vectors[first:last]
        ordinal = self._ordinals.setdefault(first, len(self._ordinals))
        path = self._file.folder / f"{self._file.name}-{ordinal}.weights"
        return vectors, WeightsFile(path).weights(vectors, spans)
