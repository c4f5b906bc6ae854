"""The authored engine: it answers from a character's beats, with no model that writes.

The order of play: follow-up, social turn, authored patterns, the matcher, deflection. Each step is
a small method that gives a line or passes on.
"""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.engines.authored.choose import (
    REPEAT_WINDOW,
    available,
    choice_of,
    least_used,
    recently_said,
)
from bot.engines.authored.followup import FollowUps
from bot.engines.authored.lexicon import Lexicon
from bot.engines.authored.matcher import Match, Matcher, triggers_of
from bot.engines.authored.normalise import Heard, Normaliser
from bot.engines.authored.social import SocialTurns, without_names
from bot.engines.likeness import LikenessTo
from bot.engines.likeness.wordpiece import WordPiece
from bot.story import Beat, Character, Line, Story
from bot.story.render import Templates
from bot.story.state import line_state
from bot.turn import Context, Exchange, Reply, StandsOn

LIKE_NONSENSE = 0.6
CLEARER = 0.15
"""By how much more confidently a question is matched alone to be heard by itself."""


@dataclass(frozen=True, slots=True)
class _Scene:
    """One context, as the steps need it."""

    person: str
    character: Character
    heard: Heard
    known: frozenset[str]
    place: int
    before: tuple[Exchange, ...]
    said: Counter[str]
    seed: str

    def last_with(self, person: str) -> Exchange | None:
        """What was last said with ``person``, though others spoke since; else with anybody."""
        own = (each for each in reversed(self.before) if each.turn.person.id == person)
        return next(own, self.before[-1] if self.before else None)

    def can_say(self, lines: Sequence[Line]) -> tuple[Line, ...]:
        return available(lines, self.known, self.place)


@dataclass(frozen=True, slots=True)
class _Answer:
    """A chosen line, the beat it belongs to, and what kind of answer it is."""

    line: Line
    beat: Beat | None = None
    deflects: bool = False
    went_on: bool = False


