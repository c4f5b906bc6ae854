"""The storage keeps TinyDB's contract, and what TinyDB's own storages do not."""

import subprocess
import sys
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import pytest
from tinydb import Query, TinyDB
from tinydb.operations import increment
from tinydb.table import Document, Table

from bot.errors import MemoryFault, NotRemembered
from bot.memory.disk import Disk
from bot.memory.storage import CheckedStorage, DamagedFile

from .samples import FailingDisk, ShortWritingDisk

ROOT = Path(__file__).parents[2]


def stored(path: Path, disk: Disk | None = None) -> CheckedStorage:
    return CheckedStorage(path, disk or Disk())


def table_in(storage: CheckedStorage) -> Table:
    return TinyDB(storage=lambda: storage).table("turns", cache_size=0)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "turns.json"


OPERATIONS = {
    "insert": lambda db, t: t.insert({"n": 4}),
    "insert_multiple": lambda db, t: t.insert_multiple([{"n": 4}, {"n": 5}]),
    "update": lambda db, t: t.update({"said": "again"}, Query().n == 2),
    "update with an operation": lambda db, t: t.update(increment("n"), Query().n == 2),
    "update_multiple": lambda db, t: t.update_multiple([({"said": "b"}, Query().n == 1)]),
    "upsert of a known one": lambda db, t: t.upsert({"n": 2, "said": "x"}, Query().n == 2),
    "upsert of a new one": lambda db, t: t.upsert({"n": 9}, Query().n == 9),
    "upsert by number": lambda db, t: t.upsert(Document({"n": 8}, doc_id=3)),
    "remove": lambda db, t: t.remove(Query().n > 1),
    "remove by number": lambda db, t: t.remove(doc_ids=[1]),
    "truncate": lambda db, t: t.truncate(),
    "drop_table": lambda db, t: db.drop_table("turns"),
    "drop_tables": lambda db, t: db.drop_tables(),
}
EXPECTED = {
    "insert": [1, 2, 3, 4],
    "insert_multiple": [1, 2, 3, 4, 5],
    "update": [1, 2, 3],
    "update with an operation": [1, 3, 3],
    "update_multiple": [1, 2, 3],
    "upsert of a known one": [1, 2, 3],
    "upsert of a new one": [1, 2, 3, 9],
    "upsert by number": [1, 2, 8],
    "remove": [1],
    "remove by number": [2, 3],
    "truncate": [],
    "drop_table": [],
    "drop_tables": [],
}


def three_turns(path: Path, disk: Disk | None = None) -> CheckedStorage:
    storage = stored(path, disk)
    table_in(storage).insert_multiple({"n": n, "person": {"id": str(n)}} for n in (1, 2, 3))
    return storage


def numbers(storage: CheckedStorage) -> list[int]:
    return [document["n"] for document in table_in(storage)]


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_is_read_back_from_the_file(path: Path, name: str) -> None:
    storage = three_turns(path)
    database = TinyDB(storage=lambda: storage)
    OPERATIONS[name](database, database.table("turns", cache_size=0))
    assert numbers(storage) == EXPECTED[name]
    assert numbers(stored(path)) == EXPECTED[name]


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_in_a_transaction_is_read_back_from_the_file(path: Path, name: str) -> None:
    storage = three_turns(path)
    with storage.transaction():
        database = TinyDB(storage=lambda: storage)
        OPERATIONS[name](database, database.table("turns", cache_size=0))
    assert numbers(storage) == EXPECTED[name]
    assert numbers(stored(path)) == EXPECTED[name]


@pytest.mark.parametrize("refuses", ["write", "sync", "rename"])
@pytest.mark.parametrize("name", OPERATIONS)
def test_a_refused_operation_leaves_what_was_there_and_no_phantom(
    path: Path, name: str, refuses: str
) -> None:
    disk = FailingDisk()
    storage = three_turns(path, disk)
    before = path.read_bytes()
    disk.refuses = refuses
    database = TinyDB(storage=lambda: storage)
    with pytest.raises(NotRemembered) as refusal:
        OPERATIONS[name](database, database.table("turns", cache_size=0))
    assert isinstance(refusal.value.__cause__, OSError)
    assert numbers(storage) == [1, 2, 3]
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("name", OPERATIONS)
def test_a_refused_transaction_leaves_what_was_there_and_goes_on_later(
    path: Path, name: str
) -> None:
    disk = FailingDisk()
    storage = three_turns(path, disk)
    database = TinyDB(storage=lambda: storage)
    table = database.table("turns", cache_size=0)
    disk.refuses = "write"
    with pytest.raises(NotRemembered), storage.transaction():
        OPERATIONS[name](database, table)
    with storage.transaction():
        assert numbers(storage) == [1, 2, 3]
    disk.refuses = None
    table_in(storage).insert({"n": 7})
    assert numbers(stored(path)) == [1, 2, 3, 7]


def test_a_transaction_that_raises_changes_nothing_even_deep_inside_a_document(path: Path) -> None:
    storage = three_turns(path)

    def change_and_fail(document: MutableMapping[str, Any]) -> None:
        document["person"]["id"] = "somebody else"
        raise LookupError

    with pytest.raises(LookupError), storage.transaction():
        table_in(storage).update(change_and_fail)
    with storage.transaction():
        assert [document["person"]["id"] for document in table_in(storage)] == ["1", "2", "3"]


def test_an_updater_that_raises_changes_nothing_outside_a_transaction_either(path: Path) -> None:
    storage = three_turns(path)

    def change_and_fail(document: MutableMapping[str, Any]) -> None:
        document["person"]["id"] = "somebody else"
        raise LookupError

    with pytest.raises(LookupError):
        table_in(storage).update(change_and_fail)
    assert [document["person"]["id"] for document in table_in(storage)] == ["1", "2", "3"]


