"""The data directory: held by one process, of a known schema, bound to one application.

::

    lock            held while a process works here
    about.json      the schema of this folder and the application it belongs to
    channels/       <channel>.json: its latest exchanges and where it stands
    archives/       <channel>/<first number>.json: its older exchanges
    people/         <person>.json: in which channels a person spoke
    damaged/        files that could not be read, as they were found
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from filelock import FileLock, Timeout
from tinydb import TinyDB
from tinydb.table import Document, Table

from bot.errors import DataDirectoryInUse, DataDirectoryMismatch, MemoryFault, NotRemembered
from bot.memory.disk import UNFINISHED, Disk
from bot.memory.names import file_name, key_of
from bot.memory.storage import CheckedStorage, DamagedFile

SCHEMA = 1
"""The schema this version reads and writes. It grows when a file's shape changes."""

Migration = Callable[[Path], None]

MIGRATIONS: Mapping[int, Migration] = MappingProxyType({})
"""What turns a folder of each older schema into the next, safe to run again after a crash. The
first schema has none before it."""

_ABOUT = 1
_ADVICE = (
    "Put back a copy of it, or remove it if this version wrote the folder: the next start makes "
    "a new one."
)


@dataclass(frozen=True, slots=True)
class _About:
    schema: int
    application_id: str | None


class DataDirectory:
    """The folder with everything that is kept."""

    def __init__(
        self,
        path: Path,
        disk: Disk,
        *,
        schema: int = SCHEMA,
        migrations: Mapping[int, Migration] = MIGRATIONS,
    ) -> None:
        self.path = path
        self.channels = path / "channels"
        self.archives = path / "archives"
        self.people = path / "people"
        self.damaged = path / "damaged"
        self._disk = disk
        self._schema = schema
        self._migrations = migrations
        self._storage = CheckedStorage(path / "about.json", disk)
        self._lock = FileLock(
            path / "lock", blocking=False, thread_local=False, fallback_to_soft=False
        )

    def open(self) -> None:
        """Make the folder where there is none, hold it, and bring it to this schema.

        Raises DataDirectoryInUse when another process holds it, DataDirectoryMismatch when a newer
        version wrote it, and MemoryFault when it cannot be made or written.
        """
        self._refuse_foreign_folder()
        try:
            for folder in (self.path, self.channels, self.archives, self.people, self.damaged):
                self._disk.ensure_folder(folder)
            self._lock.acquire()
        except Timeout as error:
            raise DataDirectoryInUse(
                f"Another process is using the data directory {self.path}: stop it first, or "
                "choose another folder."
            ) from error
        except (OSError, NotRemembered) as error:
            raise MemoryFault(
                f"The data directory {self.path} cannot be used. {error} Choose a folder that this "
                "user may write to."
            ) from error
        try:
            self._migrate(self._about())
            self._remove_unfinished()
        except BaseException:
            self.close()
            raise

    def bind(self, application_id: str) -> None:
        """Bind the folder to an application, the first time; later, see that it is the same.

        Raises DataDirectoryMismatch when it belongs to another.
        """
        about = self._about()
        if about.application_id is None:
            self._keep(_About(schema=about.schema, application_id=application_id))
        elif about.application_id != application_id:
            raise DataDirectoryMismatch(
                f"The data directory {self.path} belongs to the application "
                f"{about.application_id}, and this is {application_id}: use that application's "
                "token, or choose another folder."
            )

    def close(self) -> None:
        """Let go of the folder."""
        self._lock.release()

    def channel_file(self, key: str) -> Path:
        """Return where the channel's latest exchanges are kept."""
        return self.channels / f"{file_name(key)}.json"

    def archive_folder(self, key: str) -> Path:
        """Return where the channel's older exchanges are kept."""
        return self.archives / file_name(key)

    def channel_keys(self) -> list[str]:
        """Return the keys of all channels of which anything is kept, sorted."""
        names = {path.stem for path in self._files(self.channels, "*.json")}
        names |= {path.name for path in self._files(self.archives, "*")}
        return sorted(key for name in names if (key := key_of(name)) is not None)

    def _migrate(self, about: _About) -> None:
        if about.schema > self._schema:
            raise DataDirectoryMismatch(
                f"The data directory {self.path} was written by a newer version (its schema is "
                f"{about.schema}, this version knows {self._schema}): update, or choose another "
                "folder."
            )
        for schema in range(about.schema, self._schema):
            self._migrations[schema](self.path)
            self._keep(_About(schema=schema + 1, application_id=about.application_id))

    def _about(self) -> _About:
        try:
            with self._storage.transaction():
                document = self._table().get(doc_id=_ABOUT)
                if document is None:
                    about = _About(schema=self._schema, application_id=None)
                    self._table().insert(_document(about))
                    return about
        except DamagedFile as damage:
            raise MemoryFault(f"{damage} {_ADVICE}") from damage
        match document:
            case {"schema": int(schema), "application_id": str() | None as application_id}:
                return _About(schema=schema, application_id=application_id)
        raise MemoryFault(f"{self.path / 'about.json'} is not as it should be. {_ADVICE}")

    def _keep(self, about: _About) -> None:
        with self._storage.transaction():
            self._table().upsert(_document(about))

    def _table(self) -> Table:
        return TinyDB(storage=lambda: self._storage).table("about", cache_size=0)

    def _refuse_foreign_folder(self) -> None:
        """A folder that holds other things is somebody's, and most likely named by mistake."""
        ours = {each.name for each in (self.channels, self.archives, self.people, self.damaged)}
        ours |= {"about.json", f"about.json{UNFINISHED}", "lock"}
        others = sorted(path.name for path in self._files(self.path, "*") if path.name not in ours)
        if others and not (self.path / "about.json").exists():
            raise DataDirectoryMismatch(
                f"The folder {self.path} holds other things ({', '.join(others[:3])}) and no data "
                "of Stage Door: choose a folder of its own."
            )

    def _remove_unfinished(self) -> None:
        places = (
            (self.path, "about"),
            (self.channels, "*"),
            (self.people, "*"),
            (self.archives, "*/*"),
        )
        for folder, name in places:
            for path in self._files(folder, f"{name}.json{UNFINISHED}"):
                self._disk.remove(path)

    def _files(self, folder: Path, pattern: str) -> Iterator[Path]:
        try:
            yield from folder.glob(pattern)
        except OSError as error:
            raise MemoryFault(f"{folder} cannot be read: {error.strerror}.") from error


def _document(about: _About) -> Document:
    document = {"schema": about.schema, "application_id": about.application_id}
    return Document(document, doc_id=_ABOUT)
