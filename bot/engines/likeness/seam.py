"""The seam for comparing a question with phrases that are known beforehand, and for sorting it."""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

Span = tuple[int, int]
"""Where the phrases of one class stand among all phrases: from, and up to but not with."""


class Classes(Protocol):
    """Tells which class of phrases a question belongs to, by scores.

    From ``sure`` on the best class is the answer to a question, from ``very_sure`` on to anything
    else; from ``half_sure`` on it may pass. ``on_topic`` is what several classes of one topic
    gather where the topic is clear, and ``clear`` the score of a class that speaks against an
    answer and is meant. ``against`` is how much of the best of those is taken away.
    """

    sure: float
    very_sure: float
    half_sure: float
    on_topic: float
    against: float
    clear: float

    def scores(self, question: str) -> Sequence[float]:
        """For each class, in order, how much ``question`` belongs to it."""
        ...


class Likeness(Protocol):
    """Knows how like texts are, and so which of fixed phrases a question is kin to."""

    def classes(self, spans: Sequence[Span]) -> Classes:
        """Sorts questions into the classes whose phrases stand at ``spans``, which follow one
        another without a gap."""
        ...

    def left_out(self, spans: Sequence[Span]) -> Iterable[Sequence[float]]:
        """For each phrase of ``spans``, in order, its scores by classes that do not hold it."""
        ...


LikenessTo = Callable[[Sequence[str]], Likeness]
"""Makes a likeness for a set of phrases."""
