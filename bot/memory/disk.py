"""How bytes reach the disk: a file is replaced whole and durably, or stays as it was."""

import errno
import logging
import os
from contextlib import suppress
from pathlib import Path

from bot.errors import MemoryFault, NotRemembered

UNFINISHED = ".tmp"
"""What the name of a file that is still being written ends with."""

Stamp = tuple[int, int, int]
"""Inode, size in bytes and time of the last change in nanoseconds: equal stamps, equal content."""

_log = logging.getLogger(__name__)


class Disk:
    """The file system. A test overrides one of the first five methods to make that call fail."""

    def write(self, descriptor: int, content: memoryview) -> int:
        """Write some of ``content`` and return how many bytes, which may be fewer than all."""
        return os.write(descriptor, content)

    def sync(self, descriptor: int) -> None:
        """Return when everything written to the file or folder has reached the disk."""
        os.fsync(descriptor)

    def rename(self, source: Path, target: Path) -> None:
        """Give ``source`` the name ``target`` in one step, in the place of what had it."""
        source.replace(target)

    def unlink(self, path: Path) -> None:
        """Remove the file, if there is one."""
        path.unlink(missing_ok=True)

    def make_folder(self, path: Path) -> None:
        """Make the folder for the owner's eyes only, with all above it, if there is none."""
        path.mkdir(mode=0o700, parents=True, exist_ok=True)

    def read(self, path: Path) -> tuple[bytes, Stamp] | None:
        """Return the file's bytes and stamp, or None if there is no file.

        Raises MemoryFault when there is one that cannot be read.
        """
        try:
            with path.open("rb", buffering=0) as file:
                return file.read(), _stamp(os.fstat(file.fileno()))
        except FileNotFoundError:
            return None
        except OSError as error:
            raise MemoryFault(f"{path} cannot be read: {error.strerror}.") from error

    def stamp(self, path: Path) -> Stamp | None:
        """Return the file's stamp, or None if there is no file that can be seen."""
        try:
            return _stamp(path.stat())
        except OSError:
            return None

    def replace(self, path: Path, content: bytes) -> Stamp:
        """Make ``content`` the content of ``path``, on the disk when this returns.

        Returns the new file's stamp. The bytes go to a neighbouring file, which takes the name
        once they are on the disk; then the folder follows. Killed at any moment, the path holds
        the old content or the new, whole. Raises NotRemembered when the disk refuses.
        """
        unfinished = path.with_name(path.name + UNFINISHED)
        try:
            stamp = self._write_whole(unfinished, content)
            self.rename(unfinished, path)
            self._sync_folder(path.parent)
        except OSError as error:
            self._give_up(unfinished)
            raise NotRemembered(f"{path} cannot be written: {error.strerror}.") from error
        return stamp

    def move(self, path: Path, target: Path) -> None:
        """Move a file into a folder that exists. Raises NotRemembered when the disk refuses."""
        try:
            self.rename(path, target)
            self._sync_folder(target.parent)
            self._sync_folder(path.parent)
        except OSError as error:
            raise NotRemembered(f"{path} cannot be set aside: {error.strerror}.") from error

    def remove(self, path: Path) -> None:
        """Remove a file for good, if there is one. Raises NotRemembered when the disk refuses."""
        try:
            self.unlink(path)
            self._sync_folder(path.parent)
        except FileNotFoundError:
            return
        except OSError as error:
            raise NotRemembered(f"{path} cannot be removed: {error.strerror}.") from error

    def ensure_folder(self, path: Path) -> None:
        """Make a folder durably, if there is none. Raises NotRemembered when the disk refuses."""
        try:
            if not path.is_dir():
                self.make_folder(path)
                self._sync_folder(path.parent)
        except OSError as error:
            raise NotRemembered(f"{path} cannot be made: {error.strerror}.") from error

    def remove_empty_folder(self, path: Path) -> None:
        """Remove a folder if it is there and empty."""
        with suppress(OSError):  # one that is in use stays, and does no harm
            path.rmdir()

    def _write_whole(self, path: Path, content: bytes) -> Stamp:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        try:
            rest = memoryview(content)
            while rest:
                written = self.write(descriptor, rest)  # a disk that fills up takes only a part
                if not written:
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                rest = rest[written:]
            self.sync(descriptor)
            return _stamp(os.fstat(descriptor))
        finally:
            os.close(descriptor)

    def _sync_folder(self, folder: Path) -> None:
        descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
        try:
            self.sync(descriptor)
        finally:
            os.close(descriptor)

    def _give_up(self, unfinished: Path) -> None:
        try:
            self.unlink(unfinished)
        except OSError as error:  # the next start removes it
            _log.warning("%s could not be removed: %s", unfinished, error.strerror)


def _stamp(status: os.stat_result) -> Stamp:
    return status.st_ino, status.st_size, status.st_mtime_ns
