"""One exchange at a time in a channel; a few may wait; channels do not wait for one another."""

import asyncio
from collections.abc import Callable

import pytest

from bot.conversation.queues import ChannelQueues
from bot.errors import Busy


class Stage:
    """Exchanges that hold their channel until they are let go."""

    def __init__(self, queues: ChannelQueues) -> None:
        self.queues = queues
        self.begun: list[str] = []
        self.go = asyncio.Event()

    async def play(self, channel: str, name: str) -> None:
        async with self.queues.turn(channel):
            self.begun.append(name)
            await self.go.wait()


async def until(reached: Callable[[], bool]) -> None:
    """Lets the others run until ``reached``; each step of the loop is one turn of them."""
    for _ in range(100):
        if reached():
            return
        await asyncio.sleep(0)
    raise AssertionError("it was never reached")


async def test_one_plays_and_five_wait_and_the_next_is_told_at_once() -> None:
    stage = Stage(ChannelQueues())
    async with asyncio.TaskGroup() as group:
        for at in range(6):
            group.create_task(stage.play("a", str(at)))
        await until(lambda: len(stage.begun) == 1)
        with pytest.raises(Busy, match="Quite a few people"):
            await stage.play("a", "one too many")
        stage.go.set()
    assert stage.begun == ["0", "1", "2", "3", "4", "5"]


async def test_a_full_channel_does_not_keep_another_waiting() -> None:
    stage = Stage(ChannelQueues())
    async with asyncio.TaskGroup() as group:
        for at in range(6):
            group.create_task(stage.play("a", f"a{at}"))
        group.create_task(stage.play("b", "b"))
        group.create_task(stage.play("c", "c"))
        await until(lambda: len(stage.begun) == 3)
        assert stage.begun == ["a0", "b", "c"]
        stage.go.set()


async def test_a_place_is_free_again_when_somebody_who_waits_goes_away() -> None:
    stage = Stage(ChannelQueues(most_waiting=1))
    first, second = (asyncio.create_task(stage.play("a", name)) for name in ("first", "second"))
    await until(lambda: stage.begun == ["first"])
    second.cancel()
    with pytest.raises(asyncio.CancelledError):
        await second
    third = asyncio.create_task(stage.play("a", "third"))
    stage.go.set()
    await asyncio.gather(first, third)
    assert stage.begun == ["first", "third"]


async def test_an_exchange_that_fails_lets_the_next_one_in() -> None:
    queues = ChannelQueues()
    with pytest.raises(ZeroDivisionError):
        async with queues.turn("a"):
            raise ZeroDivisionError
    async with queues.turn("a"):
        pass


async def test_nothing_is_kept_of_channels_that_are_still() -> None:
    queues = ChannelQueues()
    for channel in range(50):
        async with queues.turn(str(channel)):
            pass
    assert not queues._locks
    assert not queues._held
