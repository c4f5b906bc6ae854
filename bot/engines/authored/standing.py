"""How a person stands with a character: mood and trust, folded over what was said between them.

Nothing of it is kept anywhere: it follows from the exchanges that the channel remembers, so it
survives a restart, goes back with a rewound scene, and is forgotten with them.
"""

from collections.abc import Sequence

from bot.engines.authored.behaviour import Behaviours
from bot.engines.authored.situation import Standing
from bot.story import Character
from bot.story.files import MOST_TRUST
from bot.turn import Exchange

LOOKS_BACK = 24
"""So many of a person's exchanges shape how they stand."""
MOOD_LASTS = 3
"""After so many more turns a mood has passed."""
PATIENCE = 6
"""So many turns in a row without cruelty are patience."""
_WINS = {"praise": 1, "thanks": 1, "comfort": 1, "insult": -2, "again": -1}


class Standings:
    """Folds exchanges into a standing."""

    def __init__(self, behaviours: Behaviours) -> None:
        self._behaviours = behaviours

    def of(
        self, character: Character, names: Sequence[str], own: Sequence[Exchange], typed: str
    ) -> Standing:
        """How the person of the exchanges ``own`` stands with ``character``, having now said
        ``typed``."""
        lately = own[-LOOKS_BACK:]
        turns = [*(exchange.turn.words for exchange in lately), typed]
        done = self._behaviours.of(turns, names)
        stirred = [_stirs(character, exchange) for exchange in lately]
        return Standing(
            mood=_mood(character, done, stirred),
            trust=_trust(done),
            deflected=_deflected(lately),
            topic=_topic(character, lately),
        )


def _mood(character: Character, done: Sequence[str | None], stirred: Sequence[str | None]) -> str:
    """The latest mood that something brought about and that has not passed yet."""
    moods = character.persona.moods
    latest = len(done) - 1
    for at in range(latest, max(-1, latest - MOOD_LASTS - 1), -1):
        if (behaviour := done[at]) and behaviour in moods.moves:
            return moods.moves[behaviour]
        if at >= 1 and (mood := stirred[at - 1]):
            return mood
    patient = len(done) > PATIENCE and "insult" not in done[-PATIENCE:]
    return moods.moves.get("patience", moods.rests) if patient else moods.rests


def _stirs(character: Character, exchange: Exchange) -> str | None:
    beat = character.beat(exchange.reply.beat)
    return beat.mood if beat else None


def _trust(done: Sequence[str | None]) -> int:
    trust = 0
    for at, behaviour in enumerate(done, start=1):
        trust += _WINS.get(behaviour or "", 0) + (at % 5 == 0)
        trust = max(0, min(MOST_TRUST, trust))
    return trust


def _deflected(own: Sequence[Exchange]) -> int:
    count = 0
    for exchange in reversed(own):
        if exchange.reply.stands_on != "deflection":
            break
        count += 1
    return count


def _topic(character: Character, own: Sequence[Exchange]) -> str | None:
    beat = character.beat(own[-1].reply.beat) if own else None
    return beat.topic if beat else None
