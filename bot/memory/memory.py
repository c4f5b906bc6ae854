"""What was said, for the event loop: every call returns when its work is on the disk."""

from collections.abc import AsyncIterator, Callable, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.memory.archives import Archives
from bot.memory.channel import ChannelStore
from bot.memory.damaged import DamagedFiles
from bot.memory.datadir import DataDirectory
from bot.memory.disk import Disk
from bot.memory.exchange_file import ExchangeFile
from bot.memory.people import People
from bot.memory.values import ChannelView, Forgotten, SetAside, Window
from bot.memory.workers import ChannelWorkers
from bot.turn import Exchange, SentMessage, Status


class ChannelMemory:
    """The memory of one channel.

    Pieces of work for one channel follow each other; those for different channels run side by
    side. Every method raises MemoryFault when the disk cannot be read and NotRemembered when it
    refuses a write, which leaves everything as it was.
    """

    def __init__(self, key: str, workers: ChannelWorkers) -> None:
        self.key = key
        self._workers = workers

    async def view(self) -> ChannelView:
        """Return what the channel remembers. A new channel remembers nothing, and stays new."""
        return await self._workers.with_channel(self.key, ChannelStore.view)

    async def record(self, exchange: Exchange) -> None:
        """Keep a pending exchange: it survives whatever comes once this returns.

        Recording the very same exchange again is harmless while it is pending. Raises MemoryFault
        for another exchange with the same turn id, for one that is not pending and for a turn of
        another channel.
        """
        await self._workers.with_channel(self.key, lambda store: store.record(exchange))

    async def settle(
        self, turn_id: str, status: Status, messages: Sequence[SentMessage] = ()
    ) -> None:
        """Keep what became of a reply, and drop the ``token`` of its ``sent_to``.

        ``messages`` are those known to be in the channel. Raises MemoryFault for a turn that is
        not known here, and for a step that cannot be: a pending one may be shown, failed or
        uncertain, an uncertain one shown or failed. Saying the same again is harmless.
        """
        await self._workers.with_channel(
            self.key, lambda store: store.settle(turn_id, status, tuple(messages))
        )

    async def forget_message(self, message_id: str) -> bool:
        """Forget a message that is known to be deleted. Return whether it was remembered.

        The reply is then what its other messages say; without any the whole exchange goes.
        """
        return await self._workers.with_channel(
            self.key, lambda store: store.forget_message(message_id)
        )

    async def stand_at(self, scene: str | None) -> None:
        """Move the channel to a scene; None is after the last one."""
        await self._workers.with_channel(self.key, lambda store: store.stand_at(scene))

    async def everything(self) -> tuple[Exchange, ...]:
        """Return all exchanges that were ever shown here and are not forgotten, oldest first."""
        return await self._workers.with_channel(self.key, ChannelStore.everything)


class Memory:
    """All that is kept in one data directory, which it holds from ``open`` to ``close``."""

    def __init__(
        self, directory: DataDirectory, now: Callable[[], datetime], disk: Disk, window: Window
    ) -> None:
        self._directory = directory
        self._window = window
        self._disk = disk
        self._damaged = DamagedFiles(directory.damaged, disk, now)
        self._people = People(directory.people, self._damaged, disk)
        self._workers = ChannelWorkers(self._open_channel)

    @classmethod
    async def open(
        cls,
        directory: Path,
        *,
        now: Callable[[], datetime],
        disk: Disk | None = None,
        window: Window | None = None,
    ) -> Self:
        """Return the memory in a folder, which is made where there is none.

        ``now`` gives the time, with its zone, to name damaged files by. Raises DataDirectoryInUse
        when another process holds the folder, DataDirectoryMismatch when a newer version wrote it
        and MemoryFault when it cannot be used.
        """
        disk = disk or Disk()
        data_directory = DataDirectory(directory, disk)
        memory = cls(data_directory, now, disk, window or Window())
        try:
            await memory._workers.apart(data_directory.open)
        except BaseException:
            await memory.close()
            raise
        return memory

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Finish what was begun and let go of the folder. A second call does nothing."""
        await self._workers.close()
        self._directory.close()

    async def bind(self, application_id: str) -> None:
        """Bind the folder to an application, the first time; later, see that it is the same.

        Raises DataDirectoryMismatch when it belongs to another.
        """
        await self._workers.apart(lambda: self._directory.bind(application_id))

    def channel(self, key: str) -> ChannelMemory:
        """Return the memory of the channel with this key. Raises MemoryFault for no usable key."""
        self._directory.channel_file(key)
        return ChannelMemory(key, self._workers)

    async def remembers(self, key: str) -> bool:
        """Return whether anything is kept of the channel with this key, without opening it."""
        file = self._directory.channel_file(key)
        return await self._workers.apart(file.exists)

    async def pending(self) -> AsyncIterator[Exchange]:
        """Yield every exchange of every channel that is not settled.

        For the time after a start, before new ones are recorded. A damaged file is set aside, and
        the others are read on.
        """
        for key in await self._workers.apart(self._directory.channel_keys):
            for exchange in await self._workers.with_channel(key, ChannelStore.pending):
                yield exchange

    async def mine(self, person_id: str, channel: str | None = None) -> tuple[Exchange, ...]:
        """Return all that is kept of a person, in one channel or in all, oldest first.

        Whatever became of it, and however old.
        """
        found: list[Exchange] = []
        for key in await self._channels_of(person_id, channel):
            found += await self._workers.with_channel(key, lambda store: store.kept_of(person_id))
        return tuple(sorted(found, key=lambda exchange: exchange.turn.at))

    async def forget(self, person_id: str, channel: str | None = None) -> Forgotten:
        """Erase a person's exchanges, in one channel or in all, and return how many went.

        The words, the name and the replies are then in no file. A damaged file of such a channel
        cannot be searched and is removed whole. Other people's exchanges stay, even where
        a reply to them repeats what this person said. Interrupted at any moment, the same call
        finishes the work.
        """
        erased = [
            await self._workers.with_channel(key, lambda store: store.erase(person_id))
            for key in await self._channels_of(person_id, channel)
        ]
        indexes = 0
        if channel is None:
            indexes = await self._workers.apart(lambda: self._remove_damaged_indexes(person_id))
        return Forgotten(
            exchanges=sum(one.exchanges for one in erased),
            channels=sum(one.channels for one in erased),
            damaged_files=indexes + sum(one.damaged_files for one in erased),
        )

    async def set_aside(self) -> tuple[SetAside, ...]:
        """Return the damaged files that were set aside, oldest first, for the owner to see."""
        return await self._workers.apart(self._damaged.all)

    async def _channels_of(self, person_id: str, channel: str | None) -> list[str]:
        def find() -> list[str]:
            keys = self._people.channels_of(person_id)
            if keys is None:
                keys = self._all_channels()
            return sorted(key for key in keys if channel in {None, key})

        return await self._workers.apart(find)

    def _all_channels(self) -> frozenset[str]:
        damaged = (entry.of for entry in self._damaged.all() if entry.kind != "people")
        return frozenset([*self._directory.channel_keys(), *damaged])

    def _remove_damaged_indexes(self, person_id: str) -> int:
        damaged = self._damaged.of_person(person_id)
        self._damaged.remove(damaged)
        return len(damaged)

    def _open_channel(self, key: str) -> ChannelStore:
        file = ExchangeFile(self._directory.channel_file(key), key, self._disk)
        folder = self._directory.archive_folder(key)
        archives = Archives(folder, key, self._damaged, self._disk)
        return ChannelStore(
            file,
            archives,
            people=self._people,
            damaged=self._damaged,
            window=self._window,
        )
