"""Messages of a channel: those the bot sends, those of people, and how they go."""

import asyncio

import discord
import pytest

from bot.standin import (
    Intent,
    ManualClock,
    NotPossible,
    NotSeen,
    Permission,
    Specification,
    StandIn,
)

from .cast_bot import CastBot
from .wire import Wire


def _stage(bot: CastBot) -> discord.TextChannel:
    return bot.guilds[0].text_channels[0]


async def test_the_bot_sends_edits_and_deletes_in_a_channel(
    bot: CastBot, discord_there: StandIn
) -> None:
    sent = await _stage(bot).send("The curtain rises.", silent=True)
    (shown,) = discord_there.channel("stage").messages
    assert (shown.content, shown.silent) == ("The curtain rises.", True)
    await sent.edit(content="The curtain falls.")
    assert (shown.content, shown.edited) == ("The curtain falls.", True)
    await sent.delete()
    assert discord_there.channel("stage").messages == []


async def test_history_is_listed_from_the_latest_back(bot: CastBot, discord_there: StandIn) -> None:
    ada = discord_there.member("Ada")
    said = [await ada.say(str(number)) for number in range(5)]
    stage = _stage(bot)
    assert [m.content async for m in stage.history(limit=3)] == ["4", "3", "2"]
    after = discord.Object(int(said[1].id))
    assert [m.content async for m in stage.history(after=after, limit=2)] == ["2", "3"]
    before = discord.Object(int(said[2].id))
    assert [m.content async for m in stage.history(before=before)] == ["1", "0"]
    assert (await stage.fetch_message(int(said[3].id))).content == "3"


@pytest.mark.parametrize("limit", ["0", "101", "many"])
async def test_history_is_listed_by_one_to_a_hundred(wire: Wire, limit: str) -> None:
    status, body = await wire.send("GET", f"{wire.stage_path}?limit={limit}")
    assert (status, list(body["errors"])) == (400, ["limit"])


async def test_history_holds_no_private_messages(bot: CastBot, discord_there: StandIn) -> None:
    shown = await discord_there.member("Ada").slash("think", private=True)
    stage = _stage(bot)
    assert [m async for m in stage.history()] == []
    with pytest.raises(discord.NotFound) as refused:
        await stage.fetch_message(int(shown.id))
    assert refused.value.code == 10008


async def test_without_the_right_to_read_it_history_is_empty_and_no_error(
    bot: CastBot, discord_there: StandIn
) -> None:
    await discord_there.member("Ada").say("hello")
    discord_there.channel("stage").deny(Permission.READ_MESSAGE_HISTORY)
    assert [m async for m in _stage(bot).history()] == []
    discord_there.channel("stage").allow(Permission.READ_MESSAGE_HISTORY)
    assert [m.content async for m in _stage(bot).history()] == ["hello"]


@pytest.mark.parametrize(
    ("denied", "code"), [(Permission.VIEW_CHANNEL, 50001), (Permission.SEND_MESSAGES, 50013)]
)
async def test_what_the_bot_may_not_do_is_forbidden(
    bot: CastBot, discord_there: StandIn, denied: Permission, code: int
) -> None:
    discord_there.channel("stage").deny(denied)
    with pytest.raises(discord.Forbidden) as refused:
        await _stage(bot).send("hello")
    assert refused.value.code == code


async def test_the_bot_knows_of_a_right_it_has_lost(bot: CastBot, discord_there: StandIn) -> None:
    stage = _stage(bot)
    discord_there.channel("stage").deny(Permission.SEND_MESSAGES)
    await bot.wait_for("guild_channel_update")
    assert not stage.permissions_for(stage.guild.me).send_messages


async def test_another_s_message_is_neither_edited_nor_deleted(
    bot: CastBot, discord_there: StandIn
) -> None:
    said = await discord_there.member("Ada").say("mine")
    message = _stage(bot).get_partial_message(int(said.id))
    with pytest.raises(discord.Forbidden) as refused:
        await message.edit(content="yours")
    assert refused.value.code == 50005
    with pytest.raises(discord.Forbidden) as refused:
        await message.delete()
    assert refused.value.code == 50013


async def test_a_nonce_is_used_once(wire: Wire) -> None:
    body = {"content": "Once.", "nonce": "a1", "enforce_nonce": True}
    _, first = await wire.send("POST", wire.stage_path, body)
    _, again = await wire.send("POST", wire.stage_path, body)
    assert first["nonce"] == "a1"
    assert again["id"] == first["id"]
    assert len(wire.there.channel("stage").messages) == 1


