"""The folder of damaged files: what cannot be read is moved there and never silently dropped."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import get_args

from bot.errors import MemoryFault
from bot.memory.disk import Disk
from bot.memory.names import file_name, key_of
from bot.memory.storage import DamagedFile
from bot.memory.values import Kind, SetAside

_TIME = "%Y%m%dT%H%M%S%fZ"
_log = logging.getLogger(__name__)


class DamagedFiles:
    """Sets files aside under names that tell their kind, whose they were, and when."""

    def __init__(self, folder: Path, disk: Disk, now: Callable[[], datetime]) -> None:
        self._folder = folder
        self._disk = disk
        self._now = now

    def set_aside(self, damage: DamagedFile, kind: Kind, of: str) -> None:
        """Move a damaged file here and log it: path and reason, none of its words.

        Raises NotRemembered when the disk refuses.
        """
        time = self._now().astimezone(UTC).strftime(_TIME)
        names = (f"{kind}.{file_name(of)}.{time}.{number}.json" for number in count(1))
        target = next(path for name in names if not (path := self._folder / name).exists())
        self._disk.move(damage.path, target)
        _log.error("%s It is kept as %s, and its place is empty.", damage, target)

    def all(self) -> tuple[SetAside, ...]:
        """Return what lies here, oldest first. A file with a name not given here is left out."""
        try:
            paths = sorted(self._folder.iterdir())
        except OSError as error:
            raise MemoryFault(f"{self._folder} cannot be read: {error.strerror}.") from error
        found = [entry for path in paths if (entry := _entry(path)) is not None]
        return tuple(sorted(found, key=lambda entry: entry.at))

    def of_channel(self, key: str) -> tuple[SetAside, ...]:
        """Return the damaged files of one channel: its latest exchanges and its older ones."""
        return tuple(e for e in self.all() if e.kind in {"channels", "archives"} and e.of == key)

    def of_person(self, person_id: str) -> tuple[SetAside, ...]:
        """Return the damaged files that said in which channels a person spoke."""
        return tuple(e for e in self.all() if e.kind == "people" and e.of == person_id)

    def remove(self, entries: tuple[SetAside, ...]) -> None:
        """Remove damaged files for good. Raises NotRemembered when the disk refuses."""
        for entry in entries:
            self._disk.remove(entry.path)
            _log.warning("%s was removed: it may hold words that are to be forgotten.", entry.path)


def _entry(path: Path) -> SetAside | None:
    parts = path.name.split(".")
    if len(parts) != 5 or (of := key_of(parts[1])) is None:
        return None
    try:
        at = datetime.strptime(parts[2], _TIME).replace(tzinfo=UTC)
    except ValueError:
        return None
    kinds = (kind for kind in get_args(Kind) if kind == parts[0])
    return next((SetAside(path=path, kind=kind, of=of, at=at) for kind in kinds), None)
