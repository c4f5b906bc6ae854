"""A channel's older exchanges: files that hold a few dozen each and are seldom opened."""

from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from bot.errors import MemoryFault
from bot.memory.damaged import DamagedFiles
from bot.memory.disk import Disk
from bot.memory.exchange_file import ExchangeFile
from bot.memory.storage import DamagedFile

_T = TypeVar("_T")


class Archives:
    """The files of one channel's folder, each named by the first number it holds.

    A damaged one is set aside when it is met, and the others are read on.
    """

    def __init__(self, folder: Path, channel: str, damaged: DamagedFiles, disk: Disk) -> None:
        self._folder = folder
        self._channel = channel
        self._damaged = damaged
        self._disk = disk

    def add(self, documents: Mapping[int, Mapping[str, Any]]) -> None:
        """Keep these exchanges in a file of their own, on the disk when this returns."""
        self._disk.ensure_folder(self._folder)
        file = self._file(min(documents))
        with file.transaction():
            file.add(documents)

    def remove_unfinished(self, still_kept: Collection[int]) -> None:
        """Remove the files of a roll that was cut short.

        ``still_kept`` are the numbers in the channel's own file. It gives up all that went into an
        archive in one step, so that an archive whose first is still there holds only copies.
        """
        for number in set(self._first_numbers()).intersection(still_kept):
            self._disk.remove(self._file(number).path)

    def each(
        self, work: Callable[[ExchangeFile], _T], mentioning: str | None = None
    ) -> Iterator[_T]:
        """Yield what ``work`` returns for each file, the newest first, on the disk when yielded.

        Files that do not hold the string ``mentioning`` are passed over without being parsed.
        """
        for number in reversed(self._first_numbers()):
            file = self._file(number)
            try:
                if mentioning is not None and not file.mentions(mentioning):
                    continue
                with file.transaction():
                    result = work(file)
            except DamagedFile as damage:
                self._damaged.set_aside(damage, "archives", self._channel)
            else:
                yield result

    def last_number(self) -> int:
        """Return the highest number in any file, 0 without files."""
        return max((number for numbers in self.each(_numbers) for number in numbers), default=0)

    def remove_empty(self) -> None:
        """Remove the files that hold no exchange any more, and the folder after the last."""
        for path in list(self.each(_path_if_empty)):
            if path is not None:
                self._disk.remove(path)
        self._disk.remove_empty_folder(self._folder)

    def _file(self, first_number: int) -> ExchangeFile:
        return ExchangeFile(self._folder / f"{first_number:09}.json", self._channel, self._disk)

    def _first_numbers(self) -> list[int]:
        try:
            stems = [path.stem for path in self._folder.iterdir() if path.suffix == ".json"]
        except FileNotFoundError:
            return []
        except OSError as error:
            raise MemoryFault(f"{self._folder} cannot be read: {error.strerror}.") from error
        return sorted(int(stem) for stem in stems if stem.isdecimal())


def _numbers(file: ExchangeFile) -> list[int]:
    return file.numbers()


def _path_if_empty(file: ExchangeFile) -> Path | None:
    return None if file.count() else file.path