def test_what_is_handed_out_is_a_copy(path: Path) -> None:
    storage = three_turns(path)
    found = table_in(storage).get(Query().n == 1)
    assert found is not None
    found["person"]["id"] = "somebody else"
    tables = storage.read()
    assert tables is not None
    tables["turns"]["2"]["person"]["id"] = "somebody else"
    table_in(storage).insert({"n": 4, "person": {"id": "4"}})
    assert [document["person"]["id"] for document in table_in(storage)] == ["1", "2", "3", "4"]


def test_many_operations_in_a_transaction_replace_the_file_once(path: Path) -> None:
    renames = []

    class CountingDisk(Disk):
        def rename(self, source: Path, target: Path) -> None:
            renames.append(target)
            super().rename(source, target)

    storage = three_turns(path, CountingDisk())
    renames.clear()
    with storage.transaction():
        for number in (4, 5, 6):
            table_in(storage).insert({"n": number})
    assert renames == [path]
    assert numbers(storage) == [1, 2, 3, 4, 5, 6]


def test_a_transaction_that_only_reads_writes_nothing(path: Path) -> None:
    storage = three_turns(path)
    before = path.stat()
    with storage.transaction():
        assert len(table_in(storage)) == 3
    assert path.stat().st_ino == before.st_ino


def test_a_file_that_was_put_back_by_hand_is_read_anew(path: Path) -> None:
    storage = three_turns(path)
    earlier = path.read_bytes()
    with storage.transaction():
        table_in(storage).truncate()
    path.write_bytes(earlier)
    with storage.transaction():
        assert numbers(storage) == [1, 2, 3]


def test_reading_makes_no_file(path: Path) -> None:
    storage = stored(path)
    assert storage.read() is None
    with storage.transaction():
        assert table_in(storage).all() == []
    assert list(path.parent.iterdir()) == []


def test_a_disk_that_takes_a_few_bytes_at_a_time_gets_them_all(path: Path) -> None:
    assert numbers(three_turns(path, ShortWritingDisk())) == [1, 2, 3]


def test_the_file_is_json_with_its_checksum_and_its_owners_alone(path: Path) -> None:
    three_turns(path)
    assert path.read_text().startswith('{"crc32":"')
    assert path.stat().st_mode & 0o777 == 0o600


def test_every_flipped_bit_is_noticed(path: Path) -> None:
    three_turns(path)
    content = path.read_bytes()
    for position in range(len(content) * 8):
        torn = bytearray(content)
        torn[position // 8] ^= 1 << position % 8
        path.write_bytes(torn)
        with pytest.raises(DamagedFile, match=r"turns\.json is damaged"):
            stored(path).read()


def test_a_file_cut_anywhere_is_noticed(path: Path) -> None:
    three_turns(path)
    content = path.read_bytes()
    for length in range(len(content)):
        path.write_bytes(content[:length])
        with pytest.raises(DamagedFile):
            stored(path).read()


def test_a_new_beginning_over_an_old_end_is_noticed(path: Path) -> None:
    storage = three_turns(path)
    old = path.read_bytes()
    table_in(storage).insert({"n": 4, "said": "a little more"})
    new = path.read_bytes()
    for cut in range(1, min(len(new), len(old))):
        mixed = new[:cut] + old[cut:]
        if mixed not in {old, new}:
            path.write_bytes(mixed)
            with pytest.raises(DamagedFile):
                stored(path).read()


def test_a_file_of_another_shape_is_noticed_though_its_checksum_is_right(path: Path) -> None:
    shapes: list[Any] = [{"turns": []}, {"turns": {"one": {}}}, {"turns": {"1": "a text"}}, []]
    for shape in shapes:
        stored(path).write(shape)
        with pytest.raises(DamagedFile, match="tables of numbered documents"):
            stored(path).read()


def test_a_file_that_cannot_be_read_is_not_taken_for_a_damaged_or_a_new_one(path: Path) -> None:
    path.mkdir()
    with pytest.raises(MemoryFault, match="cannot be read") as fault:
        stored(path).read()
    assert not isinstance(fault.value, DamagedFile)


def test_a_value_that_json_cannot_hold_is_refused_and_nothing_changes(path: Path) -> None:
    storage = three_turns(path)
    with pytest.raises(TypeError):
        table_in(storage).insert({"n": object()})
    assert numbers(storage) == [1, 2, 3]


FILLS_UP = """
import resource, signal, sys
from pathlib import Path
from tinydb import TinyDB
from bot.errors import NotRemembered
from bot.memory.disk import Disk
from bot.memory.storage import CheckedStorage

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
storage = CheckedStorage(Path(sys.argv[1]), Disk())
table = TinyDB(storage=lambda: storage).table("turns", cache_size=0)
try:
    for number in range(1000):
        table.insert({"n": number, "said": "x" * 100})
        print(number, flush=True)
except NotRemembered as refusal:
    assert len(table) == number, "a phantom"
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    table.insert({"n": number})
    print("refused:", refusal.__cause__.strerror)
"""


def test_a_real_limit_on_the_size_of_a_file_costs_only_the_turn_that_met_it(path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FILLS_UP, path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    *acknowledged, refusal = done.stdout.splitlines()
    assert refusal == "refused: File too large"
    assert len(acknowledged) > 10
    assert numbers(stored(path)) == list(range(len(acknowledged) + 1))
    assert list(path.parent.iterdir()) == [path]
