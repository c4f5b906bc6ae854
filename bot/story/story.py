"""A loaded story: frozen values, and the one place that decides who may know what, when."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from bot.errors import UnknownCharacter, UnknownScene
from bot.story.pattern import Pattern
from bot.story.problems import nearest
from bot.text import escaped, one_line
from bot.turn import Citation

BEFORE = -1
"""The place, in the order of scenes, of what was known before the story begins."""

AFTER = "after"
"""What a person may type for "after the last scene", where every channel stands at first."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A scene with its passage: ``text[start:end]`` of the story."""

    id: str
    title: str
    start: int
    end: int
    setting: str
    present: tuple[str, ...]
    opening: str
    recap: str


@dataclass(frozen=True, slots=True)
class Fact:
    """What the text states, who can know it, and from which scene on (an index, or ``BEFORE``)."""

    citation: Citation
    known_to: frozenset[str]
    known_from: int
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One authored line (a template), the facts it stands on, and the first scene it fits.

    ``moods`` are those it is said in rather than in others (none: any), ``trust`` how much of it
    the person must have won (0 to 5), ``rejoinders`` what follows this very line.
    """

    id: str
    text: str
    stands_on: tuple[str, ...] = ()
    since: int = BEFORE
    moods: tuple[str, ...] = ()
    trust: int = 0
    rejoinders: Mapping[str, tuple["Line", ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Beat:
    """An authored answer: what it answers, the variants it may be said in, and what may follow.

    ``mood`` is the one that speaking of it leaves behind; ``gambits`` lead up to it unasked.
    """

    id: str
    topic: str
    asked: str
    answers: tuple[str, ...]
    patterns: tuple[Pattern, ...]
    lines: tuple[Line, ...]
    rejoinders: Mapping[str, tuple[Line, ...]]
    leads_to: tuple[str, ...]
    mood: str | None = None
    gambits: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Moods:
    """The mood a character ``rests`` in, and where what people do moves it."""

    rests: str = "calm"
    moves: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Persona:
    """Who a character is. ``called`` is what a narrator calls them in the middle of a sentence,
    ``template`` the source of the persona text, ``picture`` a PNG."""

    id: str
    name: str
    called: str
    role: str
    aliases: tuple[str, ...]
    pronouns: Mapping[str, str]
    colour: str
    picture: bytes | None
    traits: tuple[str, ...]
    relations: Mapping[str, str]
    never_says: tuple[str, ...]
    template: str
    moods: Moods = Moods()


@dataclass(frozen=True, slots=True)
class Deflection:
    """A way not to answer: what calls for it, and its lines."""

    answers: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Character:
    """A persona with everything it was given to say.

    ``acts`` receive kinds of turn that no beat answers, ``hedges`` are for a topic that was heard
    and a question that was not, ``recall`` for what was said here before, ``languages`` by ISO
    639-1 code.
    """

    persona: Persona
    beats: tuple[Beat, ...]
    social: Mapping[str, tuple[Line, ...]]
    deflections: Mapping[str, Deflection]
    acts: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)
    hedges: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)
    recall: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)
    languages: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)
    _by_id: Mapping[str, Beat] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Finds beats by their ids from here on."""
        object.__setattr__(self, "_by_id", {beat.id: beat for beat in self.beats})

    def beat(self, beat_id: str | None) -> Beat | None:
        """The beat of that id, or ``None``."""
        return self._by_id.get(beat_id) if beat_id else None

    def beat_of(self, line_id: str | None) -> Beat | None:
        """The beat that the line of that id belongs to, or ``None``: ids begin with the beat's."""
        return self.beat(re.split(r"[./]", line_id)[0]) if line_id else None

    def line(self, line_id: str | None) -> Line | None:
        """The line of that id in what a beat says, however deep it lies, or ``None``."""
        beat = self.beat_of(line_id)
        if beat is None:
            return None
        lines = [*beat.lines, *beat.gambits, *chain(*beat.rejoinders.values())]
        while lines:
            line = lines.pop()
            if line.id == line_id:
                return line
            lines += chain(*line.rejoinders.values())
        return None


@dataclass(frozen=True, slots=True)
class Story:
    """A whole story pack."""

    id: str
    folder: Path
    title: str
    credit: str
    text: str
    scenes: tuple[Scene, ...]
    facts: Mapping[str, Fact]
    characters: Mapping[str, Character]

    def place(self, scene: str | None) -> int:
        """Where ``scene`` stands in the order of scenes; ``None`` stands after the last one.

        Raises ``UnknownScene``.
        """
        if scene is None:
            return len(self.scenes)
        for index, known in enumerate(self.scenes):
            if known.id == scene:
                return index
        names = ", ".join([*(known.id for known in self.scenes), AFTER])
        asked = escaped(one_line(scene, 60))
        raise UnknownScene(f"There is no scene “{asked}” in {self.title}. There are: {names}.")

    def scene(self, scene: str | None) -> Scene | None:
        """The scene of that id, or ``None`` after the last one. Raises ``UnknownScene``."""
        place = self.place(scene)
        return self.scenes[place] if place < len(self.scenes) else None

    def known_to(self, character: str, scene: str | None) -> tuple[Citation, ...]:
        """All of the canon that ``character`` may know when the story stands at ``scene``."""
        place = self.place(scene)
        return tuple(
            fact.citation
            for fact in self.facts.values()
            if character in fact.known_to and fact.known_from <= place
        )

    def names(self) -> dict[str, str]:
        """Every name a character goes by (id, name, aliases), casefolded, to the character's id."""
        return {
            name.casefold(): persona.id
            for persona in (character.persona for character in self.characters.values())
            for name in (*persona.aliases, persona.name, persona.id)
        }

    def find_character(self, name: str) -> Character:
        """The character that goes by ``name``, in any case. Raises ``UnknownCharacter``."""
        wanted = " ".join(name.split()).casefold()
        if found := self.names().get(wanted):
            return self.characters[found]
        close = dict.fromkeys(
            self.names()[alias] for alias in nearest(wanted, self.names(), 3, alike=75)
        )
        cast = [self.characters[each].persona for each in (close or self.characters)]
        listed = [f"{persona.name} ({persona.id})" for persona in cast]
        hint = (
            f"Did you mean {' or '.join(listed)}?" if close else f"The cast: {', '.join(listed)}."
        )
        asked = escaped(one_line(name, 60))
        raise UnknownCharacter(f"Nobody called “{asked}” is in “{self.title}”. {hint}")
