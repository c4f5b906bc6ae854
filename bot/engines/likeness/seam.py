"""The seam for comparing a question with phrases that are known beforehand."""

from collections.abc import Callable, Sequence
from typing import Protocol


class Likeness(Protocol):
    """Compares a question with fixed phrases. ``threshold`` is the confidence from which a match
    of this kind of likeness can be trusted."""

    threshold: float

    def to(self, question: str) -> Sequence[float]:
        """For each phrase, in order, how like ``question`` is to it: 1 is the same, 0 unrelated."""
        ...


LikenessTo = Callable[[Sequence[str]], Likeness]
"""Makes a likeness for a set of phrases."""
