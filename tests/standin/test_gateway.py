"""The gateway: lost connections, resumed sessions, members, and connections of another kind."""

import asyncio
import json

import discord
import pytest

from bot.standin import Intent, ManualClock, Specification, StandIn

from .cast_bot import CastBot
from .wire import Wire, take_problems

_GATEWAY = "wss://gateway.discord.gg/?v=10&encoding=json"


@pytest.mark.parametrize("code", [None, 1000, 4000])
async def test_what_was_missed_while_the_connection_was_lost_is_told_on_resuming(
    bot: CastBot, discord_there: StandIn, code: int | None
) -> None:
    ada = discord_there.member("Ada")
    await ada.say("before")
    discord_there.gateway.drop(code)
    await ada.say("meanwhile")
    await discord_there.online()
    await ada.say("after")
    assert bot.heard == ["before", "meanwhile", "after"]
    assert (discord_there.gateway.identified, discord_there.gateway.resumed) == (1, 1)


async def test_a_command_used_while_the_connection_was_lost_is_still_answered(
    bot: CastBot, discord_there: StandIn
) -> None:
    discord_there.gateway.drop()
    shown = await discord_there.member("Ada").slash("memory forget")
    assert shown.content == "forgot 1"
    assert discord_there.gateway.resumed == 1


async def test_a_client_that_is_asked_to_reconnect_resumes(
    bot: CastBot, discord_there: StandIn
) -> None:
    discord_there.gateway.ask_to_reconnect()
    await bot.wait_for("resumed")
    assert (await discord_there.member("Ada").slash("memory forget")).content == "forgot 1"


async def test_an_invalid_session_that_may_be_resumed_is(
    bot: CastBot, discord_there: StandIn
) -> None:
    discord_there.gateway.invalidate(resumable=True)
    await bot.wait_for("resumed")
    assert (discord_there.gateway.identified, discord_there.gateway.resumed) == (1, 1)


async def test_an_invalid_session_that_may_not_be_resumed_is_begun_anew(
    bot: CastBot, discord_there: StandIn
) -> None:
    discord_there.gateway.invalidate(resumable=False)
    await discord_there.online()
    assert (discord_there.gateway.identified, discord_there.gateway.resumed) == (2, 0)
    assert (await discord_there.member("Ada").slash("memory forget")).content == "forgot 1"


async def test_a_forgotten_session_cannot_be_resumed(bot: CastBot, discord_there: StandIn) -> None:
    discord_there.gateway.forget_sessions()
    discord_there.gateway.drop()
    await discord_there.online()
    assert (discord_there.gateway.identified, discord_there.gateway.resumed) == (2, 0)


async def test_heartbeats_are_acknowledged(bot: CastBot, discord_there: StandIn) -> None:
    assert discord_there.gateway.heartbeats == 1
    assert bot.latency < 1


async def test_members_are_named_when_asked_for(
    clock: ManualClock, specification: Specification | None
) -> None:
    async with StandIn(clock=clock, spec=specification, privileged=Intent.GUILD_MEMBERS) as there:
        there.member("Ada")
        there.member("Ben", nick="Addie")
        intents = discord.Intents.default() | discord.Intents(members=True)
        async with CastBot(there.socket, intents) as client:
            running = asyncio.create_task(client.start(there.token))
            await client.wait_until_ready()
            (guild,) = client.guilds
            assert {member.display_name for member in guild.members} == {
                "Ada",
                "Addie",
                "Stage Door",
                "The Owner",
            }
            found = await guild.query_members("ad", cache=False)
            assert [member.display_name for member in found] == ["Ada", "Addie"]
            await client.close()
            await running
        assert there.problems == []


async def test_without_the_intent_a_guild_names_nobody_but_the_bot(
    bot: CastBot, discord_there: StandIn
) -> None:
    (guild,) = bot.guilds
    assert [member.display_name for member in guild.members] == ["Stage Door"]
    assert guild.member_count == 2


async def test_events_come_only_to_those_who_asked_for_them(
    discord_there: StandIn,
) -> None:
    intents = discord.Intents(guilds=True)
    async with CastBot(discord_there.socket, intents) as client:
        running = asyncio.create_task(client.start(discord_there.token))
        await discord_there.online()
        await discord_there.member("Ada").say("hello")
        await discord_there.member("Ada").slash("memory forget")
        assert client.heard == []
        await client.close()
        await running


async def test_a_connection_without_compression_speaks_plain_text(wire: Wire) -> None:
    async with wire.session.ws_connect(_GATEWAY) as socket:
        assert json.loads(await socket.receive_str())["op"] == 10
        await socket.send_json({"op": 1, "d": None})
        assert json.loads(await socket.receive_str())["op"] == 11


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        ({"op": 8, "d": {}}, 4003),
        ({"op": 2, "d": {"token": "wrong", "intents": 0}}, 4004),
        ({"op": 6, "d": {"token": "wrong", "session_id": "1", "seq": 1}}, 4004),
    ],
)
async def test_whoever_does_not_identify_is_sent_away(
    wire: Wire, payload: dict[str, object], code: int
) -> None:
    async with wire.session.ws_connect(_GATEWAY) as socket:
        await socket.receive()
        await socket.send_json(payload)
        assert (await socket.receive()).data == code


@pytest.mark.parametrize(("intents", "code"), [(1 << 30, 4013), (1 << 8, 4014)])
async def test_intents_that_do_not_exist_or_are_not_enabled_are_refused(
    wire: Wire, intents: int, code: int
) -> None:
    async with wire.session.ws_connect(_GATEWAY) as socket:
        await socket.receive()
        identify = {"token": wire.there.token, "intents": intents}
        await socket.send_json({"op": 2, "d": identify})
        assert (await socket.receive()).data == code


async def test_another_compression_is_refused_and_reported(wire: Wire) -> None:
    async with wire.session.ws_connect(f"{_GATEWAY}&compress=zstd-stream") as socket:
        assert (await socket.receive()).data == 4000
    assert "zstd-stream" in take_problems(wire.there)[0]
