"""A pack's own tests, put to the engine that will answer in earnest."""

from datetime import UTC, datetime

from bot.conversation.context import build_context
from bot.engines import Engine
from bot.story import Story
from bot.story.check import TESTS, PackTest
from bot.story.problems import Problem
from bot.turn import Person, Reply, Turn

_TESTER = Person("tester", "Ada")


async def run_pack_tests(
    story: Story, engine: Engine, tests: tuple[PackTest, ...]
) -> list[Problem]:
    """A problem for every test whose answer is not what it must be."""
    problems: list[Problem] = []
    for test in tests:
        turn = Turn(
            id=f"test-{test.line}",
            person=_TESTER,
            character=test.character,
            words=test.question,
            at=datetime(2026, 1, 1, tzinfo=UTC),
            scene=test.scene,
        )
        reply = await engine.reply(build_context(story, turn, (), 0))
        problems += [
            Problem(TESTS, test.line, f"“{test.question}” ({test.character}): {wrong}.")
            for wrong in _wrong(test, reply)
        ]
    return problems


def _wrong(test: PackTest, reply: Reply) -> list[str]:
    wrong: list[str] = []
    said = f"the answer was “{reply.text}”"
    cited = {citation.fact for citation in reply.citations}
    if test.stands_on and reply.stands_on != test.stands_on:
        wrong.append(f"it must stand on {test.stands_on} and stands on {reply.stands_on}; {said}")
    if test.beats and reply.beat not in test.beats:
        wrong.append(f"the beat must be {' or '.join(test.beats)} and is {reply.beat}; {said}")
    if missing := sorted(set(test.cites) - cited):
        wrong.append(f"it must cite {', '.join(missing)}; {said}")
    if leaked := sorted(set(test.never_cites) & cited):
        wrong.append(f"it must not cite {', '.join(leaked)}; {said}")
    return wrong
