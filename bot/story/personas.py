"""Reading who a character is: ``persona.yaml``, the persona template and the picture."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.story.files import PersonaFile
from bot.story.parse import parse
from bot.story.problems import Problem
from bot.story.reading import Unreadable, read_file, read_words
from bot.story.render import LineError, Templates
from bot.story.source import Source, read_source
from bot.story.state import persona_state
from bot.story.story import Character, Moods, Persona

LARGEST_PICTURE = 512 * 1024
"""Bytes of a portrait."""


def read_persona(
    folder: Path, name: str, cast: Sequence[str]
) -> tuple[Persona | None, list[Problem]]:
    """The persona of the character ``name`` of the pack in ``folder``, and its problems."""
    where = f"{name}/persona.yaml"
    source, problems = read_source(folder, where)
    file, found = parse(PersonaFile, source) if source else (None, [])
    problems += found
    template, found = _read_template(folder, f"{name}/persona.md.j2")
    problems += found
    if source is None or file is None:
        return None, problems
    if file.id != name:
        problems.append(
            source.problem(("id",), f"The id is {file.id!r}.", f"It is the folder's name: {name}.")
        )
    problems += [
        source.problem(("relations", other), f"There is no other character {other!r}.")
        for other in file.relations
        if other not in cast or other == name
    ]
    picture, found = _read_picture(folder / name, file, source)
    problems += found
    persona = Persona(
        id=name,
        name=file.name,
        called=file.called or file.name,
        role=file.role,
        aliases=tuple(file.aliases),
        pronouns=file.pronouns.model_dump(),
        colour=file.colour,
        picture=picture,
        traits=tuple(file.traits),
        relations=dict(file.relations),
        never_says=tuple(file.never_says),
        template=template,
        moods=_moods(file),
    )
    if template:
        problems += _template_problems(persona, f"{name}/persona.md.j2")
    return persona, problems


def _moods(file: PersonaFile) -> Moods:
    if file.moods is None:
        return Moods()
    return Moods(file.moods.rests, {done: mood for done, mood in file.moods.moves.items()})  # noqa: C416


def _read_template(folder: Path, name: str) -> tuple[str, list[Problem]]:
    try:
        template = read_words(folder, name)
    except Unreadable as error:
        return "", [Problem(name, 1, f"This file cannot be read: {error}.")]
    if template is None:
        right = 'It begins with {% extends "persona_base.md.j2" %}.'
        return "", [Problem(name, 1, "This file is missing.", right)]
    return template, []


def _template_problems(persona: Persona, name: str) -> list[Problem]:
    for for_model in (False, True):
        try:
            Templates().render(persona.template, persona_state(persona, for_model=for_model))
        except LineError as error:
            return [Problem(name, error.line, f"Here, {error}.")]
    return []


def _read_picture(
    folder: Path, file: PersonaFile, source: Source
) -> tuple[bytes | None, list[Problem]]:
    if file.portrait is None:
        return None, []
    place = ("portrait",)
    if Path(file.portrait).name != file.portrait:
        wrong = f"The picture {file.portrait!r} is in another folder."
        return None, [source.problem(place, wrong, "Put it beside this file.")]
    try:
        picture = read_file(folder, file.portrait)
    except Unreadable as error:
        return None, [source.problem(place, f"{file.portrait!r} cannot be read: {error}.")]
    if picture is None:
        wrong = f"There is no picture {file.portrait!r} beside this file."
        return None, [
            source.problem(place, wrong, "Leave the key out to have one drawn from the name.")
        ]
    wrong, right = _wrong_with(picture)
    if wrong:
        return None, [source.problem(place, f"{file.portrait!r} {wrong}.", right)]
    return picture, []


def _wrong_with(picture: bytes) -> tuple[str, str]:
    """What is wrong with a picture and what would be right; nothing of a right one."""
    if len(picture) > LARGEST_PICTURE:
        right = f"It goes out with every answer: at most {LARGEST_PICTURE:,}."
        return f"has {len(picture):,} bytes", right
    if not picture.startswith(b"\x89PNG\r\n\x1a\n"):
        return "is not a PNG", "Save it as PNG."
    return "", ""


def shared_names(characters: Mapping[str, Character]) -> list[Problem]:
    """A problem for every name that two characters go by."""
    owners: dict[str, str] = {}
    problems: list[Problem] = []
    for name, character in characters.items():
        for alias in {character.persona.name, name, *character.persona.aliases}:
            owner = owners.setdefault(alias.casefold(), name)
            if owner != name:
                wrong = f"Both {owner} and {name} go by {alias!r}."
                problems.append(
                    Problem(f"{name}/persona.yaml", 1, wrong, "Leave it to one of them.")
                )
    return problems
