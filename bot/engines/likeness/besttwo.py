"""Classes by their two likest phrases: for likeness by words, which needs no training."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from bot.engines.likeness.seam import Span

SECOND_SHARE = 0.4
"""How much of a score comes from the second-best phrase: two that agree beat one that happens to
fit."""


class Compares(Protocol):
    """Compares a question with fixed phrases."""

    def to(self, question: str) -> Sequence[float]:
        """For each phrase, in order, how like ``question`` is to it: 1 is the same, 0 unrelated."""
        ...


class BestTwo:
    """Scores a class by its two phrases most like the question: ``s1 + 0.4 * (s2 - s1)``."""

    against = 0.5
    clear = 0.3

    def __init__(self, likeness: Compares, spans: Sequence[Span], sure: float) -> None:
        self._likeness = likeness
        self._spans = spans
        self.sure = self.very_sure = sure
        self.half_sure = self.on_topic = sure * 0.8

    def scores(self, question: str) -> Sequence[float]:
        """For each class, in order, its score."""
        return self._of(self._likeness.to(question))

    def left_out(self, phrases: Sequence[str]) -> Iterator[Sequence[float]]:
        """For each phrase of the classes, in order, its scores with itself counted as unlike
        itself. ``phrases`` are all there are."""
        for at in range(self._spans[0][0], self._spans[-1][1]):
            alike = list(self._likeness.to(phrases[at]))
            alike[at] = 0.0
            yield self._of(alike)

    def _of(self, alike: Sequence[float]) -> Sequence[float]:
        return [_best_two(alike[start:end]) for start, end in self._spans]


def _best_two(likeness: Sequence[float]) -> float:
    best, *rest = sorted(likeness, reverse=True)[:2]
    second = rest[0] if rest else best
    return best + SECOND_SHARE * (second - best)
