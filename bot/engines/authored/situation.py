"""What the steps of the order of play are given, and what they give back."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.engines.authored.choose import available, pick
from bot.engines.authored.normalise import Heard
from bot.story import Beat, Character, Line
from bot.turn import Exchange, StandsOn


@dataclass(frozen=True, slots=True)
class Standing:
    """How a person stands with a character. ``mood`` is one of the pack's words, ``trust`` from 0
    to 5. ``deflected`` counts the replies in a row that turned aside; ``topic`` is what was spoken
    of last."""

    mood: str
    trust: int = 0
    deflected: int = 0
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A chosen line, the beat it belongs to, and what kind of answer it is.

    ``stands_on`` is ``None`` where the line's own facts decide. ``values`` are for its template.
    ``gambit`` is a line volunteered after it. ``may_lead_on`` says that one may be.
    """

    line: Line
    beat: Beat | None = None
    stands_on: StandsOn | None = None
    went_on: bool = False
    may_lead_on: bool = False
    values: Mapping[str, object] = field(default_factory=dict)
    gambit: Line | None = None


@dataclass(frozen=True, slots=True)
class Situation:
    """One turn, as the steps need it.

    ``names`` are what the character goes by, normalised. ``known`` are the ids of the facts it may
    speak of, ``place`` is where the scene stands. ``before`` are the exchanges it was present for
    and ``own`` those of them with this person; ``said`` counts the lines said of late.
    """

    person: str
    character: Character
    names: Sequence[str]
    heard: Heard
    known: frozenset[str]
    place: int
    before: tuple[Exchange, ...]
    own: tuple[Exchange, ...]
    said: Counter[str]
    standing: Standing
    seed: str

    @property
    def last(self) -> Exchange | None:
        """What was last said with this person, though others spoke since; else with anybody."""
        return (self.own or self.before or (None,))[-1]

    def can_say(self, lines: Sequence[Line]) -> tuple[Line, ...]:
        """Those of ``lines`` that may be said here, now and to this person."""
        return available(lines, self.known, self.place, self.standing.trust)

    def choose(self, lines: Sequence[Line]) -> Line | None:
        """One of ``lines`` that may be said, the least used that fits the mood best."""
        return pick(self.can_say(lines), self.said, self.standing.mood, self.seed)

    def choose_fresh(self, lines: Sequence[Line]) -> Line | None:
        """The same, of those alone that were not said of late."""
        return self.choose([line for line in lines if not self.said[line.id]])
