"""One exchange at a time in a channel; a few may wait; channels do not wait for one another."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.errors import Busy

MOST_WAITING = 5


class ChannelQueues:
    """Turns taken channel by channel, in the order in which they were asked for."""

    def __init__(self, most_waiting: int = MOST_WAITING) -> None:
        self._most_waiting = most_waiting
        self._locks: dict[str, asyncio.Lock] = {}
        self._held: dict[str, int] = {}

    @asynccontextmanager
    async def turn(self, channel: str) -> AsyncIterator[None]:
        """Holds the channel for one exchange. Raises ``Busy`` at once when the queue is full."""
        held = self._held.get(channel, 0)
        if held > self._most_waiting:
            raise Busy(
                "Quite a few people are speaking at once here. "
                "Give the stage a moment, then ask again."
            )
        self._held[channel] = held + 1
        lock = self._locks.setdefault(channel, asyncio.Lock())
        try:
            async with lock:
                yield
        finally:
            self._held[channel] -= 1
            if not self._held[channel]:
                del self._held[channel], self._locks[channel]
