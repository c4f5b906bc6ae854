"""What a channel remembers, through the memory as the bot uses it and through re-opening."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from bot.errors import MemoryFault, NotRemembered
from bot.memory import Memory
from bot.turn import Exchange, Person, Status

from .samples import (
    ANA,
    BEN,
    SMALL,
    FailingDisk,
    HastyDisk,
    all_bytes,
    exchange,
    message,
    names_in,
    opened,
    say,
    turn_ids,
)


async def kept(memory: Memory, turn_id: str = "1", person: Person = ANA) -> Exchange:
    return next(one for one in await memory.mine(person.id) if one.turn.id == turn_id)


async def test_a_new_channel_remembers_nothing_and_stays_new(tmp_path: Path) -> None:
    async with opened(tmp_path) as memory:
        before = all_bytes(tmp_path)
        view = await memory.channel("7").view()
        assert (view.scene, view.exchanges, view.turns_ever) == (None, (), 0)
        assert await memory.channel("7").everything() == ()
        assert await memory.mine(ANA.id) == ()
        assert not await memory.channel("7").forget_message("m1")
        assert all_bytes(tmp_path) == before


async def test_a_recorded_exchange_is_pending_and_not_in_the_view(tmp_path: Path) -> None:
    async with opened(tmp_path) as memory:
        await memory.channel("7").record(exchange())
        view = await memory.channel("7").view()
        assert (view.exchanges, view.turns_ever) == ((), 1)
    async with opened(tmp_path) as memory:
        assert [one async for one in memory.pending()] == [exchange()]


async def test_a_shown_exchange_is_in_the_view_with_its_messages(tmp_path: Path) -> None:
    async with opened(tmp_path) as memory:
        await memory.channel("7").record(exchange())
        await memory.channel("7").settle("1", "shown", [message("m1"), message("m2")])
    async with opened(tmp_path) as memory:
        view = await memory.channel("7").view()
        (shown,) = view.exchanges
        assert shown == replace(
            exchange(),
            status="shown",
            sent_to={"channel": "7"},
            messages=(message("m1"), message("m2")),
        )
        assert [one async for one in memory.pending()] == []


@pytest.mark.parametrize("status", ["shown", "failed", "uncertain"])
async def test_a_settled_exchange_keeps_no_token(tmp_path: Path, status: Status) -> None:
    async with opened(tmp_path) as memory:
        await memory.channel("7").record(exchange())
        assert b"a-short-lived-secret" in all_bytes(tmp_path)
        await memory.channel("7").settle("1", status)
        assert b"a-short-lived-secret" not in all_bytes(tmp_path)
        assert (await kept(memory)).sent_to == {"channel": "7"}


@pytest.mark.parametrize("status", ["failed", "uncertain"])
async def test_an_exchange_that_was_not_shown_is_kept_but_not_in_the_view(
    tmp_path: Path, status: Status
) -> None:
    async with opened(tmp_path) as memory:
        await memory.channel("7").record(exchange())
        await memory.channel("7").settle("1", status)
        assert (await memory.channel("7").view()).exchanges == ()
        assert await memory.channel("7").everything() == ()
        assert (await kept(memory)).status == status


@pytest.mark.parametrize("status", ["shown", "failed"])
async def test_an_uncertain_exchange_may_be_decided_later(tmp_path: Path, status: Status) -> None:
    async with opened(tmp_path) as memory:
        await memory.channel("7").record(exchange())
        await memory.channel("7").settle("1", "uncertain", [message("m1")])
        await memory.channel("7").settle("1", status)
        assert (await kept(memory)).status == status
        assert (await kept(memory)).messages == ((message("m1"),) if status == "shown" else ())


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("shown", "failed"),
        ("shown", "uncertain"),
        ("shown", "pending"),
        ("failed", "shown"),
        ("failed", "uncertain"),
        ("uncertain", "pending"),
    ],
)
async def test_a_step_back_is_refused_with_what_may_follow(
    tmp_path: Path, first: Status, then: Status
) -> None:
    async with opened(tmp_path) as memory:
        await memory.channel("7").record(exchange())
        await memory.channel("7").settle("1", first)
        with pytest.raises(MemoryFault, match=f"turn 1 is {first} and cannot be settled as {then}"):
            await memory.channel("7").settle("1", then)
        assert (await kept(memory)).status == first


async def test_a_pending_exchange_is_not_settled_as_pending(tmp_path: Path) -> None:
    async with opened(tmp_path) as memory:
        await memory.channel("7").record(exchange())
        with pytest.raises(MemoryFault, match="shown or failed or uncertain may follow"):
            await memory.channel("7").settle("1", "pending")


async def test_saying_the_same_again_is_harmless(tmp_path: Path) -> None:
    async with opened(tmp_path) as memory:
        await say(memory, exchange())
        once = await kept(memory)
        await memory.channel("7").settle("1", "shown", once.messages)
        await memory.channel("7").settle("1", "shown")
        assert await kept(memory) == once
        with pytest.raises(MemoryFault, match="cannot be settled as shown"):
            await memory.channel("7").settle("1", "shown", [message("another")])


async def test_an_unknown_turn_cannot_be_settled(tmp_path: Path) -> None:
    async with opened(tmp_path) as memory:
        with pytest.raises(MemoryFault, match="No turn 99 is kept in 7"):
            await memory.channel("7").settle("99", "shown")


async def test_recording_the_very_same_pending_exchange_again_changes_nothing(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path) as memory:
        await memory.channel("7").record(exchange())
        await memory.channel("7").record(exchange())
        assert (await memory.channel("7").view()).turns_ever == 1
        assert await memory.mine(ANA.id) == (exchange(),)


async def test_another_exchange_with_a_known_turn_id_is_refused(tmp_path: Path) -> None:
    async with opened(tmp_path) as memory:
        await memory.channel("7").record(exchange())
        with pytest.raises(MemoryFault, match="Another turn 1 is already kept"):
            await memory.channel("7").record(exchange(words="Something else?"))
        await memory.channel("7").settle("1", "shown")
        with pytest.raises(MemoryFault, match="Another turn 1 is already kept"):
            await memory.channel("7").record(exchange())


async def test_a_turn_of_another_channel_is_refused(tmp_path: Path) -> None:
    async with opened(tmp_path) as memory:
        with pytest.raises(MemoryFault, match="belongs to the memory of 8, not to that of 7"):
            await memory.channel("7").record(exchange(channel="8"))


async def test_an_exchange_that_is_settled_already_cannot_be_recorded(tmp_path: Path) -> None:
    async with opened(tmp_path) as memory:
        with pytest.raises(MemoryFault, match="record it pending"):
            await memory.channel("7").record(replace(exchange(), status="shown"))


async def test_a_channel_stands_where_it_was_moved(tmp_path: Path) -> None:
    async with opened(tmp_path) as memory:
        await memory.channel("7").stand_at("audition")
        await say(memory, exchange())
        assert (await memory.channel("7").view()).scene == "audition"
        assert (await memory.channel("8").view()).scene is None
    async with opened(tmp_path) as memory:
        assert (await memory.channel("7").view()).scene == "audition"
        await memory.channel("7").stand_at(None)
        assert (await memory.channel("7").view()).scene is None


async def test_one_deleted_message_leaves_what_the_channel_still_shows(tmp_path: Path) -> None:
    parts = [message("m1", "First I fell."), message("m2", "Then I danced.")]
    async with opened(tmp_path) as memory:
        await memory.channel("7").record(exchange())
        await memory.channel("7").settle("1", "shown", parts)
        assert await memory.channel("7").forget_message("m1")
        (shown,) = (await memory.channel("7").view()).exchanges
        assert (shown.reply.text, shown.messages) == ("Then I danced.", (parts[1],))
        assert b"First I fell." not in all_bytes(tmp_path)
        assert not await memory.channel("7").forget_message("m1")


async def test_with_its_last_message_an_exchange_is_forgotten_but_stays_counted(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path) as memory:
        await say(memory, exchange("1"))
        await say(memory, exchange("2"))
        assert await memory.channel("7").forget_message("m2")
    async with opened(tmp_path) as memory:
        view = await memory.channel("7").view()
        assert [one.turn.id for one in view.exchanges] == ["1"]
        assert view.turns_ever == 2
        await say(memory, exchange("3"))
        assert (await memory.channel("7").view()).turns_ever == 3


async def test_channels_and_people_are_kept_apart(tmp_path: Path) -> None:
    async with opened(tmp_path) as memory:
        await say(memory, exchange("1", channel="7"))
        await say(memory, exchange("2", channel="8"))
        await say(memory, exchange("3", channel="8", person=BEN))
        assert await turn_ids(memory, "7") == ["1"]
        assert await turn_ids(memory, "8") == ["2", "3"]
        assert [one.turn.id for one in await memory.mine(ANA.id)] == ["1", "2"]
        assert [one.turn.id for one in await memory.mine(ANA.id, "8")] == ["2"]
        assert [one.turn.id for one in await memory.mine(BEN.id, "7")] == []


async def test_a_refused_write_leaves_no_phantom_and_the_channel_goes_on(tmp_path: Path) -> None:
    disk = FailingDisk()
    async with opened(tmp_path, disk) as memory:
        await say(memory, exchange("1"))
        before = all_bytes(tmp_path)
        disk.refuses = "write"
        with pytest.raises(NotRemembered, match=r"7\.json cannot be written: No space left"):
            await memory.channel("7").record(exchange("2"))
        with pytest.raises(NotRemembered):
            await memory.channel("7").stand_at("audition")
        view = await memory.channel("7").view()
        assert ([one.turn.id for one in view.exchanges], view.scene) == (["1"], None)
        assert all_bytes(tmp_path) == before
        disk.refuses = None
        await say(memory, exchange("2"))
        assert await turn_ids(memory) == ["1", "2"]


async def test_beyond_the_window_turns_go_to_archives_and_stay_readable(tmp_path: Path) -> None:
    async with opened(tmp_path, HastyDisk()) as memory:
        for number in range(1, 311):
            await say(memory, exchange(str(number)))
    everything = [str(number) for number in range(1, 311)]
    assert names_in(tmp_path / "archives" / "7") == ["000000001.json", "000000051.json"]
    async with opened(tmp_path) as memory:
        view = await memory.channel("7").view()
        assert [one.turn.id for one in view.exchanges] == everything[-200:]
        assert view.turns_ever == 310
        assert await turn_ids(memory) == everything
        assert len(await memory.mine(ANA.id)) == 310
        assert await memory.channel("7").forget_message("m3")
        assert await turn_ids(memory) == everything[:2] + everything[3:]


async def test_a_view_holds_no_more_than_the_window_before_a_roll(tmp_path: Path) -> None:
    async with opened(tmp_path, HastyDisk(), SMALL) as memory:
        for number in range(1, 9):
            await say(memory, exchange(str(number)))
        assert not (tmp_path / "archives" / "7").exists()
        view = await memory.channel("7").view()
        assert [one.turn.id for one in view.exchanges] == ["3", "4", "5", "6", "7", "8"]


async def test_pending_exchanges_do_not_roll_and_uncertain_ones_can_be_decided_there(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path, HastyDisk(), SMALL) as memory:
        channel = memory.channel("7")
        await channel.record(exchange("1"))
        await channel.record(exchange("2"))
        await channel.settle("2", "uncertain")
        for number in range(3, 13):
            await say(memory, exchange(str(number)))
        assert names_in(tmp_path / "archives" / "7") == ["000000002.json"]
        assert [one.turn.id async for one in memory.pending()] == ["1"]
        await channel.settle("1", "shown", [message("m1")])
        await channel.settle("2", "shown", [message("m2")])
        assert await turn_ids(memory) == [str(number) for number in range(1, 13)]


async def test_a_roll_that_the_disk_refuses_costs_no_turn_and_is_tried_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    class NoRoom(HastyDisk):
        refuses = "archives"

        def rename(self, source: Path, target: Path) -> None:
            if self.refuses in target.parts:
                raise OSError(28, "No space left on device")
            super().rename(source, target)

    disk = NoRoom()
    async with opened(tmp_path, disk, SMALL) as memory:
        for number in range(1, 13):
            await say(memory, exchange(str(number)))
        assert "stay where they are" in caplog.text
        assert len(await turn_ids(memory)) == 12
        disk.refuses = "nothing"
        await say(memory, exchange("13"))
        assert names_in(tmp_path / "archives" / "7") == ["000000001.json"]
        assert await turn_ids(memory) == [str(number) for number in range(1, 14)]


async def test_a_roll_cut_short_by_the_disk_leaves_no_turn_twice(tmp_path: Path) -> None:
    class NoRoomAfterAnArchive(HastyDisk):
        refuses = False

        def rename(self, source: Path, target: Path) -> None:
            if self.refuses and "channels" in target.parts:
                raise OSError(28, "No space left on device")
            super().rename(source, target)
            self.refuses |= "archives" in target.parts

    disk = NoRoomAfterAnArchive()
    async with opened(tmp_path, disk, SMALL) as memory:
        for number in range(1, 9):
            await say(memory, exchange(str(number)))
        await memory.channel("7").record(exchange("9"))
        assert disk.refuses
        disk.refuses = False
        await memory.channel("7").settle("9", "shown")
        assert await turn_ids(memory) == [str(number) for number in range(1, 10)]
        assert await memory.channel("7").forget_message("m1")
        assert await turn_ids(memory) == [str(number) for number in range(2, 10)]


async def test_many_at_once_in_one_channel_are_all_kept(tmp_path: Path) -> None:
    async with opened(tmp_path, HastyDisk()) as memory:
        turns = [exchange(str(number)) for number in range(40)]
        await asyncio.gather(*(say(memory, turn) for turn in turns))
        assert sorted(await turn_ids(memory), key=int) == [str(number) for number in range(40)]
        assert (await memory.channel("7").view()).turns_ever == 40


async def test_more_channels_than_are_at_hand_are_all_kept(tmp_path: Path) -> None:
    async with opened(tmp_path, HastyDisk()) as memory:
        for turn in ("1", "2"):
            for number in range(100):
                await say(memory, exchange(f"{turn}-{number}", channel=str(number)))
        for number in range(100):
            assert await turn_ids(memory, str(number)) == [f"1-{number}", f"2-{number}"]


async def test_a_caller_that_gives_up_does_not_let_another_in_before_the_disk_is_done(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path) as memory:
        channel = memory.channel("7")
        for number in range(20):
            task = asyncio.create_task(channel.record(exchange(str(number))))
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            task.cancel()
            await channel.record(exchange(f"after-{number}"))
            with pytest.raises(asyncio.CancelledError):
                await task
        kept = [one.turn.id for one in await memory.mine(ANA.id)]
        assert [one for one in kept if one.startswith("after")] == [f"after-{n}" for n in range(20)]
        assert len(kept) == (await channel.view()).turns_ever == len(set(kept))


async def test_a_closed_memory_says_so(tmp_path: Path) -> None:
    async with opened(tmp_path) as memory:
        pass
    with pytest.raises(MemoryFault, match="closed"):
        await memory.channel("7").view()
    await memory.close()


async def test_a_key_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    async with opened(folder) as memory:
        with pytest.raises(MemoryFault, match="cannot be a key"):
            memory.channel("")
        await say(memory, exchange(channel="../../outside", person=Person("../me", "Ana")))
        assert await turn_ids(memory, "../../outside") == ["1"]
    assert names_in(tmp_path) == ["data"]
    assert names_in(folder / "people") == ["%2e%2e%2fme.json"]
