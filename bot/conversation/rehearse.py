"""A pack's own tests, put to the engine that will answer in earnest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.conversation.context import build_context
from bot.engines import Engine
from bot.story import Story
from bot.story.check import TESTS, PackTest
from bot.story.problems import Problem
from bot.turn import Person, Reply, Turn

_TESTER = Person("tester", "Ada")


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """One of a pack's tests, and what was answered."""

    test: PackTest
    reply: Reply


async def rehearse(
    story: Story, engine: Engine, tests: Sequence[PackTest]
) -> tuple[Rehearsed, ...]:
    """Every test with the answer of ``engine``, each in a channel where nothing was said before."""
    rehearsed: list[Rehearsed] = []
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
        rehearsed.append(Rehearsed(test, reply))
    return tuple(rehearsed)


def failures(rehearsed: Sequence[Rehearsed]) -> list[Problem]:
    """A problem for everything in the answers that is not what it must be."""
    return [
        Problem(TESTS, each.test.line, f"“{each.test.question}” ({each.test.character}): {wrong}.")
        for each in rehearsed
        for wrong in _wrong(each.test, each.reply)
    ]


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
