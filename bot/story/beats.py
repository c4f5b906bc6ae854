"""From a character's ``beats.yaml`` to beats, social lines and deflections."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar, get_args

from bot.story.canon import known_since
from bot.story.files import BeatFile, BeatsFile, DeflectionKind, LineFile, Social
from bot.story.pattern import Pattern, PatternError, compile_pattern
from bot.story.problems import Problem, nearest_hint
from bot.story.source import AnySource, Place
from bot.story.story import BEFORE, Beat, Character, Deflection, Fact, Line, Persona, Scene

Kind = TypeVar("Kind", bound=str)


def moods_of(persona: Persona | None, file: BeatsFile) -> frozenset[str] | None:
    """Every mood that something brings about; ``None`` where the persona cannot be read."""
    if persona is None:
        return None
    moods = persona.moods
    stirred = (beat.mood for beat in file.beats if beat.mood)
    return frozenset((moods.rests, *moods.moves.values(), *stirred))


@dataclass(frozen=True, slots=True)
class LineBuilder:
    """Turns authored lines into lines; what it finds wrong is added to ``problems``. ``facts`` is
    ``None`` where the canon cannot be read, ``moods`` where the persona cannot: then nothing is
    said of what a line stands on, or of the moods it is for."""

    character: str
    source: AnySource
    scenes: Sequence[Scene]
    facts: Mapping[str, Fact] | None
    moods: frozenset[str] | None = None
    problems: list[Problem] = field(default_factory=list)

    def character_of(self, file: BeatsFile) -> Callable[[Persona], Character]:
        """What makes the character with everything it was given to say, out of its persona."""
        return partial(
            Character,
            beats=self.beats(file),
            social=self.social(file),
            deflections=self.deflections(file),
            acts=self.acts(file),
            hedges=self.hedges(file),
            recall=self._sections("recall", "recall", file.recall),
            languages=self._sections("language", "languages", file.languages),
        )

    def beats(self, file: BeatsFile) -> tuple[Beat, ...]:
        """All beats, in the order of the file."""
        known = {beat.id for beat in file.beats}
        taken: dict[str, str] = {}
        beats: list[Beat] = []
        for index, beat in enumerate(file.beats):
            place: Place = ("beats", index)
            if beat.id in {other.id for other in beats}:
                self._add((*place, "id"), f"The beat {beat.id!r} is here twice.", "Rename one.")
            for at, target in enumerate(beat.leads_to):
                if target not in known:
                    wrong = f"There is no beat {target!r}."
                    self._add((*place, "leads_to", at), wrong, nearest_hint(target, known))
            self._claim_triggers(beat, place, taken)
            beats.append(self._beat(beat, place))
        return tuple(beats)

    def social(self, file: BeatsFile) -> Mapping[str, tuple[Line, ...]]:
        """The social lines by kind. Every kind must be there."""
        self._require(("social",), get_args(Social), file.social)
        return {
            kind: self._lines(f"social.{kind}", part.says, ("social", kind, "says"), (), BEFORE)
            for kind, part in file.social.items()
        }

    def deflections(self, file: BeatsFile) -> Mapping[str, Deflection]:
        """The deflections by kind. Every kind must be there."""
        self._require(("deflections",), get_args(DeflectionKind), file.deflections)
        deflections: dict[str, Deflection] = {}
        for kind, part in file.deflections.items():
            lines = self._always(f"deflection.{kind}", part.says, ("deflections", kind, "says"))
            deflections[kind] = Deflection(tuple(part.answers), lines)
        return deflections

    def acts(self, file: BeatsFile) -> Mapping[str, tuple[Line, ...]]:
        """Lines that receive kinds of turn, by kind."""
        return {
            kind: self._always(f"act.{kind}", part.says, ("acts", kind, "says"))
            for kind, part in file.acts.items()
        }

    def hedges(self, file: BeatsFile) -> Mapping[str, tuple[Line, ...]]:
        """Lines that answer beside a question, by the topic of the beats it is near to."""
        topics = {beat.topic for beat in file.beats}
        for topic in file.hedges:
            if topic not in topics:
                wrong = f"No beat has the topic {topic!r}."
                self._add(("hedges", topic), wrong, nearest_hint(topic, topics))
        return self._sections("hedge", "hedges", file.hedges)

    def _sections(
        self, owner: str, key: str, sections: Mapping[Kind, Sequence[LineFile]]
    ) -> Mapping[str, tuple[Line, ...]]:
        return {
            kind: self._lines(f"{owner}.{kind}", lines, (key, kind), (), BEFORE)
            for kind, lines in sections.items()
        }

    def _always(self, owner: str, says: Sequence[LineFile], place: Place) -> tuple[Line, ...]:
        """Lines of which one can be said at any time, in any mood, to anybody."""
        lines = self._lines(owner, says, place, (), BEFORE)
        if all(line.stands_on or line.since > BEFORE or line.trust for line in lines):
            wrong = "Each of these lines needs a fact, a scene or trust, and one is always needed."
            self._add(place, wrong, "Give it a line that can be said at any time.")
        return lines

    def _beat(self, beat: BeatFile, place: Place) -> Beat:
        stands_on = self._facts(beat.stands_on, (*place, "stands_on"))
        since = self._since(beat.since, (*place, "since"), BEFORE)
        for at, gambit in enumerate(beat.gambits):
            if gambit.stands_on:
                wrong = "A gambit is volunteered after a deflection, and cites nothing."
                right = "Let it hint, and the beat's own lines stand on the fact."
                self._add((*place, "gambits", at, "stands_on"), wrong, right)
        return Beat(
            id=beat.id,
            topic=beat.topic,
            asked=beat.asked,
            answers=tuple(beat.answers),
            patterns=self._patterns(beat.patterns, (*place, "patterns")),
            lines=self._lines(beat.id, beat.says, (*place, "says"), stands_on, since),
            rejoinders=self._rejoinders(beat.id, beat.rejoinders, place, since),
            leads_to=tuple(beat.leads_to),
            mood=beat.mood,
            gambits=self._lines(f"{beat.id}.gambit", beat.gambits, (*place, "gambits"), (), since),
        )

    def _lines(
        self,
        owner: str,
        lines: Sequence[LineFile],
        place: Place,
        stands_on: tuple[str, ...],
        since: int,
    ) -> tuple[Line, ...]:
        built: list[Line] = []
        for at, line in enumerate(lines):
            own = stands_on
            if line.stands_on is not None:
                own = self._facts(line.stands_on, (*place, at, "stands_on"))
            first = max(since, self._since(line.since, (*place, at, "since"), since))
            self._known_moods(line.moods, (*place, at, "moods"))
            if line.rejoinders and place[0] != "beats":
                wrong = "Nothing follows this line: only the lines of a beat have rejoinders."
                self._add((*place, at, "rejoinders"), wrong, "Take them out, or make it a beat.")
            name = f"{owner}/{at + 1}"
            onward = self._rejoinders(name, line.rejoinders, (*place, at), first)
            built.append(Line(name, line.text, own, first, tuple(line.moods), line.trust, onward))
        return tuple(built)

    def _rejoinders(
        self, owner: str, given: Mapping[Kind, Sequence[LineFile]], place: Place, since: int
    ) -> Mapping[str, tuple[Line, ...]]:
        return {
            kind: self._lines(f"{owner}.{kind}", lines, (*place, "rejoinders", kind), (), since)
            for kind, lines in given.items()
        }

    def _known_moods(self, named: Sequence[str], place: Place) -> None:
        for mood in named:
            if self.moods is not None and mood not in self.moods:
                wrong = (
                    f"Nothing brings about the mood {mood!r}: no beat, no `moods` of persona.yaml."
                )
                self._add(place, wrong, nearest_hint(mood, self.moods))

    def _facts(self, named: Sequence[str], place: Place) -> tuple[str, ...]:
        if self.facts is None:
            return tuple(named)
        for at, name in enumerate(named):
            if name not in self.facts:
                self._add(
                    (*place, at), f"There is no fact {name!r}.", nearest_hint(name, self.facts)
                )
            elif self.character not in self.facts[name].known_to:
                wrong = f"{self.character} cannot know the fact {name!r} (see its known_to)."
                self._add((*place, at), wrong, "Stand on another fact, or on none.")
        return tuple(named)

    def _since(self, since: str | None, place: Place, otherwise: int) -> int:
        found = known_since(since, self.scenes, otherwise)
        if found is None:
            names = ["before", *(scene.id for scene in self.scenes)]
            self._add(place, f"There is no scene {since!r}.", nearest_hint(since or "", names))
            return otherwise
        return found

    def _patterns(self, texts: Sequence[str], place: Place) -> tuple[Pattern, ...]:
        compiled: list[Pattern] = []
        for at, text in enumerate(texts):
            try:
                compiled.append(compile_pattern(text))
            except PatternError as error:
                right = (
                    "Patterns are words, (one|of several), [left out or not] and * for any words."
                )
                self._add((*place, at), f"The pattern {text!r} is not well formed: {error}.", right)
        return tuple(compiled)

    def _claim_triggers(self, beat: BeatFile, place: Place, taken: dict[str, str]) -> None:
        for at, trigger in enumerate(beat.answers):
            owner = taken.setdefault(trigger.casefold(), beat.id)
            if owner != beat.id:
                wrong = f"The trigger {trigger!r} belongs to the beat {owner!r} already."
                self._add((*place, "answers", at), wrong, "Keep it where its answer is better.")

    def _require(self, place: Place, kinds: Iterable[str], given: Iterable[object]) -> None:
        for kind in kinds:
            if kind not in set(given):
                self._add(
                    place,
                    f"The kind {kind!r} is missing under {place[0]}.",
                    "Give it a line or more.",
                )

    def _add(self, place: Place, wrong: str, right: str) -> None:
        self.problems.append(self.source.problem(place, wrong, right))
