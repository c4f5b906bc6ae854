"""From a character's ``beats.yaml`` to beats, social lines and deflections."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import get_args

from bot.story.canon import known_since
from bot.story.files import BeatFile, BeatsFile, DeflectionKind, LineFile, Social
from bot.story.pattern import Pattern, PatternError, compile_pattern
from bot.story.problems import Problem, nearest_hint
from bot.story.source import Place, Source
from bot.story.story import BEFORE, Beat, Deflection, Fact, Line, Scene


@dataclass(frozen=True, slots=True)
class LineBuilder:
    """Turns authored lines into lines; what it finds wrong is added to ``problems``. ``facts`` is
    ``None`` where the canon cannot be read: then nothing is said of what a line stands on."""

    character: str
    source: Source
    scenes: Sequence[Scene]
    facts: Mapping[str, Fact] | None
    problems: list[Problem] = field(default_factory=list)

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
            place: Place = ("deflections", kind, "says")
            lines = self._lines(f"deflection.{kind}", part.says, place, (), BEFORE)
            if all(line.stands_on or line.since > BEFORE for line in lines):
                wrong = "Each of these lines needs a fact or a scene, and one is always needed."
                self._add(place, wrong, "Give it a line that can be said at any time.")
            deflections[kind] = Deflection(tuple(part.answers), lines)
        return deflections

    def _beat(self, beat: BeatFile, place: Place) -> Beat:
        stands_on = self._facts(beat.stands_on, (*place, "stands_on"))
        since = self._since(beat.since, (*place, "since"), BEFORE)
        rejoinders: dict[str, tuple[Line, ...]] = {
            kind: self._lines(f"{beat.id}.{kind}", lines, (*place, "rejoinders", kind), (), since)
            for kind, lines in beat.rejoinders.items()
        }
        return Beat(
            id=beat.id,
            topic=beat.topic,
            asked=beat.asked,
            answers=tuple(beat.answers),
            patterns=self._patterns(beat.patterns, (*place, "patterns")),
            lines=self._lines(beat.id, beat.says, (*place, "says"), stands_on, since),
            rejoinders=rejoinders,
            leads_to=tuple(beat.leads_to),
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
            first = self._since(line.since, (*place, at, "since"), since)
            built.append(Line(f"{owner}/{at + 1}", line.text, own, max(first, since)))
        return tuple(built)

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
