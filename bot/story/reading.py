"""Reading the files of a pack: plain files of the pack's own, and no larger than they need be."""

from pathlib import Path

LARGEST_FILE = 4 * 1024 * 1024
"""Bytes of any file of a pack."""


class Unreadable(Exception):
    """A file of a pack cannot be read; the message says why."""


def read_file(folder: Path, name: str) -> bytes | None:
    """The bytes of the file ``name`` of the pack in ``folder``; ``None`` where there is none.

    Raises :class:`Unreadable` for what is no plain file, lies outside the folder or is too large.
    """
    try:
        path = (folder / name).resolve()
        if not path.is_relative_to(folder.resolve()):
            raise Unreadable("it lies outside the pack")
        if not path.exists():
            return None
        if not path.is_file():
            raise Unreadable("it is no plain file")
        if path.stat().st_size > LARGEST_FILE:
            raise Unreadable(f"it has more than {LARGEST_FILE:,} bytes")
        return path.read_bytes()
    except (OSError, ValueError, RuntimeError) as error:
        raise Unreadable(str(error)) from error


def read_words(folder: Path, name: str) -> str | None:
    """The same as text. Raises :class:`Unreadable`, also for what is not UTF-8."""
    data = read_file(folder, name)
    if data is None:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Unreadable(f"it is not UTF-8 (on line {line}): save it as UTF-8") from error
