"""Triggers that pull to another beat: without them, their question would be answered there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.engines.authored.strays import Stray


class Matching(Protocol):
    """An engine that can say which triggers of a character would go astray."""

    def strays(self, character: str) -> Sequence[Stray]:
        """Every trigger that another beat would win if it were not a trigger itself."""
        ...


@dataclass(frozen=True, slots=True)
class PulledTrigger:
    """A trigger of the beat ``beat`` that pulls to the beat ``other``."""

    character: str
    beat: str
    trigger: str
    other: str


def pulled_triggers(characters: Sequence[str], engine: Matching) -> tuple[PulledTrigger, ...]:
    """The triggers of all ``characters`` that pull to another beat, in the order of their files."""
    return tuple(
        PulledTrigger(name, stray.beat, stray.trigger, stray.other)
        for name in characters
        for stray in engine.strays(name)
    )
