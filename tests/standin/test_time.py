"""Clocks, and the ids that hold their time."""

import asyncio
from datetime import UTC, datetime, timedelta

import discord

from bot.standin import ManualClock, RealClock
from bot.standin.snowflake import Snowflakes

_START = datetime(2026, 8, 1, 20, 0, tzinfo=UTC)


async def test_sleepers_wake_when_the_clock_is_advanced_past_their_time() -> None:
    clock = ManualClock(_START)
    woken: list[int] = []

    async def sleep(seconds: int) -> None:
        await clock.sleep_until(_START + timedelta(seconds=seconds))
        woken.append(seconds)

    sleepers = [asyncio.create_task(sleep(seconds)) for seconds in (3, 1, 2)]
    await asyncio.sleep(0)
    clock.advance(2)
    await asyncio.gather(*sleepers[1:])
    assert woken == [1, 2]
    clock.advance(1)
    await sleepers[0]
    assert clock.now() == _START + timedelta(seconds=3)


async def test_a_time_that_has_passed_is_not_waited_for() -> None:
    for clock in (ManualClock(_START), RealClock()):
        await clock.sleep_until(_START - timedelta(days=365 * 9))


async def test_a_sleeper_that_gave_up_is_left_alone() -> None:
    clock = ManualClock(_START)
    sleeper = asyncio.create_task(clock.sleep_until(_START + timedelta(seconds=1)))
    await asyncio.sleep(0)
    sleeper.cancel()
    await asyncio.gather(sleeper, return_exceptions=True)
    clock.advance(2)


def test_ids_hold_the_time_and_always_grow() -> None:
    clock = ManualClock(_START)
    snowflakes = Snowflakes(clock)
    ids = [snowflakes.new() for _ in range(5000)]
    assert [int(each) for each in ids] == sorted({int(each) for each in ids})
    assert discord.utils.snowflake_time(int(ids[0])) == _START
    clock.advance(60)
    later = discord.utils.snowflake_time(int(snowflakes.new()))
    assert later == _START + timedelta(seconds=60)
