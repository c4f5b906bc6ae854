"""Everything that can be said of a pack without asking it anything."""

from dataclasses import dataclass
from pathlib import Path

from bot.story.files import TestFile, TestsFile
from bot.story.joined import read_joined
from bot.story.lines import BEATS, lines_of
from bot.story.load import read_pack
from bot.story.parse import parse
from bot.story.problems import Problem, nearest_hint
from bot.story.render import LineError, Templates
from bot.story.rules import Spoken, narration_runs, voice_findings
from bot.story.source import Place, Source, read_source
from bot.story.state import sample_states
from bot.story.story import Character, Story
from bot.text import plain

TESTS = "tests.yaml"


@dataclass(frozen=True, slots=True)
class PackTest:
    """One of a pack's own tests, with the line of ``tests.yaml`` it stands on."""

    line: int
    character: str
    question: str
    scene: str | None
    stands_on: str | None
    beats: tuple[str, ...]
    cites: tuple[str, ...]
    never_cites: tuple[str, ...]


def check_pack(folder: Path) -> tuple[Story | None, tuple[PackTest, ...], list[Problem]]:
    """The story, its own tests, and every problem with the files and with the rules of voice."""
    story, problems = read_pack(folder)
    if story is None:
        return None, (), sorted(problems)
    for name, character in story.characters.items():
        problems += _voice_problems(folder, name, character, story)
    tests, found = _read_tests(folder, story)
    return story, tests, sorted(problems + found)


def _voice_problems(folder: Path, name: str, character: Character, story: Story) -> list[Problem]:
    source, _ = read_joined(folder, name, BEATS)
    if source is None:
        return []
    templates = Templates()
    spoken: list[Spoken] = []
    for place, line in lines_of(character):
        try:
            spoken.append(
                Spoken(place, plain(templates.render(line.text, sample_states(place)[0])))
            )
        except LineError:
            continue  # reading the pack has named it already
    findings = voice_findings(spoken, narration_runs(story.text), character.persona.never_says)
    return [source.problem(place, wrong, right) for place, wrong, right in findings]


def _read_tests(folder: Path, story: Story) -> tuple[tuple[PackTest, ...], list[Problem]]:
    source, problems = read_source(folder, TESTS)
    file, found = parse(TestsFile, source) if source else (None, [])
    problems += found
    if source is None or file is None:
        return (), problems
    tests: list[PackTest] = []
    for index, test in enumerate(file.tests):
        wrong = _dangling(test, ("tests", index), source, story)
        problems += wrong
        if not wrong:
            tests.append(_pack_test(test, source.line("tests", index)))
    return tuple(tests), problems


def _pack_test(test: TestFile, line: int) -> PackTest:
    return PackTest(
        line, test.character, test.question, test.scene, test.stands_on,
        tuple(test.beat), tuple(test.cites), tuple(test.never_cites),
    )  # fmt: skip


def _dangling(test: TestFile, place: Place, source: Source, story: Story) -> list[Problem]:
    character = story.characters.get(test.character)
    if character is None:
        if (story.folder / test.character).is_dir():
            return []  # reading the pack has named what is wrong with this character
        wrong = f"There is no character {test.character!r}."
        right = nearest_hint(test.character, story.characters)
        return [source.problem((*place, "character"), wrong, right)]
    facts = list(story.facts) or [*test.cites, *test.never_cites]  # none: the canon is unreadable
    names = [
        ("scene", [test.scene] if test.scene else [], [scene.id for scene in story.scenes]),
        ("beat", test.beat, [beat.id for beat in character.beats]),
        ("cites", test.cites, facts),
        ("never_cites", test.never_cites, facts),
    ]
    return [
        source.problem(
            (*place, key), f"There is no such {key}: {name!r}.", nearest_hint(name, known)
        )
        for key, given, known in names
        for name in given
        if name not in known
    ]
