"""Loading a pack: from a folder of plain files to a :class:`Story`, every problem in one run."""

from collections.abc import Mapping
from pathlib import Path

from bot.errors import PackError
from bot.story.beats import LineBuilder, moods_of
from bot.story.canon import build_canon
from bot.story.files import BeatsFile, CanonFile, StoryFile
from bot.story.joined import read_joined
from bot.story.lines import BEATS, unsayable
from bot.story.parse import parse
from bot.story.personas import read_persona, shared_names
from bot.story.problems import Problem
from bot.story.reading import Unreadable, read_words
from bot.story.scenes import build_scenes
from bot.story.source import Source, read_source
from bot.story.story import Character, Fact, Scene, Story


def load_story(folder: Path) -> Story:
    """The story in ``folder``. Raises ``PackError`` with every problem when there is any."""
    story, problems = read_pack(folder)
    if problems or story is None:
        raise PackError(folder.name, [str(problem) for problem in sorted(problems)])
    return story


def read_pack(folder: Path) -> tuple[Story | None, list[Problem]]:
    """The story in ``folder`` as far as it can be read, or ``None``, and every problem found."""
    if not folder.is_dir():
        wrong = "There is no folder of that name."
        return None, [Problem(str(folder), 1, wrong, "A pack is a folder that holds a story.yaml.")]
    text, problems = _read_text(folder)
    source, found = read_source(folder, "story.yaml")
    problems += found
    file, found = parse(StoryFile, source) if source else (None, [])
    problems += found
    if source is None or file is None:
        return None, problems
    # Without a text no passage can be found: that says no more than the missing text itself.
    scenes, found = build_scenes(file, source, text)
    problems += found if text.strip() else []
    facts, found = _read_canon(folder, text, scenes, file.cast)
    problems += found
    characters: dict[str, Character] = {}
    for index, name in enumerate(file.cast):
        if not (folder / name).is_dir():
            wrong = f"The character {name!r} has no folder."
            problems.append(
                source.problem(("cast", index), wrong, f"Make {name}/ with a persona.yaml.")
            )
            continue
        character, found = _read_character(folder, name, scenes, facts, file.cast)
        problems += found
        if character:
            characters[name] = character
    problems += shared_names(characters) + _left_out(folder, source, file.cast)
    story = Story(
        folder.name, folder, file.title, file.credit, text, scenes, facts or {}, characters
    )
    return story, problems


def _left_out(folder: Path, source: Source, cast: list[str]) -> list[Problem]:
    """Characters that stand in the cast twice, or have a folder and do not stand in it."""
    twice = [
        source.problem(("cast", at), f"The character {name!r} is in the cast twice.", "Keep one.")
        for at, name in enumerate(cast)
        if name in cast[:at]
    ]
    folders = sorted(path.parent.name for path in folder.glob("*/persona.yaml"))
    return twice + [
        source.problem(("cast",), f"The folder {name!r} holds a persona and is not in the cast.",
                       "Add it here, or take the folder away.")
        for name in folders
        if name not in cast
    ]  # fmt: skip


def _read_text(folder: Path) -> tuple[str, list[Problem]]:
    name = "story.txt"
    try:
        text = read_words(folder, name)
    except Unreadable as error:
        return "", [Problem(name, 1, f"This file cannot be read: {error}.")]
    if text is None:
        right = "It holds the story, word for word."
        return "", [Problem(name, 1, "This file is missing.", right)]
    if text.startswith("\ufeff"):
        return text, [
            Problem(name, 1, "A byte order mark stands before the text.", "Save without.")
        ]
    return text, [] if text.strip() else [Problem(name, 1, "The story is empty.")]


def _read_canon(
    folder: Path, text: str, scenes: tuple[Scene, ...], cast: list[str]
) -> tuple[Mapping[str, Fact] | None, list[Problem]]:
    source, problems = read_source(folder, "canon.yaml")
    file, found = parse(CanonFile, source) if source else (None, [])
    if source is None or file is None:
        return None, problems + found
    facts, wrong = build_canon(file, source, text, scenes, cast)
    return facts, problems + found + (wrong if text.strip() else [])


def _read_character(
    folder: Path,
    name: str,
    scenes: tuple[Scene, ...],
    facts: Mapping[str, Fact] | None,
    cast: list[str],
) -> tuple[Character | None, list[Problem]]:
    persona, problems = read_persona(folder, name, cast)
    source, found = read_joined(folder, name, BEATS)
    problems += found
    file, found = parse(BeatsFile, source) if source else (None, [])
    problems += found
    if source is None or file is None:
        return None, problems
    builder = LineBuilder(name, source, scenes, facts, moods_of(persona, file))
    character_of = builder.character_of(file)
    problems += builder.problems
    if persona is None:
        return None, problems
    character = character_of(persona)
    return character, problems + unsayable(character, source)
