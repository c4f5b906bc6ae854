"""The authored files of a pack as pydantic models: their keys, and what each may hold."""

from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)

from bot.story.ids import ID_PATTERN

Slug = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Passage = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600)]
"""What is shown in a message beside other things: Discord takes 6,000 characters in all."""
Short = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
FollowUp = Literal["why", "and-then", "more", "really", "disagree", "silence", "answered"]
Social = Literal[
    "greeting", "thanks", "farewell", "praise", "insult", "again", "aside", "silence", "bare",
    "program",
]  # fmt: skip
DeflectionKind = Literal["personal", "outside", "task", "nonsense"]
Act = Literal[
    "hurt", "glad", "worry", "advice", "boast", "joke", "doubt", "concede", "kindness", "reproach",
    "arrival", "noise", "gift", "gesture", "remark", "unheard",
]  # fmt: skip
"""What kind of thing a turn is (a dialogue act), where no beat answers what it is about."""
Recall = Literal[
    "last-asked", "first-asked", "last-said", "told", "not-told", "remember", "stranger", "others",
    "nobody", "other",
]  # fmt: skip
Behaviour = Literal["praise", "insult", "thanks", "comfort", "flirt", "again", "patience"]
Language = Annotated[str, StringConstraints(pattern=r"^([a-z]{2}|other)$")]
MOST_TRUST = 5


class Authored(BaseModel):
    """The base of every authored part: frozen, and no key is passed over in silence."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


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


class MoodsFile(Authored):
    """The mood a character rests in, and where what people do moves it."""

    rests: Slug
    moves: dict[Behaviour, Slug] = {}


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
    moods: MoodsFile | None = None
    never_says: list[Short] = []


def _short_form(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


class LineFile(Authored):
    """One line: its words alone, or with the facts it stands on, the scene it needs, the moods it
    is for, how much trust it takes, and what follows it."""

    text: Text
    stands_on: list[Slug] | None = None
    since: Slug | None = None
    moods: list[Slug] = []
    trust: Annotated[int, Field(ge=0, le=MOST_TRUST)] = 0
    rejoinders: dict[FollowUp, "Lines"] = {}


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
    mood: Slug | None = None
    says: Annotated[list[AnyLine], Field(min_length=2, max_length=6)]
    rejoinders: dict[FollowUp, Lines] = {}
    gambits: list[AnyLine] = []
    leads_to: list[Slug] = []


class SocialFile(Authored):
    """Lines for one kind of social turn."""

    says: Lines


class DeflectionFile(Authored):
    """Lines for one kind of deflection, and what calls for it besides what always does."""

    answers: list[Short] = []
    says: Lines


class ActFile(Authored):
    """Lines that receive one kind of turn."""

    says: Lines


class BeatsFile(Authored):
    """``beats.yaml`` of a character."""

    beats: Annotated[list[BeatFile], Field(min_length=1)]
    social: dict[Social, SocialFile]
    deflections: dict[DeflectionKind, DeflectionFile]
    acts: dict[Act, ActFile] = {}
    hedges: dict[Slug, Lines] = {}
    recall: dict[Recall, Lines] = {}
    languages: dict[Language, Lines] = {}


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
