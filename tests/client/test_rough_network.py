"""A network that breaks, a Discord that refuses, a stop in the middle: nobody is left waiting."""

import asyncio

from bot.client.present import reply_parts
from bot.standin import Permission
from bot.turn import Exchange, Reply

from .conftest import FixedEngine, GatedEngine, Open, Playhouse

LONG = "A sentence of some length stands here. " * 120


async def kept(house: Playhouse) -> list[Exchange]:
    return list(await house.memory.mine(house.ada.id))


async def test_a_first_response_that_was_lost_on_the_way_is_sent_again(house: Playhouse) -> None:
    house.discord.faults.drop("POST", "callback")
    shown = await house.ada.slash("ask", character="camilla", question="Why do you dance?")
    (exchange,) = await kept(house)
    assert shown.content == exchange.reply.text
    assert exchange.status == "shown"


async def test_a_first_response_that_arrived_unheard_is_not_said_twice(house: Playhouse) -> None:
    house.discord.faults.drop("POST", "callback", after_effect=True)
    shown = await house.ada.slash("ask", character="camilla", question="Why do you dance?")
    await house.ada.slash("memory mine")
    (exchange,) = await kept(house)
    assert exchange.status == "shown"
    assert [message.id for message in exchange.messages] == [shown.id]
    in_channel = [each for each in house.discord.channel("stage").messages if each.content]
    assert len(in_channel) == 1


async def test_a_deferral_lost_on_the_way_leaves_the_channel_free(open_house: Open) -> None:
    gate = asyncio.Event()
    engine = GatedEngine(FixedEngine(Reply("At last.", "invented", "fixed")), gate)
    async with open_house(engine, at_once=0.0) as house:
        house.discord.faults.drop("POST", "callback")
        asking = asyncio.create_task(
            house.ada.slash("ask", character="camilla", question="Why do you dance?")
        )
        await asyncio.sleep(0)
        gate.set()
        first = await (await asking).settled()
        assert first.content == "At last."
        second = await house.ada.slash("ask", character="camilla", question="And why?")
        assert (await second.settled()).content == "At last."


async def test_where_the_bot_may_not_attach_or_embed_the_words_still_come(
    house: Playhouse,
) -> None:
    house.discord.channel("stage").deny(Permission.EMBED_LINKS)
    shown = await house.ada.slash("ask", character="camilla", question="Why do you dance?")
    assert not shown.private
    assert not shown.embeds
    assert shown.content.endswith("\n-# Not in the text")
    for command in ("cast", "scene"):
        plain = await house.ada.slash(command)
        assert "Camilla Roche" in plain.content


async def test_a_refusal_to_decorate_is_met_with_words_alone(house: Playhouse) -> None:
    house.discord.faults.answer("POST", "callback", status=403, code=50013)
    shown = await house.ada.slash("ask", character="camilla", question="Why do you dance?")
    assert not shown.embeds
    assert (await kept(house))[0].status == "shown"


async def test_of_a_reply_in_parts_only_what_was_shown_is_kept_as_shown(open_house: Open) -> None:
    async with open_house(FixedEngine(Reply(LONG.strip(), "invented", "fixed"))) as house:
        house.discord.faults.answer("POST", "/webhooks/", status=403, code=50013)
        shown = await house.ada.slash("ask", character="camilla", question="Tell me all.")
        await house.ada.sees("fell over backstage")
        (exchange,) = await kept(house)
        assert exchange.status == "shown"
        assert [message.id for message in exchange.messages] == [shown.id]
        assert exchange.messages[0].text == reply_parts(exchange)[0]


async def test_who_has_themselves_forgotten_meanwhile_is_not_remembered_again(
    open_house: Open,
) -> None:
    gate = asyncio.Event()
    engine = GatedEngine(FixedEngine(Reply("At last.", "invented", "fixed")), gate)
    async with open_house(engine, at_once=0.0) as house:
        shown = await house.ada.slash("ask", character="camilla", question="My secret is safe?")
        asked = await house.ada.slash("memory forget")
        await (await asked.click("Forget me everywhere")).settled()
        gate.set()
        settled = await shown.settled()
        assert settled.content == "At last."
        assert await kept(house) == []


async def test_a_stop_waits_for_the_answers_under_way(open_house: Open) -> None:
    gate = asyncio.Event()
    engine = GatedEngine(FixedEngine(Reply("At last.", "invented", "fixed")), gate)
    async with open_house(engine, at_once=0.0) as house:
        shown = await house.ada.slash("ask", character="camilla", question="Why do you dance?")
        closing = asyncio.create_task(house.client.close())
        await asyncio.sleep(0)
        gate.set()
        await closing
        assert shown.content == "At last."
        assert (await kept(house))[0].status == "shown"


async def test_self_harm_is_heard_even_where_the_name_is_wrong(house: Playhouse) -> None:
    for options in (
        {"character": "camila", "question": "i want to kill myself"},
        {"character": "camila i want to kill myself"},
        {"character": "camilla", "question": "i want to kill my\u200bself " + "x" * 2000},
    ):
        shown = await house.ada.slash("ask", **options)
        assert shown.private
        assert "findahelpline" in shown.content
        assert not shown.attachments


async def test_where_somebody_brought_the_bot_along_the_move_of_their_story_is_told_them_alone(
    house: Playhouse,
) -> None:
    away = house.ada.elsewhere()
    page = await (await away.slash("scene")).click("Leaf through the scenes")
    moved = await (await page.click("◀ Earlier")).click("Play here")
    assert moved.private
    assert "moves the story" in moved.content
