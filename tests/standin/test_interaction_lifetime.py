"""Three seconds until the first response, fifteen minutes for the rest, and what decides what."""

import asyncio

import discord
import pytest

from bot.standin import ManualClock, NotAnswered, StandIn

from .cast_bot import CastBot, Interaction
from .wire import Wire


async def _code(error: type[discord.HTTPException], work: object) -> int:
    with pytest.raises(error) as refused:
        await work  # type: ignore[misc]
    return refused.value.code


def _interaction(bot: CastBot) -> Interaction:
    assert bot.last is not None
    return bot.last


async def test_an_answer_is_thought_about_and_then_edited_in(
    bot: CastBot, discord_there: StandIn
) -> None:
    held = discord_there.faults.hold("PATCH", "/messages/@original$")
    ada = discord_there.member("Ada")
    shown = await ada.slash("think")
    assert (shown.answer, shown.thinking, shown.content) == ("thinking", True, "")
    assert [each.thinking for each in discord_there.channel("stage").messages] == [True]
    held.release()
    settled = await shown.settled()
    assert (settled.thinking, settled.content, settled.edited) == (False, "thought", False)


async def test_a_public_deferral_cannot_become_private_and_a_private_one_stays_so(
    bot: CastBot, discord_there: StandIn
) -> None:
    ada = discord_there.member("Ada")
    private = await (await ada.slash("think", private=True)).settled()
    assert (private.private, private.content) == (True, "thought")
    public = await ada.slash("muse")
    await _interaction(bot).followup.send("for her alone", ephemeral=True)
    assert (public.private, public.content) == (False, "for her alone")


async def test_the_first_follow_up_takes_the_place_of_thinking(
    bot: CastBot, discord_there: StandIn
) -> None:
    ada = discord_there.member("Ada")
    shown = await ada.slash("parts", waiting=True)
    await ada.sees("three")
    assert (shown.content, shown.private) == ("two", True)
    assert [each.content for each in shown.followups] == ["three"]


async def test_follow_ups_answer_the_first_response_and_choose_who_sees_them(
    bot: CastBot, discord_there: StandIn
) -> None:
    ada = discord_there.member("Ada")
    shown = await ada.slash("parts")
    await ada.sees("three")
    two, three = shown.followups
    assert (two.replies_to, two.private, three.private) == (shown.id, False, True)
    assert [each.content for each in discord_there.channel("stage").messages] == ["one", "two"]


async def test_silence_ends_after_three_seconds_of_the_clock(
    bot: CastBot, discord_there: StandIn, clock: ManualClock
) -> None:
    waiting = asyncio.create_task(discord_there.member("Ada").slash("nothing"))
    await asyncio.sleep(0)
    clock.advance(2.9)
    await asyncio.sleep(0)
    assert not waiting.done()
    clock.advance(0.1)
    with pytest.raises(NotAnswered, match="/nothing within 3 seconds"):
        await waiting


async def test_a_first_response_after_three_seconds_finds_no_interaction(
    bot: CastBot, discord_there: StandIn, clock: ManualClock
) -> None:
    waiting = asyncio.create_task(discord_there.member("Ada").slash("nothing"))
    interaction = await bot.wait_for("interaction")
    clock.advance(3.1)
    response = interaction.response.send_message("late")
    assert await _code(discord.NotFound, response) == 10062
    with pytest.raises(NotAnswered):
        await waiting


async def test_a_clock_that_nobody_advances_does_not_hang_a_test(clock: ManualClock) -> None:
    async with StandIn(clock=clock, patience=0.2) as there, CastBot(there.socket) as client:
        running = asyncio.create_task(client.start(there.token))
        await there.gateway.online()
        with pytest.raises(NotAnswered, match="real seconds"):
            await there.member("Ada").slash("nothing")
        await client.close()
        await running


async def test_a_bot_that_is_not_connected_hears_of_nothing(clock: ManualClock) -> None:
    async with StandIn(clock=clock, patience=0.01) as there, CastBot(there.socket) as client:
        await client.login(there.token)
        with pytest.raises(NotAnswered, match="is not connected to the gateway"):
            await there.member("Ada").slash("nothing")


async def test_the_original_response_is_read_through_its_token_after_a_restart(
    bot: CastBot, discord_there: StandIn
) -> None:
    await discord_there.member("Ada").slash("memory forget", days=2)
    interaction = _interaction(bot)
    webhook = discord.Webhook.partial(interaction.application_id, interaction.token, client=bot)
    original = "@original"
    message = await webhook.fetch_message(original)  # type: ignore[arg-type]
    assert message.content == "forgot 2"
    edited = await webhook.edit_message(message.id, content="forgot 3")
    assert edited.content == "forgot 3"
    stranger = discord.Webhook.partial(1, interaction.token, client=bot)
    assert await _code(discord.NotFound, stranger.fetch_message(message.id)) == 10015


