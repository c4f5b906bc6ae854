"""What of a pack nothing makes use of."""

from collections.abc import Sequence

from bot.conversation.coverage import untested_beats, unused_facts
from bot.conversation.pulled import PulledTrigger, pulled_triggers
from bot.conversation.rehearse import rehearse
from bot.engines.authored import AuthoredEngine
from bot.engines.authored.strays import Stray
from bot.story.check import check_pack
from bot.story.render import Templates
from tests.conftest import FakeLikeness
from tests.packs import TinyPack


async def untested(pack: TinyPack, tests: str) -> tuple[tuple[str, str], ...]:
    pack.write("tests.yaml", f"tests: {tests}")
    story, found, problems = check_pack(pack.folder)
    assert problems == []
    assert story is not None
    engine = AuthoredEngine(story, FakeLikeness, Templates())
    return untested_beats(story, await rehearse(story, engine, found))


def strays(pack: TinyPack) -> Sequence[PulledTrigger]:
    story = pack.load()
    engine = AuthoredEngine(story, FakeLikeness, Templates())
    return pulled_triggers(tuple(story.characters), engine)


def test_a_fact_that_no_line_stands_on_is_unused(pack: TinyPack) -> None:
    assert unused_facts(pack.load()) == ("old-clock", "ada-wept")


def test_a_fact_under_one_line_of_a_rejoinder_is_used(pack: TinyPack) -> None:
    pack.replace(
        "ada/beats.yaml",
        "why: [Brass tires like anybody else.]",
        "why: [{text: Brass tires., stands_on: [old-clock]}]",
    )
    assert unused_facts(pack.load()) == ("ada-wept",)


async def test_without_tests_no_beat_is_reached(pack: TinyPack) -> None:
    everyone = (("ada", "the-repair"), ("ada", "the-striking"), ("bo", "the-verdict"))
    assert await untested(pack, "[]") == everyone


async def test_a_beat_is_reached_by_a_question_that_it_answers(pack: TinyPack) -> None:
    test = "[{character: ada, question: did it strike}]"
    assert ("ada", "the-striking") not in await untested(pack, test)


async def test_a_beat_is_reached_by_a_test_that_names_it(pack: TinyPack) -> None:
    test = "[{character: bo, question: hello, beat: the-verdict}]"
    assert ("bo", "the-verdict") not in await untested(pack, test)


async def test_a_beat_of_one_character_is_not_reached_by_a_test_of_another(pack: TinyPack) -> None:
    pack.replace("bo/beats.yaml", "id: the-verdict", "id: the-repair")
    reached = await untested(pack, "[{character: ada, question: what is broken, beat: the-repair}]")
    assert ("ada", "the-repair") not in reached
    assert ("bo", "the-repair") in reached


async def test_a_social_answer_or_a_deflection_reaches_no_beat(pack: TinyPack) -> None:
    tests = "[{character: bo, question: hello}, {character: bo, question: write a poem}]"
    assert len(await untested(pack, tests)) == 3


def test_a_trigger_that_another_beat_would_win_pulls_to_it(pack: TinyPack) -> None:
    pack.replace("ada/beats.yaml", "- is it broken", "- did the clock strike")
    assert PulledTrigger("ada", "the-repair", "did the clock strike", "the-striking") in strays(
        pack
    )


def test_a_trigger_that_only_its_own_beat_is_like_does_not_pull(pack: TinyPack) -> None:
    pack.replace("ada/beats.yaml", "- is it broken", "- what is wrong with the clock")
    assert not [each for each in strays(pack) if each.trigger == "what is wrong with the clock"]


def test_a_trigger_that_no_beat_would_win_does_not_pull(pack: TinyPack) -> None:
    pack.replace("ada/beats.yaml", "- was it loud", "- gears anyone")
    assert not [each for each in strays(pack) if each.trigger == "gears anyone"]


def test_the_triggers_of_each_character_are_asked_of_the_engine_in_turn() -> None:
    class Astray:
        """An engine of which one trigger of each character goes astray."""

        def strays(self, character: str) -> Sequence[Stray]:
            return (Stray("a", f"is it {character}", "b"),)

    assert pulled_triggers(["ada", "bo"], Astray()) == (
        PulledTrigger("ada", "a", "is it ada", "b"),
        PulledTrigger("bo", "a", "is it bo", "b"),
    )
