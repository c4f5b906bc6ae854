"""What can be made to go wrong, and what the real client makes of it."""

import asyncio

import aiohttp
import discord
import pytest

from bot.standin import ManualClock, NotAnswered, StandIn

from .cast_bot import CastBot


def _stage(bot: CastBot) -> discord.TextChannel:
    return bot.guilds[0].text_channels[0]


async def test_an_ordered_answer_is_given_once_and_the_request_has_no_effect(
    bot: CastBot, discord_there: StandIn
) -> None:
    discord_there.faults.answer("POST", "/messages$", status=403, code=50013, message="No.")
    with pytest.raises(discord.Forbidden) as refused:
        await _stage(bot).send("hello")
    assert (refused.value.code, refused.value.text) == (50013, "No.")
    await _stage(bot).send("hello again")
    assert [each.content for each in discord_there.channel("stage").messages] == ["hello again"]


async def test_an_answer_that_is_no_json_is_an_error_to_the_client(
    bot: CastBot, discord_there: StandIn
) -> None:
    discord_there.faults.answer("POST", "/messages$", status=429, body="<h1>error 1015</h1>")
    with pytest.raises(discord.HTTPException) as refused:
        await _stage(bot).send("hello")
    assert refused.value.status == 429


async def test_a_rate_limit_is_waited_out_by_the_client(
    bot: CastBot, discord_there: StandIn
) -> None:
    discord_there.faults.rate_limit("POST", "/messages$", retry_after=0.01)
    await _stage(bot).send("hello")
    assert len(discord_there.channel("stage").messages) == 1
    posts = [path for method, path in discord_there.requests if method == "POST"]
    assert len(posts) == 2


@pytest.mark.parametrize("after_effect", [False, True])
async def test_a_lost_answer_leaves_open_whether_the_message_was_sent(
    bot: CastBot, discord_there: StandIn, after_effect: bool
) -> None:
    discord_there.faults.drop("POST", "/messages$", after_effect=after_effect)
    with pytest.raises(aiohttp.ClientError):
        await _stage(bot).send("hello")
    assert len(discord_there.channel("stage").messages) == int(after_effect)


async def test_a_callback_that_is_lost_leaves_the_person_without_an_answer(
    bot: CastBot, discord_there: StandIn, clock: ManualClock, caplog: pytest.LogCaptureFixture
) -> None:
    discord_there.faults.drop("POST", "/callback$")
    waiting = asyncio.create_task(discord_there.member("Ada").slash("memory forget"))
    await bot.wait_for("interaction")
    clock.advance(3)
    with pytest.raises(NotAnswered):
        await waiting


async def test_a_slow_callback_comes_too_late(
    bot: CastBot, discord_there: StandIn, clock: ManualClock
) -> None:
    discord_there.faults.delay("POST", "/callback$", seconds=4)
    held = asyncio.create_task(discord_there.member("Ada").slash("memory forget"))
    await bot.wait_for("interaction")
    clock.advance(3.5)
    with pytest.raises(NotAnswered, match="within 3 seconds"):
        await held
    clock.advance(1)


async def test_a_held_request_says_that_it_has_arrived_and_goes_on_when_released(
    bot: CastBot, discord_there: StandIn
) -> None:
    held = discord_there.faults.hold("POST", "/messages$")
    sending = asyncio.create_task(_stage(bot).send("hello"))
    await held.arrived.wait()
    assert discord_there.channel("stage").messages == []
    held.release()
    await sending
    assert len(discord_there.channel("stage").messages) == 1


async def test_orders_can_be_taken_back(bot: CastBot, discord_there: StandIn) -> None:
    discord_there.faults.answer("POST", "/messages$", status=500, times=9)
    discord_there.faults.clear()
    await _stage(bot).send("hello")
