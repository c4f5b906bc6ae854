"""Exchanges to record, a clock that is set, and disks that fail the way disks do."""

import errno
import os
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot.memory import Memory, Window
from bot.memory.disk import Disk
from bot.turn import Citation, Exchange, Person, Reply, SentMessage, Turn

NOON = datetime(2025, 6, 1, 12, 0, tzinfo=UTC)

SMALL = Window(latest=6, rolled_together=3)

ANA = Person(id="1001", name="Ana María")
BEN = Person(id="1002", name="benedikt_the_2nd")


def exchange(
    turn_id: str = "1",
    *,
    channel: str = "7",
    person: Person = ANA,
    words: str = "Why do you dance?",
    at: datetime = NOON,
) -> Exchange:
    return Exchange(
        turn=Turn(
            id=turn_id,
            person=person,
            character="camilla",
            words=words,
            at=at,
            channel=channel,
            scene="audition",
        ),
        reply=Reply(
            text=f"*She looks up.* Because of turn {turn_id}.",
            stands_on="canon",
            engine="authored",
            beat="why-dance",
            line="why-dance.1",
            citations=(
                Citation(fact="dances", quote="she danced", start=3, end=13, scene="audition"),
            ),
        ),
        sent_to={"channel": channel, "token": "a-short-lived-secret"},
    )


def message(message_id: str, text: str = "Because.") -> SentMessage:
    return SentMessage(id=message_id, text=text)


@asynccontextmanager
async def opened(
    directory: Path, disk: Disk | None = None, window: Window | None = None
) -> AsyncGenerator[Memory]:
    opening = Memory.open(directory, now=lambda: NOON, disk=disk, window=window)
    async with await opening as memory:
        yield memory


async def say(memory: Memory, turn: Exchange) -> None:
    """Record an exchange and settle it as shown, in one message named after the turn."""
    assert turn.turn.channel is not None
    channel = memory.channel(turn.turn.channel)
    await channel.record(turn)
    await channel.settle(turn.turn.id, "shown", [message(f"m{turn.turn.id}", turn.reply.text)])


async def turn_ids(memory: Memory, channel: str = "7") -> list[str]:
    return [kept.turn.id for kept in await memory.channel(channel).everything()]


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def all_bytes(directory: Path) -> bytes:
    """Every file's name and content, one after the other."""
    parts = [
        str(path.relative_to(directory)).encode() + (path.read_bytes() if path.is_file() else b"")
        for path in sorted(directory.rglob("*"))
    ]
    return b"\n".join(parts)


class HastyDisk(Disk):
    """Does not wait for the hardware: for tests that make many files and pull no plug."""

    def sync(self, descriptor: int) -> None:
        pass


class ShortWritingDisk(Disk):
    """Takes a few bytes at a time, as write(2) may."""

    def write(self, descriptor: int, content: memoryview) -> int:
        return super().write(descriptor, content[:7])


class FailingDisk(HastyDisk):
    """Refuses one kind of call while ``refuses`` says which; a write stops half way."""

    def __init__(self) -> None:
        self.refuses: str | None = None

    def write(self, descriptor: int, content: memoryview) -> int:
        if self.refuses == "write":
            if len(content) > 40:
                return super().write(descriptor, content[: len(content) // 2])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return super().write(descriptor, content)

    def sync(self, descriptor: int) -> None:
        if self.refuses == "sync":
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    def rename(self, source: Path, target: Path) -> None:
        if self.refuses == "rename":
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        super().rename(source, target)


class PlugPulled(BaseException):
    """The process dies here: nothing may catch it, nothing is tidied up."""


class FragileDisk(HastyDisk):
    """Dies at the n-th call that changes the disk: before it, or half way through a write."""

    def __init__(self, dies_at: int) -> None:
        self._left = dies_at

    def write(self, descriptor: int, content: memoryview) -> int:
        self._live(lambda: super(FragileDisk, self).write(descriptor, content[: len(content) // 2]))
        return super().write(descriptor, content)

    def rename(self, source: Path, target: Path) -> None:
        self._live()
        super().rename(source, target)

    def unlink(self, path: Path) -> None:
        self._live()
        super().unlink(path)

    def make_folder(self, path: Path) -> None:
        self._live()
        super().make_folder(path)

    def _live(self, last_act: Callable[[], object] = lambda: None) -> None:
        self._left -= 1
        if self._left < 0:
            last_act()
            raise PlugPulled
