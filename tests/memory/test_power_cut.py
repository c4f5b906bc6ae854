"""The process dies at each single step of each operation; what was acknowledged survives."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from itertools import count
from pathlib import Path

import pytest

from bot.memory import Memory

from .samples import (
    ANA,
    BEN,
    SMALL,
    FragileDisk,
    HastyDisk,
    PlugPulled,
    exchange,
    message,
    opened,
    say,
    turn_ids,
)
from .test_forget import SECRET, traces_of_ana

BENS = [f"ben-{number}" for number in range(5)]


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Channel 7 with two archives, one turn before its next roll, and channel 8 with two turns."""
    directory = tmp_path_factory.mktemp("crowded")
    asyncio.run(crowd(directory))
    return directory


async def crowd(directory: Path) -> None:
    async with opened(directory, HastyDisk(), SMALL) as memory:
        for number in range(5):
            await say(memory, exchange(f"ana-{number}", words=SECRET))
            await say(memory, exchange(f"ben-{number}", person=BEN))
        await memory.channel("7").record(exchange("pending", person=BEN))
        for number in range(3):
            await say(memory, exchange(f"ana-more-{number}", words=SECRET))
        await say(memory, exchange("ana", channel="8", words=SECRET))
        await say(memory, exchange("ben", channel="8", person=BEN))


async def deaths(
    crowded: Path, tmp_path: Path, work: Callable[[Memory], Awaitable[object]]
) -> AsyncIterator[Path]:
    """Do the work on a fresh copy, dying one step later each time, and yield what is left."""
    for step in count():
        directory = tmp_path / str(step)
        shutil.copytree(crowded, directory)
        died = False
        try:
            async with opened(directory, FragileDisk(step), SMALL) as memory:
                await work(memory)
        except PlugPulled:
            died = True
        yield directory
        if not died:
            return


async def assert_all_of_ben_is_there(memory: Memory) -> None:
    kept = [one.turn.id for one in await memory.mine(BEN.id)]
    assert sorted(kept) == sorted([*BENS, "pending", "ben"])
    assert [one for one in await turn_ids(memory) if one.startswith("ben")] == BENS


async def test_while_recording_and_rolling(crowded: Path, tmp_path: Path) -> None:
    async with opened(crowded, window=SMALL) as memory:
        acknowledged = [one.turn.id for one in await memory.mine(ANA.id, "7")]
    deaths_seen = 0
    async for directory in deaths(
        crowded, tmp_path, lambda memory: memory.channel("7").record(exchange("new"))
    ):
        deaths_seen += 1
        async with opened(directory, window=SMALL) as memory:
            assert await memory.set_aside() == ()
            await assert_all_of_ben_is_there(memory)
            kept = [one.turn.id for one in await memory.mine(ANA.id, "7")]
            assert kept in (acknowledged, [*acknowledged, "new"])
            await memory.channel("7").settle("pending", "shown", [message("m")])
            await say(memory, exchange("later"))
            later = [one.turn.id for one in await memory.mine(ANA.id, "7")]
            assert later == [*kept, "later"]
            assert len(await turn_ids(memory)) == len({*await turn_ids(memory)}) == 15
        assert not list(directory.rglob("*.tmp"))
        assert len(list((directory / "archives" / "7").iterdir())) == 3
    assert deaths_seen > 6


async def test_while_forgetting_a_person(crowded: Path, tmp_path: Path) -> None:
    deaths_seen = 0
    async for directory in deaths(crowded, tmp_path, lambda memory: memory.forget(ANA.id)):
        deaths_seen += 1
        async with opened(directory, window=SMALL) as memory:
            await assert_all_of_ben_is_there(memory)
            await memory.forget(ANA.id)
            assert traces_of_ana(directory) == []
            await assert_all_of_ben_is_there(memory)
            assert await memory.set_aside() == ()
    assert deaths_seen > 10


async def test_while_the_first_words_of_a_person_are_kept(crowded: Path, tmp_path: Path) -> None:
    def first_words(memory: Memory) -> Awaitable[None]:
        return memory.channel("9").record(exchange("first", channel="9", words=SECRET))

    async for directory in deaths(crowded, tmp_path, first_words):
        async with opened(directory, window=SMALL) as memory:
            await memory.forget(ANA.id)
            assert traces_of_ana(directory) == []


async def test_while_a_damaged_file_is_set_aside(crowded: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged"
    shutil.copytree(crowded, damaged)
    (damaged / "channels" / "8.json").write_bytes(b"damaged")
    async for directory in deaths(
        damaged, tmp_path, lambda memory: say(memory, exchange("1", channel="8"))
    ):
        async with opened(directory, window=SMALL) as memory:
            await memory.channel("8").view()
            (aside,) = await memory.set_aside()
            assert aside.path.read_bytes() == b"damaged"
