"""A pack's own tests, put to its engine; and what people are told of a reply."""

import pytest

from bot.conversation.footing import footing
from bot.conversation.kept import kept_as_text
from bot.conversation.rehearse import failures, rehearse
from bot.engines.authored import AuthoredEngine
from bot.story import Story
from bot.story.check import check_pack
from bot.story.problems import Problem
from bot.story.render import Templates
from bot.turn import Exchange, Reply, SentMessage, Turn
from tests.conftest import ADA, NOON, FakeLikeness
from tests.packs import TinyPack


async def rehearsed(pack: TinyPack, tests: str) -> list[Problem]:
    pack.write("tests.yaml", f"tests:\n{tests}")
    story, found, problems = check_pack(pack.folder)
    assert problems == []
    assert story is not None
    engine = AuthoredEngine(story, FakeLikeness, Templates())
    return failures(await rehearse(story, engine, found))


async def test_tests_that_hold_give_no_problem(pack: TinyPack) -> None:
    assert not await rehearsed(
        pack,
        """
  - {character: ada, question: did it strike, beat: the-striking, cites: [struck-six]}
  - {character: ada, question: did it strike, stands_on: canon}
  - {character: ada, question: did it strike, scene: morning, never_cites: [struck-six]}
  - {character: ada, question: did it strike, scene: morning, stands_on: deflection}
  - {character: bo, question: is it mended, beat: [the-verdict]}
""",
    )


@pytest.mark.parametrize(
    ("demand", "said"),
    [
        ("stands_on: invented", "it must stand on invented and stands on canon"),
        ("beat: the-repair", "the beat must be the-repair and is the-striking"),
        ("cites: [missing-tooth]", "it must cite missing-tooth"),
        ("never_cites: [struck-six]", "it must not cite struck-six"),
    ],
)
async def test_a_test_that_fails_is_named_with_its_line_and_the_answer(
    pack: TinyPack, demand: str, said: str
) -> None:
    (problem,) = await rehearsed(
        pack, f"  - character: ada\n    question: did it strike\n    {demand}\n"
    )
    assert (problem.file, problem.line) == ("tests.yaml", 2)
    assert problem.wrong.startswith("“did it strike” (ada): ")
    assert said in problem.wrong
    assert "the answer was “" in problem.wrong


def test_what_a_reply_stands_on_is_said_in_one_phrase(story: Story) -> None:
    cited = tuple(
        story.facts[fact].citation for fact in ("he-said-magnificent", "familiar-flutter")
    )
    assert footing(story, Reply("So.", "canon", "authored", citations=cited)) == (
        "From the text: “The edge of the stage”, “Backstage”"
    )
    phrases = {
        footing(story, Reply("So.", kind, "authored"))
        for kind in ("played", "invented", "improvised", "deflection")
    }  # fmt: skip
    assert len(phrases) == 4


def test_what_is_kept_of_a_person_is_a_file_they_can_read(story: Story) -> None:
    reply = Reply(
        r"*She nods.* \*so\*", "canon", "authored", "why-she-dances", "why-she-dances/1",
        (story.facts["music-began"].citation,),
    )  # fmt: skip
    turn = Turn("1", ADA, "camilla", "why?", NOON, "7", "letting-go")
    kept = [
        Exchange(turn, reply, "shown", messages=(SentMessage("m1", "So."),)),
        Exchange(Turn("2", ADA, "cut", "who?", NOON), Reply("No.", "deflection", "x"), "failed"),
    ]
    assert kept_as_text(story, ADA, kept) == (
        "What Stage Door keeps of Ada (id person-1) here\n\n"
        "2026-01-01 12:00:00 UTC, scene: letting-go\n"
        "  Ada: why?\n"
        "  Camilla Roche: *She nods.* *so*\n"
        "  stands on: canon (music-began); engine: authored; beat: why-she-dances; "
        "line: why-she-dances/1\n"
        "  turn: 1; messages: m1; sent to: nowhere\n\n"
        "2026-01-01 12:00:00 UTC, scene: after the last one\n"
        "  Ada: who?\n"
        "  cut: No. (this was not shown)\n"
        "  stands on: deflection (no passage); engine: x; beat: none; line: none\n"
        "  turn: 2; messages: none; sent to: nowhere\n"
    )
