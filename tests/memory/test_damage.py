"""A damaged file is set aside with its bytes, told, and the channel goes on."""

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import orjson
import pytest

from bot.memory.disk import Disk
from bot.memory.storage import CheckedStorage, Tables

from .samples import ANA, BEN, NOON, SMALL, HastyDisk, exchange, opened, say, turn_ids


def flip_a_bit(path: Path) -> bytes:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 4
    path.write_bytes(content)
    return bytes(content)


async def test_a_damaged_channel_is_set_aside_and_begins_anew(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "channels" / "7.json"
    async with opened(tmp_path) as memory:
        await say(memory, exchange("1", words="a secret thing"))
        await say(memory, exchange("1", channel="8"))
    damaged = flip_a_bit(file)
    async with opened(tmp_path) as memory:
        view = await memory.channel("7").view()
        assert (view.exchanges, view.turns_ever) == ((), 0)
        (aside,) = await memory.set_aside()
        assert (aside.kind, aside.of, aside.at) == ("channels", "7", NOON)
        assert aside.path.read_bytes() == damaged
        assert aside.path.parent == tmp_path / "damaged"
        await say(memory, exchange("2"))
        assert await turn_ids(memory, "7") == ["2"]
        assert await turn_ids(memory, "8") == ["1"]
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    assert str(file) in caplog.text
    assert "secret" not in caplog.text


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"not json", b'{"crc32":"00000000","tables":{}}\n']
)
async def test_whatever_else_lies_there_is_set_aside(tmp_path: Path, content: bytes) -> None:
    async with opened(tmp_path) as memory:
        (tmp_path / "channels" / "7.json").write_bytes(content)
        await say(memory, exchange("1"))
        (aside,) = await memory.set_aside()
        assert aside.path.read_bytes() == content
        assert await turn_ids(memory) == ["1"]


def change_tables(path: Path, change: Callable[[Tables], object]) -> None:
    storage = CheckedStorage(path, Disk())
    tables = storage.read()
    assert tables is not None
    change(tables)
    storage.write(tables)


CHANGES: dict[str, Callable[[Tables], object]] = {
    "an exchange without words": lambda tables: tables["exchanges"]["1"].pop("words"),
    "an exchange with more": lambda tables: tables["exchanges"]["1"].update(mood="glad"),
    "no state": lambda tables: tables.pop("channel"),
    "a state with more": lambda tables: tables["channel"]["1"].update(mood="glad"),
    "a count that is none": lambda tables: tables["channel"]["1"].update(recorded="one"),
}


@pytest.mark.parametrize("name", CHANGES)
async def test_a_sound_file_of_a_wrong_shape_is_damaged_too(tmp_path: Path, name: str) -> None:
    async with opened(tmp_path) as memory:
        await say(memory, exchange("1"))
    change_tables(tmp_path / "channels" / "7.json", CHANGES[name])
    async with opened(tmp_path) as memory:
        assert (await memory.channel("7").view()).exchanges == ()
        assert len(await memory.set_aside()) == 1


async def test_a_second_damaged_file_of_the_same_moment_gets_another_name(tmp_path: Path) -> None:
    async with opened(tmp_path) as memory:
        for content in (b"one", b"two"):
            (tmp_path / "channels" / "7.json").write_bytes(content)
            await memory.channel("7").view()
        aside = await memory.set_aside()
        assert {one.path.read_bytes() for one in aside} == {b"one", b"two"}


async def test_what_a_damaged_channel_held_is_not_taken_for_what_came_after_it(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path) as memory:
        await say(memory, exchange("before"))
        assert await turn_ids(memory) == ["before"]
        flip_a_bit(tmp_path / "channels" / "7.json")
        await memory.channel("7").record(exchange("after"))
        assert await memory.mine(ANA.id) == (exchange("after"),)


async def test_archives_stay_readable_and_numbers_go_on_when_the_latest_are_lost(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path, HastyDisk(), SMALL) as memory:
        for number in range(1, 10):
            await say(memory, exchange(str(number)))
        flip_a_bit(tmp_path / "channels" / "7.json")
        assert await turn_ids(memory) == [str(number) for number in range(1, 4)]
        await say(memory, exchange("next"))
        assert (await memory.channel("7").view()).turns_ever == 4
        assert (await turn_ids(memory))[-2:] == ["3", "next"]


async def test_a_damaged_archive_is_set_aside_and_the_rest_is_read(tmp_path: Path) -> None:
    async with opened(tmp_path, HastyDisk(), SMALL) as memory:
        for number in range(1, 13):
            await say(memory, exchange(str(number)))
        flip_a_bit(tmp_path / "archives" / "7" / "000000001.json")
        assert await turn_ids(memory) == [str(number) for number in range(4, 13)]
        (aside,) = await memory.set_aside()
        assert (aside.kind, aside.of) == ("archives", "7")


async def test_pending_ones_of_sound_channels_are_found_beside_a_damaged_one(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path) as memory:
        for channel in ("6", "7", "8"):
            await memory.channel(channel).record(exchange("1", channel=channel))
    flip_a_bit(tmp_path / "channels" / "7.json")
    async with opened(tmp_path) as memory:
        assert [one.turn.channel async for one in memory.pending()] == ["6", "8"]
        assert len(await memory.set_aside()) == 1


async def test_without_a_sound_index_a_person_is_looked_for_everywhere(tmp_path: Path) -> None:
    async with opened(tmp_path) as memory:
        for channel in ("6", "7"):
            await say(memory, exchange("1", channel=channel))
            await say(memory, exchange("2", channel=channel, person=BEN))
    flip_a_bit(tmp_path / "people" / "1001.json")
    async with opened(tmp_path) as memory:
        assert len(await memory.mine(ANA.id)) == 2
        await say(memory, exchange("3", channel="8"))
        assert len(await memory.mine(ANA.id)) == 3
        (aside,) = await memory.set_aside()
        assert (aside.kind, aside.of) == ("people", ANA.id)
        forgotten = await memory.forget(ANA.id)
        assert (forgotten.exchanges, forgotten.channels, forgotten.damaged_files) == (3, 3, 1)
        assert await memory.set_aside() == ()
        assert len(await memory.mine(BEN.id)) == 2


async def test_a_stranger_among_the_damaged_files_is_left_alone(tmp_path: Path) -> None:
    async with opened(tmp_path) as memory:
        for name in (
            "notes.txt",
            "channels.7.yesterday.1.json",
            "else.7.20250601T120000000000Z.1.json",
        ):
            (tmp_path / "damaged" / name).write_text("mine")
        assert await memory.set_aside() == ()
        await say(memory, exchange())
        await memory.forget(ANA.id)
        assert len(list((tmp_path / "damaged").iterdir())) == 3


async def test_a_channel_file_is_readable_by_its_owner(tmp_path: Path) -> None:
    async with opened(tmp_path) as memory:
        await say(memory, replace(exchange(words="Why – and how?")))
    text = (tmp_path / "channels" / "7.json").read_text()
    assert '"words": "Why – and how?"' in text
    assert orjson.loads(text)["tables"]["channel"]["1"] == {"scene": None, "recorded": 1}
