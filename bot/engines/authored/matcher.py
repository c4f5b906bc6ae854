"""Which of a character's beats a turn means, learned from the beats' triggers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.engines.authored.lexicon import Examples
from bot.engines.likeness import Likeness
from bot.story import Character

CLEAR_ALONE = 0.4
"""A clause is heard alone when it is so clear, and the whole, whose other words may have drowned
it, less clear by ``CLEARER``."""
CLEARER = 0.2
MOST_CLAUSES = 4
"""Each takes as long to hear as the whole."""


@dataclass(frozen=True, slots=True)
class Match:
    """What a turn means: beats, kinds of social turn and acts with their confidence, best first,
    what each topic gathers of the beats, and how much the turn belongs to each kind of deflection,
    of which ``clear`` is enough."""

    beats: tuple[tuple[str, float], ...]
    social: tuple[tuple[str, float], ...]
    acts: tuple[tuple[str, float], ...]
    topics: Mapping[str, float]
    deflections: Mapping[str, float]
    clear: float


@dataclass(frozen=True, slots=True)
class TriggerSpans:
    """Where the triggers of a character's beats, social turns, acts and deflections stand among
    all phrases: they follow one another in this order."""

    beats: Mapping[str, tuple[int, int]]
    social: Mapping[str, tuple[int, int]]
    acts: Mapping[str, tuple[int, int]]
    deflections: Mapping[str, tuple[int, int]]


def triggers_of(
    characters: Mapping[str, Character], examples: Examples
) -> tuple[list[str], dict[str, TriggerSpans]]:
    """All trigger phrases of all characters in one list, each with the ``examples`` that hold for
    any story, and where each one's stand in it."""
    phrases: list[str] = []
    spans: dict[str, TriggerSpans] = {}

    def add(answers: Sequence[str]) -> tuple[int, int]:
        phrases.extend(answers)
        return len(phrases) - len(answers), len(phrases)

    for name, character in characters.items():
        spans[name] = TriggerSpans(
            {beat.id: add(beat.answers) for beat in character.beats},
            {kind: add(each) for kind, each in examples.social.items()},
            {kind: add(each) for kind, each in examples.acts.items()},
            {
                kind: add([*each.answers, *examples.deflections.get(kind, ())])
                for kind, each in character.deflections.items()
            },
        )
    return phrases, spans


class Matcher:
    """Scores the beats of one character for what was said."""

    def __init__(self, likeness: Likeness, character: Character, spans: TriggerSpans) -> None:
        self._likeness = likeness
        self._topics = {beat.id: beat.topic for beat in character.beats}
        self._social = tuple(spans.social)
        self._acts = tuple(spans.acts)
        self._deflections = tuple(spans.deflections)
        parts = (spans.beats, spans.social, spans.acts, spans.deflections)
        self._spans = [span for part in parts for span in part.values()]
        self._classes = likeness.classes(self._spans)
        self.sure = self._classes.sure
        self.very_sure = self._classes.very_sure
        self.half_sure = self._classes.half_sure
        self.on_topic = self._classes.on_topic

    def match(self, words: str, clauses: Sequence[str] = ()) -> Match:
        """The beats that ``words`` may mean; one of the ``clauses`` is heard alone where that is
        clearer. Confidence is a beat's score less what speaks most against an answer."""
        best = whole = self._match(words)
        if whole.beats[0][1] >= CLEAR_ALONE:
            return whole
        for clause in clauses[:MOST_CLAUSES]:
            alone = self._match(clause)
            clear = max(CLEAR_ALONE, whole.beats[0][1] + CLEARER, best.beats[0][1])
            if alone.beats[0][1] >= clear:
                best = alone
        return best

    def left_out(self) -> Iterator[Match]:
        """For each trigger, in order, what it would be taken for if it had not been learned."""
        return map(self._of_scores, self._likeness.left_out(self._spans))

    def _match(self, words: str) -> Match:
        return self._of_scores(self._classes.scores(words))

    def _of_scores(self, scores: Sequence[float]) -> Match:
        left = iter(scores)
        own = {beat: next(left) for beat in self._topics}
        social = {kind: next(left) for kind in self._social}
        acts = {kind: next(left) for kind in self._acts}
        deflections = {kind: next(left) for kind in self._deflections}
        against = self._classes.against * max(0.0, *deflections.values())
        topics: dict[str, float] = {}
        for beat, score in own.items():
            topic = self._topics[beat]
            topics[topic] = topics.get(topic, -against) + max(0.0, score)
        return Match(
            beats=_best_first(own, against),
            social=_best_first(social, against),
            acts=_best_first(acts, against),
            topics=topics,
            deflections=deflections,
            clear=self._classes.clear,
        )


def _best_first(scores: Mapping[str, float], against: float) -> tuple[tuple[str, float], ...]:
    ranked = sorted(scores.items(), key=lambda each: -each[1])
    return tuple((name, score - against) for name, score in ranked)
