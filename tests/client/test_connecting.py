"""On connecting: registration, the binding of the data directory, settling what a stop left."""

import asyncio
import logging
import shutil
from pathlib import Path
from types import MappingProxyType

import discord
import pytest

from bot.client.invite import invite_link
from bot.client.registration import register
from bot.errors import DataDirectoryMismatch
from bot.standin import ManualClock, Shown, StandIn
from bot.turn import Exchange, Person, Reply, SentMessage, Turn

from .conftest import Open, Playhouse


def puts(discord: StandIn) -> int:
    return sum(1 for method, path in discord.requests if method == "PUT" and "commands" in path)


async def test_commands_are_registered_once_and_again_only_when_they_differ(
    open_house: Open, discord_there: StandIn
) -> None:
    async with open_house():
        assert puts(discord_there) == 1
    async with open_house() as house:
        assert puts(discord_there) == 1
        house.client.tree.remove_command("cast")
        assert house.client.application_id is not None
        assert await register(house.client.tree, house.client.application_id)
    assert puts(discord_there) == 2


async def test_the_invite_link_with_its_permissions_is_in_the_log(
    open_house: Open, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="bot"):
        async with open_house() as house:
            assert house.client.application_id is not None
            link = invite_link(house.client.application_id)
    assert link in caplog.text
    assert "scope=bot+applications.commands" in link
    assert "permissions=" in link


async def test_no_privileged_intent_is_asked_for(house: Playhouse) -> None:
    asked = house.client.intents
    assert (
        not asked.value & discord.Intents(message_content=True, members=True, presences=True).value
    )


async def test_a_data_directory_belongs_to_one_application(open_house: Open) -> None:
    async with open_house() as house:
        with pytest.raises(DataDirectoryMismatch):
            await house.memory.bind("4242")


def left_pending(house: Playhouse, shown_id: str, **sent_to: str) -> Exchange:
    """An exchange as a stop leaves it: recorded, and nobody knows whether it was shown."""
    turn = Turn(
        shown_id, Person(house.ada.id, "Ada"), "camilla", "Why?", house.clock.now(),
        channel=house.ada.channel_id,
    )  # fmt: skip
    reply = Reply("The floor pushes back.", "invented", "authored", beat="why-she-dances")
    return Exchange(turn, reply, sent_to=MappingProxyType({"kind": "interaction", **sent_to}))


async def the_only(house: Playhouse) -> Exchange:
    (exchange,) = await house.memory.mine(house.ada.id)
    return exchange


async def settled(house: Playhouse) -> Exchange:
    await house.client.settled.wait()
    return await the_only(house)


async def killed_while_answering(
    open_house: Open, tmp_path: Path, held_request: str, *, at_once: float
) -> Shown:
    """Answers a question and is killed when the answer's request is on its way: the data directory
    is left as it was at that moment. Discord shows what it was sent."""
    data, kept = tmp_path / "data", tmp_path / "as-it-was"
    async with open_house(at_once=at_once) as house:
        method, path = held_request.split()
        held = house.discord.faults.hold(method, path)
        asking = asyncio.create_task(
            house.ada.slash("ask", character="camilla", question="Why do you dance?")
        )
        await held.arrived.wait()
        shutil.copytree(data, kept)
        held.release()
        shown = await (await asking).settled()
        await house.client.close()
    shutil.rmtree(data)
    kept.rename(data)
    return shown


async def test_a_reply_that_was_shown_before_a_kill_is_found_by_its_token(
    open_house: Open, tmp_path: Path
) -> None:
    shown = await killed_while_answering(open_house, tmp_path, "POST callback", at_once=5.0)
    async with open_house() as house:
        exchange = await settled(house)
        assert exchange.status == "shown"
        assert exchange.messages == (SentMessage(shown.id, shown.content),)
        assert "token" not in exchange.sent_to


async def test_after_its_token_has_died_a_reply_is_found_in_the_channel(
    open_house: Open, tmp_path: Path, clock: ManualClock
) -> None:
    shown = await killed_while_answering(open_house, tmp_path, "POST callback", at_once=5.0)
    clock.advance(16 * 60)
    async with open_house() as house:
        exchange = await settled(house)
        assert exchange.status == "shown"
        assert exchange.messages == (SentMessage(shown.id, shown.content),)


async def test_a_response_that_still_says_thinking_is_given_its_words_after_a_restart(
    open_house: Open, discord_there: StandIn, clock: ManualClock
) -> None:
    async with open_house(at_once=0.0) as house:
        discord_there.faults.drop("PATCH", "@original", times=2)
        last = discord_there.faults.hold("POST", "/webhooks/")
        shown = await house.ada.slash("ask", character="camilla", question="Why do you dance?")
        assert shown.thinking
        await last.arrived.wait()
        assert (await the_only(house)).status == "pending"
    async with open_house() as house:
        exchange = await settled(house)
        assert exchange.status == "shown"
        assert shown.content == exchange.reply.text
        assert [button.label for button in shown.buttons] == ["Say more"]


async def test_an_error_told_in_place_of_a_reply_is_no_reply(
    open_house: Open, discord_there: StandIn
) -> None:
    async with open_house(at_once=0.0) as house:
        discord_there.faults.drop("PATCH", "@original", times=2)
        shown = await house.ada.slash("ask", character="camilla", question="Why do you dance?")
        await house.ada.sees("fell over backstage")
        assert not shown.thinking
    async with open_house() as house:
        assert (await settled(house)).status == "failed"


async def test_a_reply_that_was_deleted_meanwhile_is_not_remembered(
    open_house: Open, tmp_path: Path
) -> None:
    shown = await killed_while_answering(open_house, tmp_path, "POST callback", at_once=5.0)
    async with open_house() as house:
        await house.client.settled.wait()
        await house.discord.delete(shown)
        channel = house.memory.channel(house.ada.channel_id)
        for _ in range(100):
            if not (left := (await channel.view()).exchanges):
                break
        assert left == ()


async def test_what_cannot_be_decided_stays_uncertain(open_house: Open) -> None:
    async with open_house() as house:
        pending = left_pending(
            house, "77", application="1", interaction="77", channel=house.ada.channel_id
        )
        await house.memory.channel(house.ada.channel_id).record(pending)
    async with open_house() as house:
        assert (await settled(house)).status == "uncertain"


async def test_the_owner_is_told_of_a_damaged_file_once_and_the_channel_goes_on(
    open_house: Open, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with open_house() as house:
        await house.ada.slash("ask", character="camilla", question="Why do you dance?")
        key = house.ada.channel_id
    (tmp_path / "data" / "channels" / f"{key}.json").write_bytes(b"{ torn")
    async with open_house() as house:
        owner = house.discord.member("The Owner")
        told = await owner.direct().sees("damaged")
        assert key in told.content
        shown = await house.ada.slash("ask", character="camilla", question="Why do you dance?")
        assert not shown.private
    assert (tmp_path / "data" / "damaged").exists()
    assert "set aside" in caplog.text
