"""``/ask``, and going on under the answer."""

import asyncio

from bot.turn import Reply

from .conftest import FixedEngine, GatedEngine, Open, Playhouse


async def test_an_answer_comes_in_her_own_words_with_name_portrait_and_footing(
    house: Playhouse,
) -> None:
    shown = await house.ada.slash("ask", character="camilla", question="Why do you dance?")

    assert shown.answer == "message"
    assert not shown.private
    beat = house.story.characters["camilla"].beat("why-she-dances")
    assert beat is not None
    assert shown.content in {line.text for line in beat.lines}
    (embed,) = shown.embeds
    assert embed["author"]["name"] == "Camilla Roche"
    assert embed["description"] == "**Ada**: Why do you dance?"
    assert embed["footer"]["text"] == "Not in the text"
    assert [file.name for file in shown.attachments] == ["portrait.png"]


async def test_a_character_is_found_by_any_of_its_names_in_any_case(house: Playhouse) -> None:
    for name in ("director", "The Director", "CAMILLA ROCHE"):
        shown = await house.ada.slash("ask", character=name, question="Hello")
        assert not shown.private


async def test_a_whole_question_in_the_first_field_is_understood(house: Playhouse) -> None:
    shown = await house.ada.slash("ask", character="camilla why do you dance")
    assert shown.embeds[0]["description"] == "**Ada**: why do you dance"


async def test_without_a_question_a_modal_asks_for_it(house: Playhouse) -> None:
    opened = await house.ada.slash("ask", character="camilla")
    assert opened.modal.title == "Ask Camilla Roche"
    shown = await opened.modal.submit(question="Why do you dance?")
    assert shown.embeds[0]["description"] == "**Ada**: Why do you dance?"


async def test_autocomplete_offers_characters_and_a_question_typed_after_a_name(
    house: Playhouse,
) -> None:
    everyone = await house.ada.autocomplete("ask", "character", "")
    assert [choice.value for choice in everyone] == ["camilla", "director"]
    (by_alias,) = await house.ada.autocomplete("ask", "character", "BALLER")
    assert by_alias.value == "camilla"
    (with_question,) = await house.ada.autocomplete("ask", "character", "camilla why dance")
    assert with_question.name == "Camilla Roche: why dance"
    assert with_question.value == "camilla why dance"
    assert await house.ada.autocomplete("ask", "character", "zzz") == []


async def test_say_more_goes_on_with_the_same_character(house: Playhouse) -> None:
    first = await house.ada.slash("ask", character="camilla", question="Why do you dance?")
    opened = await first.click("Say more")
    more = await opened.modal.submit(question="why?")
    beat = house.story.characters["camilla"].beat("why-she-dances")
    assert beat is not None
    assert more.content in {line.text for line in beat.rejoinders["why"]}


async def test_say_more_works_after_a_restart_and_so_does_an_open_modal(open_house: Open) -> None:
    async with open_house() as house:
        first = await house.ada.slash("ask", character="camilla", question="Why do you dance?")
        opened = await first.click("Say more")
    async with open_house() as house:
        from_modal = await opened.modal.submit(question="why?")
        beat = house.story.characters["camilla"].beat("why-she-dances")
        assert beat is not None
        assert from_modal.content in {line.text for line in beat.rejoinders["why"]}
        again = await first.click("Say more")
        assert again.answer == "modal"


async def test_an_answer_that_takes_long_is_deferred_and_then_comes(open_house: Open) -> None:
    gate = asyncio.Event()
    engine = GatedEngine(FixedEngine(Reply("At last.", "invented", "fixed")), gate)
    async with open_house(engine, at_once=0.0) as house:
        shown = await house.ada.slash("ask", character="camilla", question="Why?")
        assert shown.thinking
        gate.set()
        settled = await shown.settled()
        assert settled.content == "At last."
        assert [button.label for button in settled.buttons] == ["Say more"]
        view = await house.memory.channel(house.ada.channel_id).view()
        assert [exchange.reply.text for exchange in view.exchanges] == ["At last."]


async def test_a_long_reply_is_split_at_sentences_and_every_part_remembered(
    open_house: Open,
) -> None:
    text = "A sentence of some length stands here. " * 120
    async with open_house(FixedEngine(Reply(text.strip(), "invented", "fixed"))) as house:
        shown = await house.ada.slash("ask", character="camilla", question="Tell me all.")
        parts = [shown, *shown.followups]
        assert len(parts) == 3
        assert all(part.content.endswith(".") and len(part.content) <= 2000 for part in parts)
        assert [len(part.embeds) for part in parts] == [0, 0, 1]
        assert [bool(part.buttons) for part in parts] == [False, False, True]
        view = await house.memory.channel(house.ada.channel_id).view()
        assert [message.text for message in view.exchanges[0].messages] == [
            part.content for part in parts
        ]


async def test_what_people_type_comes_out_as_the_plain_text_it_is(house: Playhouse) -> None:
    tricky = house.discord.member("*Eve* {{ 7*7 }} <@1>\u202e")
    question = "**bold** @everyone <@123> {{ 7*7 }} [a](http://b.example) \u202egnorw\u202c \u200bx"
    shown = await tricky.slash("ask", character="camilla", question=question)
    description = shown.embeds[0]["description"]
    assert "\\*\\*bold\\*\\*" in description
    assert "\\@everyone" in description
    assert "\\<\\@123\\>" in description
    assert "{{ 7\\*7 }}" in description
    assert "\u202e" not in description
    assert "\u200b" not in description
    assert "49" not in description
