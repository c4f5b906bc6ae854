"""A person who asks to be forgotten is in no file any more, and everybody else still is."""

from pathlib import Path

from bot.memory import Memory

from .samples import (
    ANA,
    BEN,
    SMALL,
    HastyDisk,
    all_bytes,
    exchange,
    names_in,
    opened,
    say,
    turn_ids,
)

SECRET = "the-words-of-ana"


def traces_of_ana(directory: Path) -> list[str]:
    found = all_bytes(directory)
    return [
        trace
        for trace in (ANA.id, ANA.name, SECRET, "turn ana")
        if trace.encode() in found or ascii(trace)[1:-1].encode() in found
    ]


async def speak(memory: Memory, count: int, channel: str = "7") -> None:
    for number in range(count):
        await say(memory, exchange(f"ana-{number}", channel=channel, words=f"{SECRET} {number}"))
        await say(memory, exchange(f"ben-{number}", channel=channel, person=BEN))


async def test_nothing_of_the_person_is_in_any_file(tmp_path: Path) -> None:
    async with opened(tmp_path, HastyDisk(), SMALL) as memory:
        await speak(memory, 9, "7")
        await speak(memory, 2, "8")
        await memory.channel("9").record(exchange("pending", channel="9", words=SECRET))
        assert len(traces_of_ana(tmp_path)) == 4
        forgotten = await memory.forget(ANA.id)
        assert (forgotten.exchanges, forgotten.channels, forgotten.damaged_files) == (12, 3, 0)
        assert traces_of_ana(tmp_path) == []
        assert await memory.mine(ANA.id) == ()
        assert await turn_ids(memory, "7") == [f"ben-{number}" for number in range(9)]
        assert len(await memory.mine(BEN.id)) == 11
        assert (await memory.channel("7").view()).turns_ever == 18
    assert traces_of_ana(tmp_path) == []


async def test_a_second_time_there_is_nothing_to_forget(tmp_path: Path) -> None:
    async with opened(tmp_path) as memory:
        await speak(memory, 2)
        await memory.forget(ANA.id)
        before = all_bytes(tmp_path)
        forgotten = await memory.forget(ANA.id)
        assert (forgotten.exchanges, forgotten.channels, forgotten.damaged_files) == (0, 0, 0)
        assert all_bytes(tmp_path) == before


async def test_forgetting_in_one_channel_leaves_the_others(tmp_path: Path) -> None:
    async with opened(tmp_path) as memory:
        await speak(memory, 2, "7")
        await speak(memory, 2, "8")
        forgotten = await memory.forget(ANA.id, "7")
        assert (forgotten.exchanges, forgotten.channels) == (2, 1)
        assert await turn_ids(memory, "7") == ["ben-0", "ben-1"]
        assert len(await memory.mine(ANA.id)) == len(await memory.mine(ANA.id, "8")) == 2
        assert (await memory.forget(ANA.id)).channels == 1
        assert traces_of_ana(tmp_path) == []


async def test_archives_without_any_exchange_left_are_removed(tmp_path: Path) -> None:
    async with opened(tmp_path, HastyDisk(), SMALL) as memory:
        for number in range(9):
            await say(memory, exchange(str(number)))
        assert names_in(tmp_path / "archives" / "7") == ["000000001.json"]
        await memory.forget(ANA.id)
        assert names_in(tmp_path / "archives") == []


async def test_a_damaged_file_of_such_a_channel_is_removed_whole_and_others_are_not(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path, HastyDisk(), SMALL) as memory:
        await speak(memory, 5, "7")
        await speak(memory, 1, "8")
        await say(memory, exchange("b", channel="9", person=BEN))
    for channel in ("7", "9"):
        path = tmp_path / "channels" / f"{channel}.json"
        path.write_bytes(path.read_bytes()[:-9])
    async with opened(tmp_path) as memory:
        for channel in ("7", "9"):
            await memory.channel(channel).view()
        archive = tmp_path / "archives" / "7" / "000000001.json"
        archive.write_bytes(archive.read_bytes()[:-9])
        forgotten = await memory.forget(ANA.id)
        assert (forgotten.exchanges, forgotten.channels, forgotten.damaged_files) == (1, 1, 2)
        assert traces_of_ana(tmp_path) == []
        assert [entry.of for entry in await memory.set_aside()] == ["9"]


async def test_a_damage_not_yet_noticed_is_noticed_by_forgetting(tmp_path: Path) -> None:
    async with opened(tmp_path) as memory:
        await speak(memory, 2)
        path = tmp_path / "channels" / "7.json"
        path.write_bytes(path.read_bytes()[:-9])
        assert (await memory.forget(ANA.id)).damaged_files == 1
        assert traces_of_ana(tmp_path) == []


async def test_a_forgotten_person_may_speak_again(tmp_path: Path) -> None:
    async with opened(tmp_path) as memory:
        await speak(memory, 1)
        await memory.forget(ANA.id)
        await say(memory, exchange("again"))
    async with opened(tmp_path) as memory:
        assert [one.turn.id for one in await memory.mine(ANA.id)] == ["again"]
        assert await turn_ids(memory) == ["ben-0", "again"]
        await memory.forget(ANA.id)
        assert traces_of_ana(tmp_path) == []
