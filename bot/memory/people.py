"""In which channels each person spoke: what finds their words again, to show or to forget them."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from tinydb import Query, TinyDB
from tinydb.table import Table

from bot.memory.damaged import DamagedFiles
from bot.memory.disk import Disk
from bot.memory.names import file_name
from bot.memory.storage import CheckedStorage, DamagedFile

_REMEMBERED = 4096
_T = TypeVar("_T")


class People:
    """One small TinyDB for each person. Any thread may call; one works at a time.

    A channel is noted, durably, before the person's first words there are kept, and crossed out
    after the last are erased, so that no words are ever out of reach.
    """

    def __init__(self, folder: Path, damaged: DamagedFiles, disk: Disk) -> None:
        self._folder = folder
        self._damaged = damaged
        self._disk = disk
        self._lock = threading.Lock()
        self._lately_noted: OrderedDict[tuple[str, str], None] = OrderedDict()

    def note(self, person_id: str, channel: str) -> None:
        """Note that the person speaks in the channel, on the disk when this returns."""
        pair = (person_id, channel)
        with self._lock:
            if pair not in self._lately_noted:
                self._work_with(person_id, lambda table: _note(table, channel))
                self._lately_noted[pair] = None
            self._lately_noted.move_to_end(pair)
            while len(self._lately_noted) > _REMEMBERED:
                self._lately_noted.popitem(last=False)

    def channels_of(self, person_id: str) -> frozenset[str] | None:
        """Return the keys of the channels where the person spoke.

        None when that cannot be told, because the person's file was damaged and set aside:
        then the words may be anywhere.
        """
        with self._lock:
            channels = self._work_with(person_id, _channels)
            return None if self._damaged.of_person(person_id) else channels

    def cross_out(self, person_id: str, channel: str) -> None:
        """Note that nothing of the person is left in the channel."""
        with self._lock:
            self._lately_noted.pop((person_id, channel), None)
            if self._work_with(person_id, _channels) <= {channel}:
                self._disk.remove(self._path(person_id))
            else:
                self._work_with(person_id, lambda table: _cross_out(table, channel))

    def _work_with(self, person_id: str, work: Callable[[Table], _T]) -> _T:
        try:
            return self._attempt(person_id, work)
        except DamagedFile as damage:
            self._damaged.set_aside(damage, "people", person_id)
        return self._attempt(person_id, work)

    def _attempt(self, person_id: str, work: Callable[[Table], _T]) -> _T:
        path = self._path(person_id)
        storage = CheckedStorage(path, self._disk)
        with storage.transaction():
            table = TinyDB(storage=lambda: storage).table("channels", cache_size=0)
            if not all(isinstance(document.get("channel"), str) for document in table):
                raise DamagedFile(path, "it does not hold channels")
            return work(table)

    def _path(self, person_id: str) -> Path:
        return self._folder / f"{file_name(person_id)}.json"


def _note(table: Table, channel: str) -> None:
    if not table.contains(Query().channel == channel):
        table.insert({"channel": channel})


def _cross_out(table: Table, channel: str) -> None:
    table.remove(Query().channel == channel)


def _channels(table: Table) -> frozenset[str]:
    return frozenset(document["channel"] for document in table)
