"""Logging in, registering commands, and what the client may know about itself."""

import asyncio

import aiohttp
import discord
import pytest
from discord import app_commands

from bot.standin import Intent, ManualClock, Specification, StandIn

from .cast_bot import CastBot
from .wire import Wire


async def test_the_real_client_logs_in_and_finds_the_guild_with_its_channel(
    bot: CastBot, discord_there: StandIn
) -> None:
    assert bot.user is not None
    assert str(bot.user.id) == discord_there.bot.id
    (guild,) = bot.guilds
    assert guild.name == "The Playhouse"
    assert [channel.name for channel in guild.text_channels] == ["stage"]
    assert guild.text_channels[0].permissions_for(guild.me).send_messages
    assert not guild.text_channels[0].permissions_for(guild.me).manage_messages


async def test_the_application_tells_which_privileged_intents_it_has(bot: CastBot) -> None:
    information = await bot.application_info()
    assert information.flags.gateway_message_content_limited
    assert not information.flags.gateway_guild_members_limited
    assert information.guild_integration_config is not None
    assert information.user_integration_config is not None


async def test_no_tls_is_spoken_over_a_unix_socket_even_for_https(discord_there: StandIn) -> None:
    connector = aiohttp.UnixConnector(discord_there.socket)
    headers = {"Authorization": f"Bot {discord_there.token}"}
    async with (
        aiohttp.ClientSession(connector=connector) as session,
        session.get("https://discord.com/api/v10/users/@me", headers=headers) as answer,
    ):
        assert answer.status == 200
        assert (
            answer.connection is None
            or answer.connection.transport is None
            or (answer.connection.transport.get_extra_info("ssl_object") is None)
        )


async def test_a_wrong_token_is_refused(discord_there: StandIn) -> None:
    async with CastBot(discord_there.socket) as client:
        with pytest.raises(discord.LoginFailure):
            await client.login("wrong")


async def test_an_intent_that_is_not_enabled_ends_the_connection(
    clock: ManualClock, specification: Specification | None
) -> None:
    async with StandIn(clock=clock, spec=specification, privileged=Intent(0)) as there:
        intents = discord.Intents(guilds=True, message_content=True)
        async with CastBot(there.socket, intents) as client:
            with pytest.raises(discord.PrivilegedIntentsRequired):
                await client.start(there.token)


async def test_registered_commands_come_back_as_discord_completes_them(
    bot: CastBot, discord_there: StandIn
) -> None:
    commands = {command.name: command for command in await bot.tree.fetch_commands()}
    ask = commands["ask"]
    assert ask.application_id == bot.application_id
    assert isinstance(ask.options[0], app_commands.Argument)
    assert ask.options[0].required
    assert commands["purge"].default_member_permissions == discord.Permissions(manage_messages=True)
    registered = discord_there.commands.find("ask")
    assert registered is not None
    assert (registered["contexts"], registered["integration_types"]) == ([0, 1, 2], [0, 1])
    assert discord_there.commands.overwrites == 1


async def test_commands_keep_their_ids_when_they_are_registered_again(
    bot: CastBot, discord_there: StandIn
) -> None:
    before = {command.name: command.id for command in await bot.tree.fetch_commands()}
    bot.tree.remove_command("nothing")
    after = {command.name: command.id for command in await bot.tree.sync()}
    assert after == {name: key for name, key in before.items() if name != "nothing"}
    assert discord_there.commands.overwrites == 2


async def test_what_registers_nothing_new_keeps_its_version(wire: Wire) -> None:
    command = {"name": "ask", "description": "Ask.", "options": [], "nsfw": False}
    _, first = await wire.send("PUT", wire.commands_path, [command])
    _, again = await wire.send("PUT", wire.commands_path, [command])
    _, changed = await wire.send("PUT", wire.commands_path, [command | {"description": "Speak."}])
    assert first == again
    assert changed[0]["id"] == first[0]["id"]
    assert changed[0]["version"] != first[0]["version"]
    assert first[0]["contexts"] is None
    assert first[0]["integration_types"] == [0, 1]
    assert "options" not in first[0]


async def test_translations_are_listed_only_when_asked_for(wire: Wire) -> None:
    named = {"name": "ask", "description": "Ask.", "name_localizations": {"de": "frage"}}
    await wire.send("PUT", wire.commands_path, [named])
    _, plain = await wire.send("GET", wire.commands_path)
    _, full = await wire.send("GET", wire.commands_path + "?with_localizations=true")
    assert "name_localizations" not in plain[0]
    assert full[0]["name_localizations"] == {"de": "frage"}


async def test_an_unknown_address_is_not_found_and_is_reported(wire: Wire) -> None:
    status, body = await wire.send("GET", "/guilds/1/emojis")
    assert (status, body) == (404, {"message": "404: Not Found", "code": 0})
    assert wire.problems() == [
        "GET /api/v10/guilds/1/emojis: the stand-in does not know this route"
    ]


async def test_another_application_s_commands_are_out_of_reach(wire: Wire) -> None:
    status, body = await wire.send("PUT", "/applications/1/commands", [])
    assert (status, body["code"]) == (404, 10002)


async def test_waiting_for_a_bot_that_never_connects_ends(specification: Specification) -> None:
    async with StandIn(spec=specification, patience=0.01) as there:
        with pytest.raises(AssertionError, match="did not connect"):
            await there.online()


async def test_two_stand_ins_can_run_side_by_side() -> None:
    async with StandIn() as one, StandIn() as other:
        assert one.socket != other.socket
        await asyncio.gather(_login(one), _login(other))


async def _login(there: StandIn) -> None:
    async with CastBot(there.socket) as client:
        await client.login(there.token)
