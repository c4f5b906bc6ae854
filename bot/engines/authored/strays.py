"""Triggers that another beat would win, were they not triggers themselves."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.engines.authored.matcher import Matcher
from bot.story import Character


@dataclass(frozen=True, slots=True)
class Stray:
    """A trigger of the beat ``beat`` that ``other`` would answer."""

    beat: str
    trigger: str
    other: str


def strays_of(character: Character, matcher: Matcher) -> Sequence[Stray]:
    """The strays of ``character``, in the order of its triggers: each was put to a matcher that had
    not learned from it (leave-one-out). What no beat would win is no stray."""
    triggers = [(beat.id, trigger) for beat in character.beats for trigger in beat.answers]
    found: list[Stray] = []
    for (beat, trigger), match in zip(triggers, matcher.left_out(), strict=False):
        best, confidence = match.beats[0]
        if best != beat and confidence >= matcher.sure:
            found.append(Stray(beat, trigger, best))
    return found
