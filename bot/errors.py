"""The errors that Stage Door raises, and what each means to whoever meets it.

::

    StageDoorError                  anything below; the command line prints its words and exits
    ├── SettingsError               a setting is missing or wrong: which, and what would be right
    ├── PackError                   a story pack has problems: every one, with file and line
    ├── PackNotMade                 a new pack could not be made; no part of it was left behind
    ├── MemoryFault                 what was said could not be kept or read
    │   ├── DataDirectoryInUse      another process holds the data directory
    │   ├── DataDirectoryMismatch   it belongs to another application or a newer version
    │   └── NotRemembered           the disk refused a write; what was kept before is unharmed
    └── Refusal                     a person asked for what cannot be done; kept nowhere
        ├── UnknownCharacter        with the nearest names
        ├── UnknownScene            with the scenes there are
        ├── NothingAsked            the question was empty
        ├── TooLong                 the question was over the limit
        ├── CareNeeded              the person speaks of hurting themselves; kept nowhere
        └── Busy                    the channel's queue is full, or the person asks too fast

A message names what was wrong, where, and what would be right. A ``Refusal``'s message is shown
to the person as it stands.
"""

from collections.abc import Sequence


class StageDoorError(Exception):
    """The root of every error this project raises on purpose."""


class SettingsError(StageDoorError):
    """A setting is missing or wrong."""


class PackError(StageDoorError):
    """A story pack cannot be used. ``problems`` holds one printable line for each problem."""

    def __init__(self, pack: str, problems: Sequence[str]) -> None:
        self.pack = pack
        self.problems = tuple(problems)
        count = len(self.problems)
        heading = f"The story pack {pack} has {count} problem{'' if count == 1 else 's'}:"
        super().__init__("\n".join([heading, *self.problems]))


class PackNotMade(StageDoorError):
    """A new story pack could not be made: its text or its place is not right."""


class MemoryFault(StageDoorError):
    """What was said could not be kept or read."""


class DataDirectoryInUse(MemoryFault):
    """Another process holds the data directory."""


class DataDirectoryMismatch(MemoryFault):
    """The data directory belongs to another application, or was written by a newer version."""


class NotRemembered(MemoryFault):
    """The disk refused a write. What was kept before is unharmed."""


class Refusal(StageDoorError):
    """A person asked for what cannot be done. The message is shown to that person alone."""


class UnknownCharacter(Refusal):
    """No character goes by that name."""


class UnknownScene(Refusal):
    """No scene goes by that id."""


class NothingAsked(Refusal):
    """The question was empty."""


class TooLong(Refusal):
    """The question was over the limit."""


class CareNeeded(Refusal):
    """The person speaks of hurting themselves. The message is what the bot itself says."""


class Busy(Refusal):
    """The channel's queue is full, or the person asks too fast."""