async def test_a_first_response_is_answered_with_nothing_unless_asked(
    bot: CastBot, discord_there: StandIn, wire: Wire
) -> None:
    waiting = asyncio.create_task(discord_there.member("Ada").slash("nothing"))
    interaction = await bot.wait_for("interaction")
    path = f"/interactions/{interaction.id}/{interaction.token}/callback"
    assert await wire.send("POST", path, {"type": 5}) == (204, None)
    await waiting


async def test_a_command_cannot_be_answered_by_updating_a_message(
    bot: CastBot, discord_there: StandIn, wire: Wire
) -> None:
    waiting = asyncio.create_task(discord_there.member("Ada").slash("nothing"))
    interaction = await bot.wait_for("interaction")
    path = f"/interactions/{interaction.id}/{interaction.token}/callback"
    status, body = await wire.send("POST", path, {"type": 7, "data": {"content": "x"}})
    assert (status, body["code"], list(body["errors"])) == (400, 50035, ["type"])
    await interaction.response.send_message("instead")
    await waiting


async def test_a_second_callback_is_refused_as_discord_refuses_it(
    bot: CastBot, discord_there: StandIn
) -> None:
    await discord_there.member("Ada").slash("memory forget")
    first = _interaction(bot)
    again: discord.InteractionResponse[CastBot] = discord.InteractionResponse(first)
    assert await _code(discord.HTTPException, again.send_message("again")) == 40060


async def test_a_token_lives_for_fifteen_minutes(
    bot: CastBot, discord_there: StandIn, clock: ManualClock
) -> None:
    await discord_there.member("Ada").slash("memory forget")
    interaction = _interaction(bot)
    clock.advance(15 * 60 - 1)
    await interaction.edit_original_response(content="in time")
    clock.advance(2)
    edit = interaction.edit_original_response(content="too late")
    assert await _code(discord.HTTPException, edit) == 50027
    assert await _code(discord.HTTPException, interaction.followup.send("too late")) == 50027
    assert await _code(discord.HTTPException, interaction.delete_original_response()) == 50027


async def test_a_thought_that_is_never_finished_ends_with_its_token(
    bot: CastBot, discord_there: StandIn, clock: ManualClock
) -> None:
    shown = await discord_there.member("Ada").slash("muse")
    waiting = asyncio.create_task(shown.settled())
    await asyncio.sleep(0)
    clock.advance(15 * 60)
    with pytest.raises(NotAnswered, match="never came"):
        await waiting


async def test_nothing_follows_before_the_first_response(
    bot: CastBot, discord_there: StandIn
) -> None:
    waiting = asyncio.create_task(discord_there.member("Ada").slash("nothing"))
    interaction = await bot.wait_for("interaction")
    assert await _code(discord.NotFound, interaction.followup.send("early")) == 10015
    assert await _code(discord.NotFound, interaction.original_response()) == 10015
    await interaction.response.send_message("now")
    await waiting


async def test_the_original_response_can_be_read_edited_and_deleted(
    bot: CastBot, discord_there: StandIn
) -> None:
    shown = await discord_there.member("Ada").slash("memory forget", days=2)
    interaction = _interaction(bot)
    original = await interaction.original_response()
    assert (str(original.id), original.content) == (shown.id, "forgot 2")
    assert original.interaction_metadata is not None
    assert original.interaction_metadata.id == interaction.id
    await interaction.edit_original_response(content="remembered after all")
    assert (shown.content, shown.edited) == ("remembered after all", True)
    await interaction.delete_original_response()
    assert shown.deleted
    assert await _code(discord.NotFound, interaction.edit_original_response(content="x")) == 10008


async def test_follow_ups_are_edited_and_deleted_by_their_ids(
    bot: CastBot, discord_there: StandIn
) -> None:
    ada = discord_there.member("Ada")
    await ada.slash("memory forget")
    sent = await _interaction(bot).followup.send("then", wait=True)
    await sent.edit(content="and then")
    seen = await ada.sees("and then")
    await sent.delete()
    assert seen.deleted
    assert await _code(discord.NotFound, sent.edit(content="no more")) == 10008


async def test_editing_everything_away_is_refused_and_changes_nothing(
    bot: CastBot, discord_there: StandIn
) -> None:
    shown = await discord_there.member("Ada").slash("memory forget", days=2)
    edit = _interaction(bot).edit_original_response(content=None)
    assert await _code(discord.HTTPException, edit) == 50006
    assert shown.content == "forgot 2"
    assert not shown.edited
