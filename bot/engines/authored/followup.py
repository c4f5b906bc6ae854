"""Follow-ups that mean nothing alone: "why?", "and then?", "really?", a silence after an answer."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from bot.engines.authored.lexicon import Lexicon
from bot.engines.authored.normalise import Heard
from bot.engines.authored.situation import Answer, Situation
from bot.engines.authored.social import SocialTurns
from bot.story import Beat, Line

_NEXT_BEST: Mapping[str, str] = MappingProxyType({"more": "and-then", "disagree": "really"})
"""Which rejoinder serves where the exact one was not written."""
_ONWARD = frozenset({"and-then", "more"})
LOOKS_BACK = 3
"""A follow-up to a greeting or a deflection means what was spoken of before, so many turns ago at
most."""
LONGEST_CLIPPED = 3
LONGEST_ANSWER = 5
"""Words of what answers a character's own question; more than that says something of its own."""


class FollowUps:
    """Recognises follow-ups by a lexicon, and leads on from what was said last."""

    def __init__(self, lexicon: Lexicon, social: SocialTurns) -> None:
        self._social = social
        self._fillers = lexicon.fillers
        self._forms = lexicon.follow_ups
        self._asking = lexicon.asking
        self._lead_ons = lexicon.lead_ons

    def kind(self, words: str) -> str | None:
        """``why``, ``and-then``, ``more``, ``really`` or ``disagree`` for a follow-up (normalised
        words), else ``None``."""
        for lead_on in self._lead_ons:
            if lead_on.matches(words):
                return "more"
        core = words.split()
        while len(core) > 1 and core[0] in self._fillers:
            core = core[1:]
        while len(core) > 1 and core[-1] in self._fillers:
            core = core[:-1]
        asked = (words, " ".join(core))
        return next(
            (kind for form in asked for kind, forms in self._forms.items() if form in forms), None
        )

    def answer(self, situation: Situation) -> Answer | None:
        """What follows the last reply to this person, or ``None`` where that is not asked for."""
        last = situation.last
        kind = self.kind(situation.heard.words) or self._doubled(situation.heard)
        if last is None:
            return self._nothing_before(situation) if kind else None
        line = situation.character.line(last.reply.line)
        if (led := self._to_its_question(line, situation)) is not None:
            return led
        if kind is None:
            return self._to_silence(line, situation)
        for exchange in reversed((situation.own or situation.before)[-LOOKS_BACK:]):
            gambit = situation.character.beat_of(exchange.reply.volunteered)
            if gambit and (said := situation.choose_fresh(gambit.lines)):
                return Answer(said, gambit, went_on=True)
            beat = situation.character.beat(exchange.reply.beat)
            if beat:
                line = situation.character.line(exchange.reply.line)
                return self._on_from(beat, line, kind, situation)
        return self._nothing_before(situation)

    def _doubled(self, heard: Heard) -> str | None:
        """The kind of several follow-ups in a row: "him? really?", "Really? Only that?"."""
        kinds = [self.kind(sentence) for sentence in heard.sentences]
        return kinds[0] if len(kinds) > 1 and all(kinds) else None

    def clipped(self, situation: Situation) -> Answer | None:
        """What was said last, a step further, for a few words that mean nothing alone and no beat
        knows: "in what tone", "which one, then"."""
        words, last = situation.heard.words.split(), situation.last
        if last is None or last not in situation.own:
            return None
        beat = situation.character.beat(last.reply.beat)
        if beat is None or situation.heard.form == "action" or len(words) > LONGEST_CLIPPED:
            return None
        line = situation.character.line(last.reply.line)
        for lines in (*_rejoinders(beat, line, "more"), beat.lines):
            if said := situation.choose_fresh(lines):
                return Answer(said, beat, went_on=True)
        return None

    def _to_its_question(self, line: Line | None, situation: Situation) -> Answer | None:
        """What follows when somebody answers what the character itself asked."""
        words = situation.heard.words.split()
        if line is None or not words or len(words) > LONGEST_ANSWER or words[0] in self._asking:
            return None
        said = situation.choose_fresh(line.rejoinders.get("answered", ()))
        beat = situation.character.beat_of(line.id)
        return Answer(said, beat, went_on=True) if said else None

    def _to_silence(self, line: Line | None, situation: Situation) -> Answer | None:
        if self._social.kind(situation.heard, situation.names) != "silence":
            return None
        beat = situation.character.beat_of(line.id) if line else None
        for lines in _rejoinders(beat, line, "silence"):
            if said := situation.choose_fresh(lines):
                return Answer(said, beat, went_on=True)
        return None

    def _on_from(
        self, beat: Beat, line: Line | None, kind: str, situation: Situation
    ) -> Answer | None:
        for other, lines in _steps(beat, line, kind, situation):
            if said := situation.choose_fresh(lines):
                return Answer(said, other, went_on=True)
        # Everything there is was said not long ago: what was said least comes back.
        again = [each for lines in _rejoinders(beat, line, kind) for each in lines]
        said = situation.choose(again) or situation.choose(beat.lines)
        return Answer(said, beat, went_on=True) if said else None

    def _nothing_before(self, situation: Situation) -> Answer | None:
        said = situation.choose(situation.character.social.get("bare", ()))
        return Answer(said) if said else None


def _steps(
    beat: Beat, line: Line | None, kind: str, situation: Situation
) -> Iterator[tuple[Beat, Sequence[Line]]]:
    """Where a follow-up may lead, best first: rejoinders, and for "go on" what the beat leads to;
    then what else the beat has to say, and what its topic has."""
    character = situation.character
    yield from ((beat, lines) for lines in _rejoinders(beat, line, kind))
    if kind in _ONWARD:
        onward = (character.beat(target) for target in beat.leads_to)
        yield from ((other, other.lines) for other in onward if other)
    yield beat, beat.lines
    yield beat, character.hedges.get(beat.topic, ())
    if kind in _ONWARD:
        kindred = [other for other in character.beats if other.topic == beat.topic]
        sayable = [other for other in kindred if situation.can_say(other.lines)]
        yield from ((other, other.gambits) for other in sayable)
        yield from ((other, other.lines) for other in kindred)


def _rejoinders(beat: Beat | None, line: Line | None, kind: str) -> Iterator[Sequence[Line]]:
    for each in (kind, _NEXT_BEST.get(kind, "")):
        if line:
            yield line.rejoinders.get(each, ())
        if beat:
            yield beat.rejoinders.get(each, ())
