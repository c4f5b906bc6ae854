"""What a channel shows, as it changes: for tests that wait, and for a page that draws it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, TypeVar

T = TypeVar("T")

Kind = Literal[
    "message created",
    "message edited",
    "message deleted",
    "thinking",
    "typing",
    "modal opened",
    "acknowledged",
    "choices offered",
]
"""What happened. ``thinking`` is a message that stands for an answer to come and is edited into
it; ``acknowledged`` is a click that was taken note of without anything to show."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that a channel shows.

    ``channel`` is its id. ``seen_by`` is the id of the only person who sees it; ``None`` means
    everyone there. ``shows`` is what is shown, as Discord's own JSON: the message with all its
    parts, for a deletion its ``id`` alone, for a modal its title, components and ``interaction``.
    """

    kind: Kind
    at: datetime
    channel: str
    seen_by: str | None
    shows: dict[str, Any]


class Feed:
    """Tells everyone who listens what happens, in order."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[Happening], None]] = []

    def listen(self, listener: Callable[[Happening], None]) -> Callable[[], None]:
        """Call ``listener`` with everything that happens from now on; return what ends that."""
        self._listeners.append(listener)

        def end() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return end

    @contextmanager
    def subscribe(self) -> Iterator[AsyncIterator[Happening]]:
        """Give an endless iterator over everything that happens inside the ``with`` block."""
        arrived: asyncio.Queue[Happening] = asyncio.Queue()
        end = self.listen(arrived.put_nowait)

        async def happenings() -> AsyncIterator[Happening]:
            while True:
                yield await arrived.get()

        try:
            yield happenings()
        finally:
            end()

    def publish(self, happening: Happening) -> None:
        """Tell every listener; the state has already changed when they hear of it."""
        for listener in tuple(self._listeners):
            listener(happening)

    async def until(self, look: Callable[[], T | None]) -> T:
        """Return what ``look`` finds, now or after something has happened."""
        changed = asyncio.Event()
        end = self.listen(lambda _: changed.set())
        try:
            while (found := look()) is None:
                changed.clear()
                await changed.wait()
            return found
        finally:
            end()
