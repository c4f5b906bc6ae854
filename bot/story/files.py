"""The authored files of a pack as pydantic models: their keys, and what each may hold."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)
from pydantic_core import ErrorDetails

from bot.story.problems import Problem, nearest_hint
from bot.story.source import Place, Source

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,59}$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Passage = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600)]
"""What is shown in a message beside other things: Discord takes 6,000 characters in all."""
Short = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
FollowUp = Literal["why", "and-then", "really"]
Social = Literal[
    "greeting", "thanks", "farewell", "praise", "insult", "again", "aside", "silence", "bare"
]  # fmt: skip
DeflectionKind = Literal["personal", "outside", "task", "nonsense"]


class Authored(BaseModel):
    """The base of every authored part: frozen, and no key is passed over in silence."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


Model = TypeVar("Model", bound=Authored)


class PassageFile(Authored):
    """A passage of the text, by the words it begins and ends with."""

    first: Text
    last: Text


class SceneFile(Authored):
    """One scene in ``story.yaml``."""

    id: Slug
    title: Short
    passage: PassageFile
    setting: Passage
    present: list[Slug]
    opening: Passage
    recap: Text


class StoryFile(Authored):
    """``story.yaml``."""

    title: Short
    credit: Text
    cast: Annotated[list[Slug], Field(min_length=1)]
    scenes: Annotated[list[SceneFile], Field(min_length=1)]


class FactFile(Authored):
    """One fact in ``canon.yaml``."""

    id: Slug
    quote: Text
    known_to: list[Slug]
    about: Annotated[list[Slug], Field(min_length=1)]
    since: Slug | None = None


class CanonFile(Authored):
    """``canon.yaml``."""

    facts: Annotated[list[FactFile], Field(min_length=1)]


class Pronouns(Authored):
    """How a character is spoken of: she, her, her."""

    subject: Short
    object: Short
    possessive: Short


class PersonaFile(Authored):
    """``persona.yaml`` of a character."""

    id: Slug
    name: Short
    called: Short | None = None
    role: Short
    aliases: list[Short] = []
    pronouns: Pronouns
    colour: Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")]
    portrait: Short | None = None
    traits: list[Text] = []
    relations: dict[Slug, Text] = {}
    never_says: list[Short] = []


class LineFile(Authored):
    """One line: its words alone, or with the facts it stands on and the scene it needs."""

    text: Text
    stands_on: list[Slug] | None = None
    since: Slug | None = None


def _short_form(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


AnyLine = Annotated[LineFile, BeforeValidator(_short_form)]
Lines = Annotated[list[AnyLine], Field(min_length=1)]


class BeatFile(Authored):
    """One beat in ``beats.yaml``. Six triggers are the measured least at which matching is good."""

    id: Slug
    topic: Slug
    asked: Short
    answers: Annotated[list[Short], Field(min_length=6)]
    patterns: list[Text] = []
    stands_on: list[Slug] = []
    since: Slug | None = None
    says: Annotated[list[AnyLine], Field(min_length=2, max_length=4)]
    rejoinders: dict[FollowUp, Lines] = {}
    leads_to: list[Slug] = []


class SocialFile(Authored):
    """Lines for one kind of social turn."""

    says: Lines


class DeflectionFile(Authored):
    """Lines for one kind of deflection, and what calls for it."""

    answers: Annotated[list[Short], Field(min_length=6)]
    says: Lines


class BeatsFile(Authored):
    """``beats.yaml`` of a character."""

    beats: Annotated[list[BeatFile], Field(min_length=1)]
    social: dict[Social, SocialFile]
    deflections: dict[DeflectionKind, DeflectionFile]


def _one_or_more(value: object) -> object:
    return [value] if isinstance(value, str) else value


class TestFile(Authored):
    """One of the pack's own regression tests: a question, and what its answer must be."""

    character: Slug
    question: Text
    scene: Slug | None = None
    stands_on: Literal["canon", "invented", "deflection"] | None = None
    beat: Annotated[list[Slug], BeforeValidator(_one_or_more)] = []
    cites: list[Slug] = []
    never_cites: list[Slug] = []


class TestsFile(Authored):
    """``tests.yaml``."""

    tests: list[TestFile]


def parse(model: type[Model], source: Source) -> tuple[Model | None, list[Problem]]:
    """``source`` as ``model``, or ``None``, with every problem of its shape."""
    try:
        return model.model_validate(source.data), []
    except ValidationError as error:
        return None, [_problem(model, source, detail) for detail in error.errors()]


def _problem(model: type[Authored], source: Source, detail: ErrorDetails) -> Problem:
    # pydantic marks the key of a mapping with a "[key]" of its own.
    place: Place = tuple(part for part in detail["loc"] if part != "[key]")
    where = _said(place)
    if detail["type"] == "extra_forbidden":
        known = _keys_at(model, place[:-1])
        return source.problem(place, f"Unknown key {where}.", nearest_hint(str(place[-1]), known))
    if detail["type"] == "missing":
        return source.problem(place, f"{where} is missing.", "Add it here.")
    if detail["type"] in {"model_type", "model_attributes_type", "dict_type"}:
        wrong = f"{where} must be keys with their values, not {_seen(detail['input'])}."
        return source.problem(place, wrong, "Write each as `key: value`.")
    if "pattern" in detail.get("ctx", {}):
        return source.problem(
            place, f"{where} is {detail['input']!r}.", _right(detail["ctx"]["pattern"])
        )
    wrong = (
        f"{where}: {detail['msg'][:1].lower()}{detail['msg'][1:]}, not {_seen(detail['input'])}."
    )
    quote = (
        isinstance(detail["input"], bool | int | float | date) and detail["type"] == "string_type"
    )
    return source.problem(place, wrong, "Put it between quotes." if quote else "")


def _right(pattern: str) -> str:
    if pattern.startswith("^#"):
        return "A colour is written as '#8C2F39': a hash and six hexadecimal digits, in quotes."
    return "An id is lower-case letters, digits and hyphens, at most 60 of them."


def _seen(value: object) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return "a number"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    if isinstance(value, dict):
        return "a mapping"
    return repr(value)[:60]


def _said(place: Place) -> str:
    said = ""
    for part in place:
        said += f"[{part + 1}]" if isinstance(part, int) else f"{'.' if said else ''}{part}"
    return said or "the file"


def _keys_at(model: type[Authored], place: Place) -> list[str]:
    """The keys that the part of ``model`` at ``place`` knows."""
    found: Any = model
    for part in place:
        models = list(_models(found))
        fields = models[0].model_fields if models and isinstance(part, str) else {}
        if part in fields:
            found = fields[str(part)].annotation
    return [key for each in _models(found) for key in each.model_fields]


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)
