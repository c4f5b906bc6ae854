"""The data directory is held by one process, of a known schema, bound to one application."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.errors import DataDirectoryInUse, DataDirectoryMismatch, MemoryFault
from bot.memory.datadir import DataDirectory
from bot.memory.disk import Disk

from .samples import FailingDisk, all_bytes, exchange, opened, say, turn_ids

ROOT = Path(__file__).parents[2]


async def test_a_folder_is_made_where_there_is_none_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "some" / "where"
    async with opened(folder) as memory:
        await say(memory, exchange())
    assert folder.stat().st_mode & 0o777 == 0o700


async def test_a_second_opening_is_refused_until_the_first_is_closed(tmp_path: Path) -> None:
    async with opened(tmp_path):
        with pytest.raises(DataDirectoryInUse, match=f"{tmp_path}: stop it first"):
            async with opened(tmp_path):
                pass
    async with opened(tmp_path):
        pass


HOLDS = """
import asyncio, sys
from datetime import UTC, datetime
from pathlib import Path
from bot.memory import Memory

async def hold() -> None:
    await Memory.open(Path(sys.argv[1]), now=lambda: datetime.now(UTC))
    print("held", flush=True)
    sys.stdin.read()

asyncio.run(hold())
"""


def test_another_process_is_refused_and_a_killed_one_holds_nothing(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS, tmp_path],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        with pytest.raises(DataDirectoryInUse):
            DataDirectory(tmp_path, Disk()).open()
        process.kill()
    directory = DataDirectory(tmp_path, Disk())
    directory.open()
    directory.close()


async def test_a_folder_belongs_to_the_application_it_was_first_bound_to(tmp_path: Path) -> None:
    async with opened(tmp_path) as memory:
        await memory.bind("111")
        await memory.bind("111")
    async with opened(tmp_path) as memory:
        await memory.bind("111")
        with pytest.raises(DataDirectoryMismatch, match="belongs to the application 111, and this"):
            await memory.bind("222")


def test_a_folder_of_a_newer_version_is_refused_and_not_held(tmp_path: Path) -> None:
    newer = DataDirectory(tmp_path, Disk(), schema=2)
    newer.open()
    newer.close()
    before = all_bytes(tmp_path)
    for _ in range(2):
        with pytest.raises(DataDirectoryMismatch, match="its schema is 2, this version knows 1"):
            DataDirectory(tmp_path, Disk()).open()
    assert all_bytes(tmp_path) == before


def test_a_folder_of_an_older_version_is_migrated_step_by_step_and_once(tmp_path: Path) -> None:
    first = DataDirectory(tmp_path, Disk())
    first.open()
    first.bind("111")
    first.close()
    steps = []
    migrations = {
        1: lambda path: steps.append((1, path)),
        2: lambda path: steps.append((2, path)),
    }
    for _ in range(2):
        later = DataDirectory(tmp_path, Disk(), schema=3, migrations=migrations)
        later.open()
        with pytest.raises(DataDirectoryMismatch):
            later.bind("222")
        later.close()
    assert steps == [(1, tmp_path), (2, tmp_path)]


@pytest.mark.parametrize("content", [b"", b"not json"])
async def test_a_damaged_description_is_told_and_not_replaced(
    tmp_path: Path, content: bytes
) -> None:
    async with opened(tmp_path):
        pass
    (tmp_path / "about.json").write_bytes(content)
    for _ in range(2):
        with pytest.raises(MemoryFault, match=r"about\.json is damaged: .* Put back a copy"):
            async with opened(tmp_path):
                pass
    assert (tmp_path / "about.json").read_bytes() == content


async def test_a_folder_below_a_file_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(MemoryFault, match=r"cannot be used\..* Choose a folder"):
        async with opened(tmp_path / "file" / "data"):
            pass


async def test_a_folder_on_a_disk_that_refuses_cannot_be_used(tmp_path: Path) -> None:
    disk = FailingDisk()
    disk.refuses = "write"
    with pytest.raises(MemoryFault, match="No space left"):
        async with opened(tmp_path, disk):
            pass
    async with opened(tmp_path):
        pass


async def test_a_lock_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "lock").mkdir()
    with pytest.raises(MemoryFault, match="cannot be used"):
        async with opened(tmp_path):
            pass


async def test_what_a_killed_process_left_unfinished_is_removed(tmp_path: Path) -> None:
    async with opened(tmp_path) as memory:
        await say(memory, exchange())
    (tmp_path / "archives" / "7").mkdir()
    unfinished = [
        tmp_path / "about.json.tmp",
        tmp_path / "channels" / "7.json.tmp",
        tmp_path / "people" / "1001.json.tmp",
        tmp_path / "archives" / "7" / "000000001.json.tmp",
    ]
    for path in unfinished:
        path.write_bytes(b"half of so")
    async with opened(tmp_path) as memory:
        assert not any(path.exists() for path in unfinished)
        assert await turn_ids(memory) == ["1"]


async def test_files_that_are_no_channels_are_left_alone(tmp_path: Path) -> None:
    async with opened(tmp_path) as memory:
        await memory.channel("7").record(exchange())
        (tmp_path / "channels" / "7 (copy).json").write_text("mine")
        assert [one.turn.id async for one in memory.pending()] == ["1"]
        assert await memory.set_aside() == ()


async def test_a_folder_of_somebody_elses_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    other = tmp_path / "project" / "mine.json.tmp"
    other.parent.mkdir()
    other.write_text("mine")
    with pytest.raises(DataDirectoryMismatch, match="holds other things"):
        async with opened(tmp_path):
            pass
    assert other.read_text() == "mine"
    assert not (tmp_path / "channels").exists()


async def test_what_others_put_into_the_folder_later_is_left_alone(tmp_path: Path) -> None:
    async with opened(tmp_path):
        pass
    other = tmp_path / "project" / "mine.json.tmp"
    other.parent.mkdir()
    other.write_text("mine")
    async with opened(tmp_path):
        pass
    assert other.read_text() == "mine"
