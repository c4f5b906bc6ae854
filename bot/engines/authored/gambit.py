"""Lines a character volunteers after it turned something aside, so that there is more to ask."""

from collections.abc import Iterator
from dataclasses import replace

from bot.engines.authored.choose import random_of
from bot.engines.authored.situation import Answer, Situation
from bot.story import Beat, Line

REST = 3
"""After a volunteered line so many replies come without one: an invitation every time tires."""
STUCK = 2
"""After so many deflections in a row somebody needs a hand, tired of it or not."""


def with_gambit(answer: Answer, situation: Situation) -> Answer:
    """``answer`` with a line volunteered after it, where one is called for and there is one."""
    if not answer.may_lead_on or answer.line.text.rstrip('*_"”’) ').endswith("?"):
        return answer
    tired = any(exchange.reply.volunteered for exchange in situation.own[-REST:])
    if tired and situation.standing.deflected < STUCK:
        return answer
    open_topics = {situation.standing.topic}
    found = list(_unheard(situation))
    near = [line for beat, line in found if beat.topic in open_topics]
    lines = near or [line for _beat, line in found]
    return replace(answer, gambit=random_of(lines, situation.seed)) if lines else answer


def _unheard(situation: Situation) -> Iterator[tuple[Beat, Line]]:
    """Gambits of beats that nothing was said of lately, as far as they may be said."""
    for beat in situation.character.beats:
        if any(situation.said[line.id] for line in (*beat.lines, *beat.gambits)):
            continue
        if not situation.can_say(beat.lines):
            continue
        yield from ((beat, line) for line in situation.can_say(beat.gambits))
