"""What can be refused is refused kindly, privately and before anything is kept."""

import asyncio
import logging

import pytest

from bot.conversation.care import CARE
from bot.turn import Reply
from tests.memory.samples import FailingDisk

from .conftest import FixedEngine, GatedEngine, Open, Playhouse


async def kept(house: Playhouse) -> int:
    return (await house.memory.channel(house.ada.channel_id).view()).turns_ever


async def test_an_unknown_character_is_answered_with_the_nearest_names(house: Playhouse) -> None:
    shown = await house.ada.slash("ask", character="Camila", question="Why?")
    assert shown.private
    assert "Camilla Roche (camilla)" in shown.content
    assert await kept(house) == 0


async def test_an_empty_question_is_refused(house: Playhouse) -> None:
    shown = await house.ada.slash("ask", character="camilla", question="   ")
    assert shown.private
    assert await kept(house) == 0


async def test_a_question_that_is_too_long_comes_back_to_the_person(house: Playhouse) -> None:
    question = "why " * 300
    shown = await house.ada.slash("ask", character="camilla", question=question)
    assert shown.private
    assert "1,000" in shown.content
    assert shown.attachments[0].content.decode().strip() == question.strip()
    assert await kept(house) == 0


async def test_who_asks_too_fast_is_asked_for_a_breath_and_may_ask_again_later(
    open_house: Open,
) -> None:
    async with open_house(questions=2) as house:
        for _ in range(2):
            assert not (await house.ada.slash("ask", character="camilla", question="Hi")).private
        refused = await house.ada.slash("ask", character="camilla", question="Hi")
        assert refused.private
        assert "ask again in" in refused.content
        others = await house.ben.slash("ask", character="camilla", question="Hi")
        assert not others.private
        house.clock.advance(21)
        assert not (await house.ada.slash("ask", character="camilla", question="Hi")).private


async def test_five_may_wait_in_a_channel_and_the_next_is_refused_kindly(open_house: Open) -> None:
    gate = asyncio.Event()
    engine = GatedEngine(FixedEngine(Reply("At last.", "invented", "fixed")), gate)
    async with open_house(engine, at_once=0.0) as house:
        waiting = [
            await house.ada.slash("ask", character="camilla", question=f"Question {number}")
            for number in range(6)
        ]
        assert all(shown.thinking for shown in waiting)
        refused = await house.ben.slash("ask", character="camilla", question="And me?")
        assert refused.private
        assert "at once" in refused.content
        gate.set()
        for shown in waiting:
            assert (await shown.settled()).content == "At last."
        assert await kept(house) == 6


async def test_whoever_speaks_of_hurting_themselves_hears_the_bot_alone_and_nothing_is_kept(
    house: Playhouse,
) -> None:
    shown = await house.ada.slash("ask", character="camilla", question="I want to kill myself")
    assert shown.private
    assert shown.content == CARE
    opened = await house.ada.slash("ask", character="director")
    assert (await opened.modal.submit(question="i've been thinking about suicide")).private
    assert await kept(house) == 0
    assert await house.memory.mine(house.ada.id) == ()


async def test_an_error_is_one_kind_sentence_with_a_reference_that_the_log_explains(
    open_house: Open, caplog: pytest.LogCaptureFixture
) -> None:
    async with open_house(FixedEngine(LookupError("the cause"))) as house:
        with caplog.at_level(logging.INFO):
            shown = await house.ada.slash("ask", character="camilla", question="Why?")
        assert shown.private
        reference = shown.content.rpartition("reference ")[2].rstrip(")")
        assert len(reference) == 6
        (told,) = [record for record in caplog.records if reference in record.getMessage()]
        assert told.exc_info is not None
        assert "the cause" in str(told.exc_info[1])
        assert house.discord.token not in caplog.text


@pytest.mark.parametrize("refuses", ["write", "sync", "rename"])
async def test_a_disk_that_refuses_is_told_and_the_answer_still_comes(
    open_house: Open, refuses: str
) -> None:
    disk = FailingDisk()
    async with open_house(disk=disk) as house:
        await house.ada.slash("ask", character="camilla", question="Why do you dance?")
        disk.refuses = refuses
        shown = await house.ada.slash("ask", character="camilla", question="Do you miss him?")
        assert not shown.private
        assert "could not be remembered" in shown.content
        disk.refuses = None
        assert await kept(house) == 1
        await house.ada.slash("ask", character="camilla", question="Do your feet hurt?")
        assert await kept(house) == 2


async def test_who_asks_to_be_forgotten_on_a_disk_that_refuses_is_told_so(open_house: Open) -> None:
    disk = FailingDisk()
    async with open_house(disk=disk) as house:
        await house.ada.slash("ask", character="camilla", question="Why do you dance?")
        asked = await house.ada.slash("memory forget")
        disk.refuses = "write"
        await asked.click("Forget me everywhere")
        told = await house.ada.sees("could not be opened or written")
        assert told.private
        assert len(await house.memory.mine(house.ada.id)) == 1
