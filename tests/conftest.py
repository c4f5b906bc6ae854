"""What the tests of several rooms share: the shipped story, its engine, and a tiny pack."""

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.conversation.context import build_context
from bot.engines.authored import AuthoredEngine
from bot.engines.likeness.besttwo import BestTwo
from bot.engines.likeness.meaning import MeaningLikeness
from bot.engines.likeness.minilm import MiniLM
from bot.engines.likeness.seam import Span
from bot.engines.likeness.vectors import VectorFile
from bot.standin import ManualClock, Specification, StandIn
from bot.story import Story, load_story
from bot.story.render import Templates
from bot.turn import Exchange, Person, Reply, Turn
from tests.judging import NOT_JUDGED, specification_folder
from tests.packs import TinyPack, tiny_pack

SHIPPED = Path(__file__).parents[1] / "personas" / "camilla-roche"
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
ADA = Person("person-1", "Ada")


class FakeLikeness:
    """A question is like a phrase when the two share most of their words."""

    def __init__(self, phrases: Sequence[str]) -> None:
        self._phrases = tuple(phrases)

    def to(self, question: str) -> Sequence[float]:
        """The share of words that the question and each phrase have in common (Jaccard)."""
        asked = set(question.split())
        return [
            len(asked & set(phrase.split())) / len(asked | set(phrase.split()))
            for phrase in self._phrases
        ]

    def classes(self, spans: Sequence[Span]) -> BestTwo:
        """Classes by their two likest phrases."""
        return BestTwo(self, spans, sure=0.3)

    def left_out(self, spans: Sequence[Span]) -> Iterator[Sequence[float]]:
        """For each phrase its scores with itself counted as unlike itself."""
        return self.classes(spans).left_out(self._phrases)


class KnownQuestions(MeaningLikeness):
    """Likeness by meaning that takes the kept vector of a question that is one of the phrases."""

    def __init__(self, model: MiniLM, phrases: Sequence[str], file: VectorFile) -> None:
        super().__init__(model, phrases, file)
        self._known = dict(zip(phrases, self._vectors, strict=True))

    def vector(self, question: str) -> "NDArray[np.float32]":
        """The kept vector of ``question``, else one that is made."""
        known = self._known.get(question)
        return super().vector(question) if known is None else known


class Talk:
    """One channel in which somebody talks with a character; every reply is remembered."""

    def __init__(self, story: Story, engine: AuthoredEngine, character: str) -> None:
        self.story = story
        self.engine = engine
        self.character = character
        self.heard: tuple[Exchange, ...] = ()
        self.scene: str | None = None
        self.channel = "channel"

    def say(self, words: str, person: Person = ADA) -> Reply:
        """The character's reply, remembered as shown."""
        turn = Turn(
            id=f"turn-{len(self.heard)}",
            person=person,
            character=self.character,
            words=words,
            at=NOON,
            channel=self.channel,
            scene=self.scene,
        )
        context = build_context(self.story, turn, self.heard, len(self.heard))
        reply = self.engine.answer(context)
        self.heard = (*self.heard, Exchange(turn, reply, "shown"))
        return reply


TalkWith = Callable[[str], Talk]


@pytest.fixture(scope="session")
def story() -> Story:
    """The story that travels with the program."""
    return load_story(SHIPPED)


@pytest.fixture(scope="session")
def model() -> MiniLM:
    """The matcher's model, opened once."""
    return MiniLM.open()


@pytest.fixture(scope="session")
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the vectors of this run are kept."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def engine(story: Story, model: MiniLM, cache_folder: Path) -> AuthoredEngine:
    """The engine that answers in earnest, over the shipped story."""
    kept = VectorFile.of(story, cache_folder / "vectors")
    return AuthoredEngine(story, lambda phrases: KnownQuestions(model, phrases, kept), Templates())


@pytest.fixture
def talk_with(story: Story, engine: AuthoredEngine) -> TalkWith:
    """Begins a talk with a character of the shipped story, in a channel of its own."""
    return lambda character: Talk(story, engine, character)


@pytest.fixture
def pack(tmp_path: Path) -> TinyPack:
    """A tiny pack that is right in everything."""
    return tiny_pack(tmp_path / "clock")


@pytest.fixture
def clock_talk(pack: TinyPack) -> Talk:
    """A talk with Ada of the tiny pack, whose engine compares words only."""
    story = pack.load()
    return Talk(story, AuthoredEngine(story, FakeLikeness, Templates()), "ada")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say once that a run was not judged."""
    if specification_folder() is None:
        terminalreporter.write_line(NOT_JUDGED)


@pytest.fixture(scope="session")
def specification() -> Specification | None:
    folder = specification_folder()
    return None if folder is None else Specification.load(folder)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
async def discord_there(
    clock: ManualClock, specification: Specification | None
) -> AsyncIterator[StandIn]:
    """A stand-in. A test that means to break a rule takes its problems out before it ends."""
    async with StandIn(clock=clock, spec=specification) as there:
        yield there
        assert there.problems == []
