"""A TinyDB storage for one file that is replaced whole, carries a checksum and notices damage."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeGuard

import orjson
from tinydb.storages import Storage

from bot.errors import MemoryFault
from bot.memory.disk import Disk, Stamp

Tables = dict[str, dict[str, Any]]

_BEFORE = b'{"crc32":"%08x","tables":'
_BEFORE_LENGTH = len(_BEFORE % 0)
_AFTER = b"}\n"


class DamagedFile(MemoryFault):
    """A file does not hold what was written to it. ``path`` says which file."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        super().__init__(f"{path} is damaged: {reason}.")


class CheckedStorage(Storage):
    """All tables of one TinyDB in one JSON file: ``{"crc32": ..., "tables": {...}}``.

    The checksum is of the bytes after ``"tables":``. It is there to notice a failing disk or a
    torn copy, which CRC-32 does at a quarter of the time BLAKE2b takes; against somebody who may
    write to the folder no checksum without a secret would help.

    Outside a transaction each read hands out its own copy, parsed from the file, and each write
    replaces the file. Reading never makes a file. A read raises DamagedFile for what was not
    written here and MemoryFault for what cannot be read; a write raises NotRemembered, and
    TypeError for what JSON cannot hold.

    ``readings`` counts how often the file was read: while it stays, documents are the same.
    """

    def __init__(self, path: Path, disk: Disk) -> None:
        super().__init__()
        self._path = path
        self._disk = disk
        self._kept: tuple[Stamp, Tables] | None = None
        self._state: Tables | None = None
        self._changed = False
        self._in_transaction = False
        self.readings = 0

    def read(self) -> Tables | None:
        """Return all tables, or None when there is no file yet."""
        return self._state if self._in_transaction else self._load()[1]

    def write(self, data: Tables) -> None:
        """Keep ``data`` for good: now, or at the end of the transaction."""
        if self._in_transaction:
            self._state, self._changed = data, True
        else:
            self._kept = None
            self._save(data)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Hold what is done with the tables together: all of it is written at the end, or nothing.

        Within, every operation works on the same documents, which no file has yet: they must not
        be kept beyond the end. An error of any kind, that of the disk too, drops them, and the
        next read is from the file again. What was written stays at hand for the next transaction
        as long as the file's stamp is the same.
        """
        kept, self._kept = self._kept, None
        if kept is None or kept[0] != self._disk.stamp(self._path):
            stamp, self._state = self._load()
        else:
            stamp, self._state = kept
        self._in_transaction, self._changed = True, False
        try:
            yield
            if self._changed and self._state is not None:
                stamp = self._save(self._state)
            if stamp is not None and self._state is not None:
                self._kept = stamp, self._state
        finally:
            self._in_transaction, self._state = False, None

    def mentions(self, name: str) -> bool:
        """Return whether ``name`` stands anywhere as a JSON string, found without parsing."""
        found = self._disk.read(self._path)
        return found is not None and orjson.dumps(name) in self._body(found[0])

    def _load(self) -> tuple[Stamp, Tables] | tuple[None, None]:
        self.readings += 1
        found = self._disk.read(self._path)
        if found is None:
            return None, None
        content, stamp = found
        return stamp, self._parse(content)

    def _body(self, content: bytes) -> bytes:
        body = content[_BEFORE_LENGTH : -len(_AFTER)]
        sound = content.startswith(_BEFORE % zlib.crc32(body)) and content.endswith(_AFTER)
        if not sound:
            raise DamagedFile(self._path, "its checksum does not match")
        return body

    def _parse(self, content: bytes) -> Tables:
        try:
            tables = orjson.loads(self._body(content))
        except orjson.JSONDecodeError as error:
            raise DamagedFile(self._path, "it is not JSON") from error
        if not _are_tables(tables):
            raise DamagedFile(self._path, "it does not hold tables of numbered documents")
        return tables

    def _save(self, tables: Tables) -> Stamp:
        body = orjson.dumps(tables, option=orjson.OPT_INDENT_2)
        content = b"".join([_BEFORE % zlib.crc32(body), body, _AFTER])
        return self._disk.replace(self._path, content)


def _are_tables(value: object) -> TypeGuard[Tables]:
    return isinstance(value, dict) and all(
        isinstance(table, dict)
        and all(name.isdecimal() and isinstance(row, dict) for name, row in table.items())
        for table in value.values()
    )
