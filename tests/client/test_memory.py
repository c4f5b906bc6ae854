"""What is kept, read by its owner, erased, and forgotten when the channel no longer shows it."""

from pathlib import Path

from .conftest import Open, Playhouse


def every_byte(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


async def test_a_person_reads_privately_what_is_kept_of_them_here(house: Playhouse) -> None:
    await house.ada.slash("ask", character="camilla", question="Why do you dance?")
    await house.ben.slash("ask", character="camilla", question="Do your feet hurt?")
    shown = await (await house.ada.slash("memory mine")).settled()
    (answer,) = shown.followups or [shown]
    assert answer.private
    text = answer.attachments[0].content.decode()
    assert "Ada: Why do you dance?" in text
    assert "Camilla Roche: " in text
    assert "feet" not in text


async def test_who_said_nothing_is_told_so(house: Playhouse) -> None:
    shown = await (await house.ada.slash("memory mine")).settled()
    assert "Nothing is kept" in (shown.followups or [shown])[0].content


async def test_forgetting_here_asks_once_and_leaves_other_channels_and_people(
    house: Playhouse, tmp_path: Path
) -> None:
    house.discord.add_channel("balcony")
    upstairs = house.ada.in_channel("balcony")
    await house.ada.slash("ask", character="camilla", question="Why pirouettes, said Ada?")
    await upstairs.slash("ask", character="camilla", question="Why balconies?")
    await house.ben.slash("ask", character="camilla", question="Why tomatoes?")

    asked = await house.ada.slash("memory forget")
    assert asked.private
    done = await (await asked.click("Forget me here")).settled()
    assert "Forgotten: 1 exchange in 1 channel." in done.content

    bytes_kept = every_byte(tmp_path)
    assert b"pirouettes" not in bytes_kept
    assert b"balconies" in bytes_kept
    assert b"tomatoes" in bytes_kept


async def test_forgetting_everywhere_leaves_no_word_and_no_name(
    house: Playhouse, tmp_path: Path
) -> None:
    house.discord.add_channel("balcony")
    await house.ada.slash("ask", character="camilla", question="Why pirouettes?")
    await house.ada.in_channel("balcony").slash("ask", character="director", question="Balconies?")
    await (await (await house.ada.slash("memory forget")).click("Forget me everywhere")).settled()
    bytes_kept = every_byte(tmp_path)
    for trace in (b"pirouettes", b"Balconies", b'"Ada"', house.ada.id.encode()):
        assert trace not in bytes_kept


async def test_changing_ones_mind_keeps_everything(house: Playhouse) -> None:
    await house.ada.slash("ask", character="camilla", question="Why do you dance?")
    kept = await (await house.ada.slash("memory forget")).click("Keep it")
    assert kept.content == "Everything is kept."
    assert len(await house.memory.mine(house.ada.id)) == 1


async def test_the_question_before_erasing_works_after_a_restart(open_house: Open) -> None:
    async with open_house() as house:
        await house.ada.slash("ask", character="camilla", question="Why do you dance?")
        asked = await house.ada.slash("memory forget")
    async with open_house() as house:
        await (await asked.click("Forget me everywhere")).settled()
        assert await house.memory.mine(house.ada.id) == ()


async def test_a_deleted_answer_is_forgotten(house: Playhouse) -> None:
    first = await house.ada.slash("ask", character="camilla", question="Why do you dance?")
    await house.ada.slash("ask", character="camilla", question="Do your feet hurt?")
    await house.discord.delete(first)
    view = house.memory.channel(house.ada.channel_id)
    for _ in range(100):
        left = (await view.view()).exchanges
        if len(left) == 1:
            break
    assert [exchange.turn.words for exchange in left] == ["Do your feet hurt?"]


async def test_answers_deleted_in_one_stroke_are_forgotten(house: Playhouse) -> None:
    shown = [
        await house.ada.slash("ask", character="camilla", question=question)
        for question in ("Why do you dance?", "Do your feet hurt?")
    ]
    await house.discord.delete(*shown)
    channel = house.memory.channel(house.ada.channel_id)
    for _ in range(100):
        if not (left := (await channel.view()).exchanges):
            break
    assert left == ()


async def test_where_only_the_person_installed_it_memory_is_theirs_alone(house: Playhouse) -> None:
    ada, ben = house.ada.elsewhere(), house.ben.elsewhere()
    await ada.slash("ask", character="camilla", question="Why do you dance?")
    await ben.slash("ask", character="camilla", question="Do your feet hurt?")
    channel = ada.channel_id
    of_ada = await house.memory.channel(f"{channel}-{ada.id}").view()
    assert [exchange.turn.person.name for exchange in of_ada.exchanges] == ["Ada"]
    shared = await house.memory.channel(channel).view()
    assert shared.turns_ever == 0


async def test_direct_messages_have_a_memory_of_their_own(house: Playhouse) -> None:
    alone = house.ada.direct()
    await alone.slash("ask", character="camilla", question="Why do you dance?")
    kept = await house.memory.mine(house.ada.id)
    assert len(kept) == 1
    scene = await alone.slash("scene")
    page = await scene.click("Leaf through the scenes")
    page = await page.click("◀ Earlier")
    assert not (await page.click("Play here")).private
