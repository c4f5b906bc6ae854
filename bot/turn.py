"""The words every room speaks: frozen values, with no input or output and no Discord.

A *turn* is one thing a person said to a character. A *reply* is what the character said back, with
what it stands on. An *exchange* is the two together, with what became of them in the channel.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Literal

StandsOn = Literal["canon", "played", "invented", "improvised", "deflection"]
"""What a reply stands on: the text, an earlier exchange here, an authored attitude or image that
the text does not state, a model's invention, or an in-character way not to answer."""

Status = Literal["pending", "shown", "failed", "uncertain"]
"""What became of a reply: recorded but not seen yet, seen in the channel, known not to have been
seen, or impossible to tell. Only shown exchanges are remembered by a character."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a channel: a stable id, and the name they go by, exactly as they wrote it."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A fact of the story with its words: ``quote == story_text[start:end]``."""

    fact: str
    quote: str
    start: int
    end: int
    scene: str


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing a person said to a character.

    ``channel`` is the memory it belongs to; without one, nothing is kept. ``scene`` is the scene
    it is played in; ``None`` stands after the last one.
    """

    id: str
    person: Person
    character: str
    words: str
    at: datetime
    channel: str | None = None
    scene: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What a character said. ``text`` is light markup: ``*between stars*`` is a gesture, and every
    value that came from a person is already escaped with backslashes. ``went_on`` says that it
    answers a follow-up such as "why?", and no question of its own. ``mood`` is the one it was said
    in, and ``volunteered`` the id of a line that was added to it unasked."""

    text: str
    stands_on: StandsOn
    engine: str
    beat: str | None = None
    line: str | None = None
    citations: tuple[Citation, ...] = ()
    went_on: bool = False
    mood: str | None = None
    volunteered: str | None = None


@dataclass(frozen=True, slots=True)
class SentMessage:
    """One message of a reply as the channel shows it: long replies take more than one."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """A turn and its reply, with what became of them.

    ``sent_to`` says where the reply was sent, in the client's own words (strings only), so that a
    pending reply can be settled by evidence after a restart.
    """

    turn: Turn
    reply: Reply
    status: Status = "pending"
    sent_to: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    messages: tuple[SentMessage, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """All an engine gets for one reply.

    ``known`` is everything of the canon that the character may know at this scene, and nothing
    else. ``heard`` holds the shown exchanges of this channel that the character was present for,
    oldest first. ``seed`` makes every choice repeatable.
    """

    turn: Turn
    known: tuple[Citation, ...]
    heard: tuple[Exchange, ...]
    seed: str