async def test_a_reply_names_what_it_answers_and_pings_its_author(
    bot: CastBot, discord_there: StandIn
) -> None:
    said = await discord_there.member("Ada").say("Is she here?")
    message = await _stage(bot).fetch_message(int(said.id))
    reply = await message.reply("She is.")
    assert reply.reference is not None
    assert isinstance(reply.reference.resolved, discord.Message)
    assert reply.reference.resolved.content == "Is she here?"
    shown = discord_there.channel("stage").messages[-1]
    assert (shown.replies_to, shown.pinged) == (said.id, ("Ada",))


async def test_a_reply_to_nothing_is_refused(wire: Wire) -> None:
    body = {"content": "Hm?", "message_reference": {"message_id": "1"}}
    status, answer = await wire.send("POST", wire.stage_path, body)
    assert (status, answer["code"]) == (400, 50035)
    assert "message_reference" in answer["errors"]


async def test_mentions_ping_only_whom_they_may(bot: CastBot, discord_there: StandIn) -> None:
    ada, ben = discord_there.member("Ada"), discord_there.member("Ben")
    words = f"{ada.mention} {ben.mention} @everyone"
    stage = _stage(bot)
    await stage.send(words)
    await stage.send(words, allowed_mentions=discord.AllowedMentions.none())
    only_ada = discord.AllowedMentions(everyone=False, users=[discord.Object(int(ada.id))])
    await stage.send(words, allowed_mentions=only_ada)
    pinged = [each.pinged for each in discord_there.channel("stage").messages]
    assert pinged == [("Ada", "Ben", "everyone"), (), ("Ada",)]


async def test_the_bot_is_told_what_people_say_edit_and_delete(
    bot: CastBot, discord_there: StandIn
) -> None:
    ada = discord_there.member("Ada")
    said = await ada.say("helo")
    await ada.edit(said, "hello")
    await ada.delete(said)
    assert bot.heard == ["helo", "hello"]
    assert bot.deleted == [int(said.id)]
    with pytest.raises(NotPossible, match="did not write"):
        await discord_there.member("Ben").edit(said, "mine")


async def test_a_moderator_deletes_one_or_many(bot: CastBot, discord_there: StandIn) -> None:
    ada = discord_there.member("Ada")
    one, two, three = [await ada.say(words) for words in ("one", "two", "three")]
    await discord_there.delete(one)
    await discord_there.delete(two, three)
    assert bot.deleted == [int(one.id), int(two.id), int(three.id)]
    assert ada.messages == []


async def test_a_private_answer_is_dismissed_by_whoever_sees_it(
    bot: CastBot, discord_there: StandIn
) -> None:
    ada = discord_there.member("Ada")
    shown = await ada.slash("buttons", private=True)
    await ada.delete(shown)
    assert ada.messages == []


async def test_without_the_intent_the_words_of_messages_are_empty_unless_meant_for_the_bot(
    clock: ManualClock, specification: Specification | None
) -> None:
    async with StandIn(clock=clock, spec=specification, privileged=Intent(0)) as there:
        async with CastBot(there.socket, discord.Intents.default()) as client:
            await client.login(there.token)
            running = asyncio.create_task(client.connect())
            await there.online()
            ada = there.member("Ada")
            await ada.say("overheard")
            await ada.say(f"{there.bot.mention} for you")
            await ada.direct().say("in private")
            assert client.heard == ["", f"{there.bot.mention} for you", "in private"]
            await client.close()
            await running
        assert there.problems == []


async def test_typing_is_shown(bot: CastBot, discord_there: StandIn) -> None:
    kinds: list[str] = []
    discord_there.feed.listen(lambda happening: kinds.append(happening.kind))
    async with _stage(bot).typing():
        await _stage(bot).send("There.")
    assert kinds == ["typing", "message created"]


async def test_waiting_for_words_that_never_come_says_what_is_seen() -> None:
    async with StandIn(patience=0.01) as there:
        ada = there.member("Ada")
        await ada.say("hello")
        with pytest.raises(NotSeen, match=r"does not see 'goodbye', but: .*hello"):
            await ada.sees("goodbye")


async def test_whoever_may_not_write_cannot(discord_there: StandIn) -> None:
    mute = discord_there.member("Mute", permissions=Permission.VIEW_CHANNEL)
    with pytest.raises(NotPossible, match="may not write"):
        await mute.say("hello")
