"""Threads that wait for the disk, so that the event loop never does."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar
from weakref import WeakValueDictionary

from bot.errors import MemoryFault
from bot.memory.channel import ChannelStore

_THREADS = 4
_AT_HAND = 64
_T = TypeVar("_T")


class ChannelWorkers:
    """Runs what is done with channels: one piece at a time for each, several channels at once.

    The channels used last, at most 64, stay at hand with what was read of them, which takes up to
    a megabyte each.
    """

    def __init__(self, open_channel: Callable[[str], ChannelStore]) -> None:
        self._open_channel = open_channel
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="memory")
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._at_hand: OrderedDict[str, ChannelStore] = OrderedDict()
        self._closed = False

    async def with_channel(self, key: str, work: Callable[[ChannelStore], _T]) -> _T:
        """Return what ``work`` returns for the channel, having waited for its turn."""
        lock = self._locks.setdefault(key, asyncio.Lock())
        async with lock:
            store = self._store(key)
            return await self.apart(lambda: work(store))

    async def apart(self, work: Callable[[], _T]) -> _T:
        """Return what ``work`` returns, run in a thread.

        A caller that is cancelled waits until the thread is done: what it holds stays held.
        Raises MemoryFault once closed.
        """
        if self._closed:
            raise MemoryFault("The memory is closed.")
        future = asyncio.get_running_loop().run_in_executor(self._threads, work)
        try:
            return await asyncio.shield(future)
        except asyncio.CancelledError:
            await _done(future)
            raise

    async def close(self) -> None:
        """Return when all that was begun is done. Nothing can be begun afterwards."""
        self._closed = True
        await asyncio.to_thread(self._threads.shutdown)

    def _store(self, key: str) -> ChannelStore:
        store = self._at_hand.get(key)
        if store is None:
            store = self._at_hand[key] = self._open_channel(key)
        self._at_hand.move_to_end(key)
        while len(self._at_hand) > _AT_HAND:
            self._at_hand.popitem(last=False)  # nothing is lost: all of it is on the disk
        return store


async def _done(future: asyncio.Future[_T]) -> None:
    while not future.done():
        try:
            await asyncio.wait([future])
        except asyncio.CancelledError:
            continue
