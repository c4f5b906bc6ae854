"""Which of a character's beats a question means, by likeness to the beats' triggers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.engines.likeness import Likeness
from bot.story import Character

SECOND_SHARE = 0.4
"""How much of a beat's score comes from its second-best trigger: two that agree beat one that
happens to fit."""
DEFLECTION_SHARE = 0.5
"""How much a likeness to deflection triggers speaks against an answer."""


@dataclass(frozen=True, slots=True)
class Match:
    """What a question means: beats with their confidence, best first, and the likeness of the
    question to each kind of deflection."""

    beats: tuple[tuple[str, float], ...]
    deflections: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class TriggerSpans:
    """Where the triggers of a character's beats and deflections stand among all phrases."""

    beats: Mapping[str, tuple[int, int]]
    deflections: Mapping[str, tuple[int, int]]


def triggers_of(characters: Mapping[str, Character]) -> tuple[list[str], dict[str, TriggerSpans]]:
    """All trigger phrases of all characters in one list, and where each one's stand in it."""
    phrases: list[str] = []
    spans: dict[str, TriggerSpans] = {}

    def add(answers: Sequence[str]) -> tuple[int, int]:
        phrases.extend(answers)
        return len(phrases) - len(answers), len(phrases)

    for name, character in characters.items():
        spans[name] = TriggerSpans(
            {beat.id: add(beat.answers) for beat in character.beats},
            {kind: add(each.answers) for kind, each in character.deflections.items()},
        )
    return phrases, spans


class Matcher:
    """Scores the beats of one character for a question."""

    def __init__(self, likeness: Likeness, spans: TriggerSpans) -> None:
        self._likeness = likeness
        self._spans = spans

    @property
    def threshold(self) -> float:
        """The confidence from which a match is an answer."""
        return self._likeness.threshold

    def match(self, question: str) -> Match:
        """The beats that ``question`` may mean. Confidence is
        ``s1 + 0.4 * (s2 - s1) - 0.5 * max(deflections)`` over a beat's two best triggers."""
        scores = self._likeness.to(question)
        deflections = {
            kind: max(scores[start:end]) for kind, (start, end) in self._spans.deflections.items()
        }
        against = DEFLECTION_SHARE * max(0.0, *deflections.values())
        beats = [
            (beat, _best_two(scores[start:end]) - against)
            for beat, (start, end) in self._spans.beats.items()
        ]
        beats.sort(key=lambda each: -each[1])
        return Match(tuple(beats), deflections)


def _best_two(scores: Sequence[float]) -> float:
    best, second = sorted(scores, reverse=True)[:2]
    return best + SECOND_SHARE * (second - best)
