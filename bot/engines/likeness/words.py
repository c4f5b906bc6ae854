"""Likeness by words alone, for where the matcher's packages are missing: weighted shared words."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from bot.engines.likeness.besttwo import BestTwo
from bot.engines.likeness.seam import Span

_WORD = re.compile(r"[^\W_]+")
SURE = 0.36
_ENDINGS = ("ing", "ed", "es", "s", "ly")


class WordLikeness:
    """Cosine over words and word beginnings, each weighted by how rare it is among the phrases
    (inverse document frequency, Spärck Jones 1972)."""

    def __init__(self, phrases: Sequence[str]) -> None:
        self._texts = tuple(phrases)
        counted = [Counter(_stems(phrase)) for phrase in phrases]
        found_in = Counter(stem for each in counted for stem in each)
        self._weight = {
            stem: math.log((1 + len(phrases)) / (1 + count)) + 1 for stem, count in found_in.items()
        }
        self._unknown = math.log(1 + len(phrases)) + 1
        self._phrases = [self._unit(each) for each in counted]

    def to(self, question: str) -> Sequence[float]:
        """Cosines with every phrase, in order."""
        asked = self._unit(Counter(_stems(question)))
        return [
            sum(weight * phrase[stem] for stem, weight in asked.items() if stem in phrase)
            for phrase in self._phrases
        ]

    def classes(self, spans: Sequence[Span]) -> BestTwo:
        """Classes by their two likest phrases."""
        return BestTwo(self, spans, SURE)

    def left_out(self, spans: Sequence[Span]) -> Iterable[Sequence[float]]:
        """For each phrase of ``spans`` its scores with itself counted as unlike itself."""
        return self.classes(spans).left_out(self._texts)

    def _unit(self, counts: Counter[str]) -> dict[str, float]:
        weighted = {
            stem: count * self._weight.get(stem, self._unknown) for stem, count in counts.items()
        }
        length = math.sqrt(sum(weight * weight for weight in weighted.values())) or 1.0
        return {stem: weight / length for stem, weight in weighted.items()}


def _stems(text: str) -> list[str]:
    return [_stem(word) for word in _WORD.findall(text.casefold())]


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
