"""One exchange, over a real memory: asked, answered, recorded, and settled by what became of it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.conversation import Conversation, Question
from bot.engines.authored import AuthoredEngine
from bot.engines.silent import SilentEngine
from bot.errors import Busy, NotRemembered, UnknownScene
from bot.memory import Memory
from bot.story import Story
from bot.story.render import Templates
from bot.turn import Context, Reply, SentMessage
from tests.conftest import ADA, NOON, FakeLikeness
from tests.packs import TinyPack


@pytest.fixture
def tiny(pack: TinyPack) -> Story:
    return pack.load()


@asynccontextmanager
async def talking(story: Story, folder: Path) -> AsyncIterator[Conversation]:
    """A conversation over the memory in ``folder``."""
    engine = AuthoredEngine(story, FakeLikeness, Templates())
    async with await Memory.open(folder, now=lambda: datetime.now(UTC)) as memory:
        yield Conversation(story, engine, Templates(), memory)


def question(words: str = "is it broken", number: int = 1, channel: str | None = "7") -> Question:
    return Question(f"turn-{number}", ADA, "ada", words, NOON, channel)


async def shown(talk: Conversation, asked: Question) -> Reply:
    async with await talk.answer(asked) as delivery:
        await delivery.shown([SentMessage(f"message-{asked.id}", delivery.reply.text)])
        return delivery.reply


# ------------------------------------------------------------------ what becomes of a reply


async def test_a_reply_that_was_shown_is_remembered(tiny: Story, tmp_path: Path) -> None:
    async with talking(tiny, tmp_path / "data") as talk:
        reply = await shown(talk, question())
        assert talk.memory is not None
        (kept,) = (await talk.memory.channel("7").view()).exchanges
    assert kept.reply == reply
    assert kept.status == "shown"
    assert kept.messages == (SentMessage("message-turn-1", reply.text),)


async def test_a_reply_is_recorded_before_it_is_shown(tiny: Story, tmp_path: Path) -> None:
    async with talking(tiny, tmp_path / "data") as talk:
        assert talk.memory is not None
        async with await talk.answer(question()) as delivery:
            assert delivery.remembered
            pending = [exchange async for exchange in talk.memory.pending()]
            assert [exchange.turn.id for exchange in pending] == ["turn-1"]
            await delivery.shown()
        assert [exchange async for exchange in talk.memory.pending()] == []


@pytest.mark.parametrize("outcome", ["failed", "nothing said", "an error"])
async def test_a_reply_that_was_not_shown_is_no_memory_of_the_character(
    tiny: Story, tmp_path: Path, outcome: str
) -> None:
    async with talking(tiny, tmp_path / "data") as talk:
        assert talk.memory is not None
        delivery = await talk.answer(question())
        try:
            async with delivery:
                if outcome == "failed":
                    await delivery.failed()
                elif outcome == "an error":
                    raise ConnectionError  # noqa: TRY301 - as a client loses its connection
        except ConnectionError:
            pass
        view = await talk.memory.channel("7").view()
        assert (view.exchanges, view.turns_ever) == ((), 1)
        (kept,) = await talk.memory.mine(ADA.id)
        assert kept.status == ("failed" if outcome == "failed" else "pending")
        reply = await shown(talk, question("why?", 2))
        assert (reply.line or "").startswith("social.bare/")


async def test_who_is_forgotten_while_the_answer_is_on_its_way_stays_forgotten(
    tiny: Story, tmp_path: Path
) -> None:
    async with talking(tiny, tmp_path / "data") as talk:
        assert talk.memory is not None
        async with await talk.answer(question()) as delivery:
            await talk.memory.forget(ADA.id)
            await delivery.shown()
        assert await talk.memory.mine(ADA.id) == ()


async def test_where_the_reply_is_sent_is_kept_with_it(tiny: Story, tmp_path: Path) -> None:
    asked = replace(question(), sent_to={"channel": "7", "nonce": "n"})
    async with talking(tiny, tmp_path / "data") as talk:
        assert talk.memory is not None
        async with await talk.answer(asked) as delivery:
            (pending,) = [exchange async for exchange in talk.memory.pending()]
            assert dict(pending.sent_to) == {"channel": "7", "nonce": "n"}
            await delivery.failed()


async def test_the_next_question_waits_until_the_reply_is_settled(
    tiny: Story, tmp_path: Path
) -> None:
    async with talking(tiny, tmp_path / "data") as talk:
        first = await talk.answer(question())
        second = asyncio.create_task(talk.answer(question("why?", 2)))
        async with first:
            assert not second.done()
            await first.shown()
        async with await second as delivery:
            assert delivery.reply.line == "the-repair.why/1"
            await delivery.shown()


async def test_a_sixth_who_would_wait_is_told_that_it_is_busy(tiny: Story, tmp_path: Path) -> None:
    async with talking(tiny, tmp_path / "data") as talk:
        held = await talk.answer(question())
        waiting = [
            asyncio.create_task(talk.answer(question(number=number))) for number in range(2, 7)
        ]
        await asyncio.sleep(0)
        with pytest.raises(Busy):
            await talk.answer(question(number=7))
        assert await shown(talk, question(number=8, channel="8"))
        async with held:
            await held.failed()
        for task in waiting:
            async with await task as delivery:
                await delivery.failed()


async def test_a_refused_scene_lets_the_channel_go_and_keeps_nothing(
    tiny: Story, tmp_path: Path
) -> None:
    async with talking(tiny, tmp_path / "data") as talk:
        assert talk.memory is not None
        with pytest.raises(UnknownScene):
            await talk.answer(replace(question(), scene="noon"))
        assert await talk.memory.mine(ADA.id) == ()
        assert await shown(talk, question())


class BrokenEngine:
    """An engine with a bug."""

    async def reply(self, context: Context) -> Reply:
        raise ZeroDivisionError


async def test_an_engine_that_fails_lets_the_channel_go_and_keeps_nothing(
    tiny: Story, tmp_path: Path
) -> None:
    async with await Memory.open(tmp_path / "data", now=lambda: datetime.now(UTC)) as memory:
        talk = Conversation(tiny, BrokenEngine(), Templates(), memory)
        for number in (1, 2):
            with pytest.raises(ZeroDivisionError):
                await talk.answer(question(number=number))
        assert await memory.mine(ADA.id) == ()


# ------------------------------------------------------------------ what is remembered


async def test_a_follow_up_is_understood_after_a_restart(tiny: Story, tmp_path: Path) -> None:
    async with talking(tiny, tmp_path / "data") as talk:
        await shown(talk, question())
    async with talking(tiny, tmp_path / "data") as talk:
        assert (await shown(talk, question("why?", 2))).line == "the-repair.why/1"


async def test_channels_do_not_hear_one_another(tiny: Story, tmp_path: Path) -> None:
    async with talking(tiny, tmp_path / "data") as talk:
        await shown(talk, question())
        reply = await shown(talk, question("why?", 2, channel="8"))
        assert (reply.line or "").startswith("social.bare/")


async def test_without_a_channel_nothing_is_kept(tiny: Story, tmp_path: Path) -> None:
    async with talking(tiny, tmp_path / "data") as talk:
        assert talk.memory is not None
        async with await talk.answer(question(channel=None)) as delivery:
            await delivery.shown()
        assert await talk.memory.mine(ADA.id) == ()


async def test_without_a_memory_every_question_is_the_first(tiny: Story) -> None:
    engine = AuthoredEngine(tiny, FakeLikeness, Templates())
    talk = Conversation(tiny, engine, Templates(), memory=None)
    first, second = await shown(talk, question()), await shown(talk, question(number=2))
    assert first == second
    with pytest.raises(NotRemembered):
        await talk.move("7", "morning")


# ------------------------------------------------------------------ where the story stands


async def test_a_new_channel_stands_after_the_last_scene(tiny: Story, tmp_path: Path) -> None:
    async with talking(tiny, tmp_path / "data") as talk:
        assert (await talk.recap("7")).scene is None
        assert (await shown(talk, question("did it strike"))).beat == "the-striking"


async def test_a_channel_stays_where_it_was_moved_to(tiny: Story, tmp_path: Path) -> None:
    async with talking(tiny, tmp_path / "data") as talk:
        await talk.move("7", "morning")
    async with talking(tiny, tmp_path / "data") as talk:
        recap = await talk.recap("7")
        assert recap.scene is not None
        assert recap.scene.id == "morning"
        assert (await shown(talk, question("did it strike"))).stands_on == "deflection"
        await talk.move("7", "after")
        assert (await talk.recap("7")).scene is None


async def test_a_question_may_be_put_at_another_scene_and_leaves_the_channel_where_it_is(
    tiny: Story, tmp_path: Path
) -> None:
    async with talking(tiny, tmp_path / "data") as talk:
        await talk.move("7", "morning")
        reply = await shown(talk, replace(question("did it strike"), scene="after"))
        assert reply.beat == "the-striking"
        recap = await talk.recap("7")
        assert recap.scene is not None
        assert recap.scene.id == "morning"
        assert recap.played == ""
        assert "what happened at six" in (await talk.recap("7", "after")).played


async def test_nobody_moves_to_a_scene_that_is_not_there(tiny: Story, tmp_path: Path) -> None:
    async with talking(tiny, tmp_path / "data") as talk:
        with pytest.raises(UnknownScene, match="There are: morning, evening, after"):
            await talk.move("7", "noon")


async def test_a_channel_at_a_scene_that_was_cut_stands_after_the_last(
    tiny: Story, tmp_path: Path
) -> None:
    async with talking(tiny, tmp_path / "data") as talk:
        assert talk.memory is not None
        await talk.memory.channel("7").stand_at("a-scene-that-was-cut")
        assert (await talk.recap("7")).scene is None
        assert (await shown(talk, question("did it strike"))).beat == "the-striking"


async def test_the_recap_tells_what_was_played(tiny: Story, tmp_path: Path) -> None:
    async with talking(tiny, tmp_path / "data") as talk:
        await shown(talk, question())
        assert (await talk.recap("7")).played == (
            "Since the curtain rose, Ada asked Ada what was wrong with the clock."
        )
        assert (await talk.recap(None)).played == ""


async def test_silence_asks_nothing_of_anybody(tiny: Story) -> None:
    talk = Conversation(tiny, SilentEngine(), Templates(), memory=None)
    assert (await shown(talk, question())).stands_on == "deflection"
