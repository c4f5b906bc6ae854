"""The feed: what a page would draw of a channel."""

import asyncio

from bot.standin import Happening, StandIn

from .cast_bot import CastBot


async def test_everything_a_channel_shows_is_told_in_order(
    bot: CastBot, discord_there: StandIn
) -> None:
    ada = discord_there.member("Ada")
    with discord_there.feed.subscribe() as happenings:
        await (await ada.slash("think")).settled()
        shown = await ada.slash("buttons", private=True)
        await shown.click("Ask")
        await ada.delete(shown)
        told: list[Happening] = []
        while not told or told[-1].kind != "message deleted":
            told.append(await anext(happenings))
    kinds = [each.kind for each in told if each.kind != "acknowledged"]
    assert kinds == [
        "thinking",
        "message edited",
        "message created",
        "modal opened",
        "message deleted",
    ]
    thinking, edited, private, modal, _ = [each for each in told if each.kind != "acknowledged"]
    assert (thinking.seen_by, edited.shows["content"]) == (None, "thought")
    assert (private.seen_by, private.channel) == (ada.id, ada.channel_id)
    assert (modal.seen_by, modal.shows["title"]) == (ada.id, "Ask her")


async def test_what_is_offered_while_typing_is_told_to_whoever_types(
    bot: CastBot, discord_there: StandIn
) -> None:
    told: list[Happening] = []
    end = discord_there.feed.listen(told.append)
    ada = discord_there.member("Ada")
    await ada.autocomplete("ask", "character", "cam")
    assert [(each.kind, each.seen_by) for each in told] == [("choices offered", ada.id)]
    assert told[0].shows["choices"][0]["name"] == "Camilla"
    end()
    await ada.say("hello")
    assert len(told) == 1


async def test_a_subscription_ends_with_its_block(discord_there: StandIn) -> None:
    with discord_there.feed.subscribe() as happenings:
        waiting = asyncio.ensure_future(anext(happenings))
        await discord_there.member("Ada").say("hello")
        assert (await waiting).shows["content"] == "hello"
    end = discord_there.feed.listen(lambda _: None)
    end()
    end()
