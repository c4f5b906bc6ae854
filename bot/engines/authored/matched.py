"""From what a turn may mean to an answer: the surest beat that has something new to say."""

from bot.engines.authored.matcher import Match
from bot.engines.authored.situation import Answer, Situation
from bot.story import Beat

LIKELY = 8
FOLLOWS = 0.05
SAME_TOPIC = 0.03
"""What is added to the confidence of a beat that the last one leads to, or of its topic: enough to
decide between two that are as likely, and little beside a clear question."""
CLOSE = 0.7
"""A beat with so much of the best one's confidence may answer where that one is spent."""


def confident(match: Match, sure: float, situation: Situation) -> Answer | None:
    """A line of the beat that the turn means, where that is sure; ``None`` otherwise."""
    ranked = _in_context(match, situation)
    best = ranked[0][1]
    if best < sure:
        return None
    for name, confidence in ranked:
        if confidence < max(sure, CLOSE * best):
            break
        beat = situation.character.beat(name)
        if beat and (answer := _unsaid(beat, situation)):
            return answer
    beat = situation.character.beat(ranked[0][0])
    line = situation.choose(beat.lines) if beat else None
    return Answer(line, beat) if line else None


def _in_context(match: Match, situation: Situation) -> list[tuple[str, float]]:
    """The beats that may be meant, best first, those that follow from what was said last or share
    its topic with a little more confidence."""
    last = situation.own[-1].reply.beat if situation.own else None
    before = situation.character.beat(last)
    if before is None:
        return list(match.beats)

    def near(name: str) -> float:
        beat = situation.character.beat(name)
        topic = SAME_TOPIC if beat and beat.topic == before.topic else 0.0
        return max(topic, FOLLOWS if name in before.leads_to else 0.0)

    likely = [(name, confidence + near(name)) for name, confidence in match.beats[:LIKELY]]
    return sorted(likely, key=lambda each: -each[1])


def _unsaid(beat: Beat, situation: Situation) -> Answer | None:
    """What the beat has to say that was not said of late: its lines, else its rejoinders."""
    if line := situation.choose_fresh(beat.lines):
        return Answer(line, beat)
    if not situation.can_say(beat.lines):
        return None
    for kind in ("more", "and-then", "why"):
        if line := situation.choose_fresh(beat.rejoinders.get(kind, ())):
            return Answer(line, beat)
    return None


def social(match: Match, sure: float, situation: Situation) -> Answer | None:
    """A line for the social turn that the words come to, where that is surer than any beat."""
    kind, confidence = match.social[0]
    if confidence < max(sure, match.beats[0][1]):
        return None
    line = situation.choose(situation.character.social.get(kind, ()))
    return Answer(line) if line else None


def received(match: Match, sure: float, situation: Situation) -> Answer | None:
    """A line that receives the kind of turn this is (something sad of their own, a boast, a doubt),
    where that is sure and surer than any beat. ``None`` otherwise, and for a deflection."""
    kind, confidence = match.acts[0]
    if confidence < max(sure, match.beats[0][1]):
        return None
    line = situation.choose(situation.character.acts.get(kind, ()))
    return Answer(line) if line else None


def out_of_reach(match: Match, sure: float, situation: Situation) -> bool:
    """Whether the turn means a beat of which nothing may be said here and now: a hedge would only
    hint at what is to come."""
    name, confidence = match.beats[0]
    beat = situation.character.beat(name)
    return confidence >= sure and beat is not None and not situation.can_say(beat.lines)


def hedged(match: Match, on_topic: float, situation: Situation) -> Answer | None:
    """A line of the topic that the turn is near to, where no beat is sure."""
    if not match.topics:
        return None
    topic = max(match.topics, key=lambda each: match.topics[each])
    if match.topics[topic] < on_topic:
        return None
    line = situation.choose_fresh(situation.character.hedges.get(topic, ()))
    return Answer(line, stands_on="deflection") if line else None
