"""What the memory hands out: frozen values."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from bot.turn import Exchange

Kind = Literal["channels", "archives", "people"]
"""What a file holds, which is also its folder: a channel's latest exchanges, its older ones, or in
which channels a person spoke."""


@dataclass(frozen=True, slots=True)
class Window:
    """How much of a channel is at hand.

    A view covers the ``latest`` exchanges. When ``rolled_together`` more have gathered, they go
    into an archive: one turn in fifty pays for two more files, and what a turn costs does not grow
    with the channel's age.
    """

    latest: int = 200
    rolled_together: int = 50


@dataclass(frozen=True, slots=True)
class ChannelView:
    """What a channel remembers.

    ``scene`` is where it stands; None is after the last scene. ``exchanges`` are those shown among
    the window's latest, oldest first. ``turns_ever`` counts every exchange ever recorded here, also
    those that failed or were forgotten since.
    """

    scene: str | None
    exchanges: tuple[Exchange, ...]
    turns_ever: int


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was erased: exchanges, from how many channels, and damaged files removed whole."""

    exchanges: int
    channels: int
    damaged_files: int


@dataclass(frozen=True, slots=True)
class SetAside:
    """A damaged file that was moved to the folder ``damaged``, with its bytes as they were found.

    ``of`` is the channel's key or the person's id; ``at`` is when the damage was noticed.
    """

    path: Path
    kind: Kind
    of: str
    at: datetime