class AuthoredEngine:
    """Answers for every character of a story."""

    name = "authored"

    def __init__(self, story: Story, likeness_to: LikenessTo, templates: Templates) -> None:
        self._story = story
        self._templates = templates
        lexicon = Lexicon.english()
        self._normaliser = Normaliser(lexicon)
        self._follow_ups = FollowUps(lexicon)
        self._social = SocialTurns(lexicon)
        self._words = WordPiece.shipped()
        phrases, spans = triggers_of(story.characters)
        likeness = likeness_to([self._normaliser.normalise(phrase) for phrase in phrases])
        self._matchers = {name: Matcher(likeness, spans[name]) for name in story.characters}

    async def reply(self, context: Context) -> Reply:
        """The character's authored answer."""
        return await asyncio.to_thread(self.answer, context)

    def answer(self, context: Context) -> Reply:
        """The same, for callers that have no event loop. Takes milliseconds of processor time."""
        scene = self._scene(context)
        asked_again = self._asks_again(context, scene)
        answer = (
            self._follow_up(scene)
            or self._social_turn(scene)
            or self._pattern(scene)
            or self._matched(scene)
        )
        return self._spoken(answer, scene, context, asked_again)

    def _scene(self, context: Context) -> _Scene:
        return _Scene(
            person=context.turn.person.id,
            character=self._story.characters[context.turn.character],
            heard=self._normaliser.hear(context.turn.words),
            known=frozenset(citation.fact for citation in context.known),
            place=self._story.place(context.turn.scene),
            before=context.heard,
            said=recently_said(context.heard),
            seed=context.seed,
        )

    def _follow_up(self, scene: _Scene) -> _Answer | None:
        kind = self._follow_ups.kind(scene.heard.words)
        if kind is None:
            return None
        last = scene.last_with(scene.person)
        beat = scene.character.beat(last.reply.beat) if last else None
        if beat is None:
            return self._social_line("bare", scene)
        return self._goes_on(beat, kind, scene)

    def _goes_on(self, beat: Beat, kind: str, scene: _Scene) -> _Answer | None:
        """What follows a beat: its rejoinder, else what it leads to, else its topic, unused."""
        onward = [scene.character.beat(target) for target in beat.leads_to]
        kindred = [other for other in scene.character.beats if other.topic == beat.topic]
        steps = [(beat, beat.rejoinders.get(kind, ()))]
        steps += [(other, other.lines) for other in (*onward, *kindred, beat) if other]
        for other, lines in steps:
            fresh = [line for line in scene.can_say(lines) if not scene.said[line.id]]
            if line := least_used(fresh, scene.said, scene.seed):
                return _Answer(line, other, went_on=True)
        line = least_used(scene.can_say(beat.rejoinders.get(kind, ())), scene.said, scene.seed)
        return _Answer(line, beat, went_on=True) if line else None

    def _social_turn(self, scene: _Scene) -> _Answer | None:
        kind = self._social.kind(scene.heard, self._own_names(scene))
        return self._social_line(kind, scene) if kind else None

    def _social_line(self, kind: str, scene: _Scene) -> _Answer | None:
        lines = scene.can_say(scene.character.social.get(kind, ()))
        line = least_used(lines, scene.said, scene.seed)
        return _Answer(line) if line else None

    def _pattern(self, scene: _Scene) -> _Answer | None:
        words = without_names(scene.heard.words, self._own_names(scene))
        found = [
            (pattern.weight, beat)
            for beat in scene.character.beats
            for pattern in beat.patterns
            if pattern.matches(words)
        ]
        if not found:
            return None
        return self._beat_line(max(found, key=lambda each: each[0])[1], scene)

    def _beat_line(self, beat: Beat, scene: _Scene) -> _Answer | None:
        line = least_used(scene.can_say(beat.lines), scene.said, scene.seed)
        return _Answer(line, beat) if line else self._deflection("personal", scene)

    def _matched(self, scene: _Scene) -> _Answer:
        matcher = self._matchers[scene.character.persona.id]
        words = without_names(scene.heard.words, self._own_names(scene))
        match = matcher.match(words)
        # What leads up to a question may drown it: "My daughter is nine. What is the flutter like?"
        for question in scene.heard.questions:
            asked = matcher.match(question)
            if asked.beats[0][1] >= match.beats[0][1] + CLEARER:
                match = asked
        best, confidence = match.beats[0]
        beat = scene.character.beat(best)
        if confidence >= matcher.threshold and beat:
            answer = self._beat_line(beat, scene)
            if answer:
                return answer
        return self._deflection(self._kind(match, words), scene)

    def _kind(self, match: Match, words: str) -> str:
        known = [word for word in words.split() if len(word) > 1 and self._words.knows(word)]
        if not known:
            return "nonsense"
        # Words that mean something are called nonsense only when they are very much like it.
        kinds = {
            kind: likeness
            for kind, likeness in match.deflections.items()
            if kind != "nonsense" or likeness >= LIKE_NONSENSE or len(known) == 1
        }
        return max(kinds, key=lambda kind: kinds[kind])

    def _deflection(self, kind: str, scene: _Scene) -> _Answer:
        lines = scene.character.deflections[kind].lines
        line = least_used(scene.can_say(lines), scene.said, scene.seed)
        if line is None:
            raise ValueError(f"{scene.character.persona.id} has no deflection of kind {kind}")
        return _Answer(line, deflects=True)

    def _spoken(self, answer: _Answer, scene: _Scene, context: Context, asked_again: bool) -> Reply:
        at = self._story.scene(context.turn.scene)
        times = sum(1 for each in scene.before if each.turn.person.id == context.turn.person.id)
        state = line_state(
            context.turn.person.name, at.title if at else "after the last scene", times
        )
        text = self._templates.render(answer.line.text, state)
        if asked_again and answer.beat:
            text = f"{self._noticed(scene, state)} {text}".strip()
        cited = [each for each in context.known if each.fact in answer.line.stands_on]
        stands_on: StandsOn = "deflection" if answer.deflects else "canon" if cited else "invented"
        return Reply(
            text=text,
            stands_on=stands_on,
            engine=self.name,
            beat=answer.beat.id if answer.beat else None,
            line=answer.line.id,
            citations=tuple(cited),
            went_on=answer.went_on,
        )

    def _noticed(self, scene: _Scene, state: Mapping[str, object]) -> str:
        """A few words that notice the repetition, other ones than of late."""
        lines = scene.can_say(scene.character.social.get("again", ()))
        said = [self._templates.render(line.text, state) for line in lines]
        recent = [exchange.reply.text for exchange in scene.before[-REPEAT_WINDOW:]]
        fresh = [each for each in said if not any(text.startswith(each) for text in recent)]
        return choice_of(fresh or said, scene.seed)

    def _asks_again(self, context: Context, scene: _Scene) -> bool:
        """Whether this person put the very same question to the character not long ago."""
        words = scene.heard.words
        return not self._follow_ups.kind(words) and any(
            exchange.turn.person.id == context.turn.person.id
            and self._normaliser.normalise(exchange.turn.words) == words
            for exchange in context.heard[-REPEAT_WINDOW:]
        )

    def _own_names(self, scene: _Scene) -> Sequence[str]:
        persona = scene.character.persona
        return [
            self._normaliser.normalise(name)
            for name in (*persona.aliases, persona.name, persona.id)
        ]
