"""Classes by their two likest phrases: for likeness by words, which needs no training."""

from collections.abc import Iterator, Sequence

from bot.engines.likeness.seam import Likeness, Span

SECOND_SHARE = 0.4
"""How much of a score comes from the second-best phrase: two that agree beat one that happens to
fit."""


class BestTwo:
    """Scores a class by its two phrases most like the question: ``s1 + 0.4 * (s2 - s1)``."""

    against = 0.5
    clear = 0.3

    def __init__(self, spans: Sequence[Span], sure: float) -> None:
        self._spans = spans
        self.sure = sure
        self.half_sure = sure * 0.8

    def scores(self, likeness: Sequence[float]) -> Sequence[float]:
        """For each class, in order, its score."""
        return [_best_two(likeness[start:end]) for start, end in self._spans]


def left_out_of(
    likeness: Likeness, phrases: Sequence[str], spans: Sequence[Span]
) -> Iterator[Sequence[float]]:
    """For each phrase of ``spans``, in order, its scores with itself counted as unlike itself."""
    classes = likeness.classes(spans)
    for at in range(spans[0][0], spans[-1][1]):
        alike = list(likeness.to(phrases[at]))
        alike[at] = 0.0
        yield classes.scores(alike)


def _best_two(likeness: Sequence[float]) -> float:
    best, *rest = sorted(likeness, reverse=True)[:2]
    second = rest[0] if rest else best
    return best + SECOND_SHARE * (second - best)
