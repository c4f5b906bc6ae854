"""What was truly said here before: "what did I just ask you?", "who else have you talked to?".

Only exchanges the character was present for are looked at, and nothing is claimed beyond their
words, so such a reply stands on what was played.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.engines.authored.lexicon import SOMEONE, Lexicon
from bot.engines.authored.normalise import Normaliser
from bot.engines.authored.situation import Answer, Situation
from bot.text import named, one_line, plain
from bot.turn import Exchange

LOOKS_BACK = 100
"""So many of a person's exchanges are gone through for what they asked or told."""
_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip
LONGEST_QUOTE = 140
"""Characters of what is said again."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What the memory has for a question: the kind of lines that say it, and their values."""

    kind: str
    values: Mapping[str, object]


class Recall:
    """Answers questions about what was said here, out of the exchanges themselves."""

    def __init__(self, lexicon: Lexicon, normaliser: Normaliser) -> None:
        self._patterns = lexicon.recall
        self._common = lexicon.common
        self._normaliser = normaliser

    def answer(self, situation: Situation) -> Answer | None:
        """A line that recalls, or ``None`` where nothing of the kind was asked."""
        asked = self._kind(situation)
        if asked is None:
            return None
        kind, someone = asked
        found = self._found(kind, someone, situation)
        line = situation.choose(situation.character.recall.get(found.kind, ()))
        return Answer(line, stands_on="played", values=found.values) if line else None

    def _kind(self, situation: Situation) -> tuple[str, str | None] | None:
        words = situation.heard.words
        for name in _others(situation):
            spoken = f" {words} ".replace(f" {self._normaliser.normalise(name)} ", f" {SOMEONE} ")
            if self._means("other", spoken.strip()):
                return "other", name
        kinds = (kind for kind in self._patterns if kind != "other")
        return next(((kind, None) for kind in kinds if self._means(kind, words)), None)

    def _means(self, kind: str, words: str) -> bool:
        return any(pattern.matches(words) for pattern in self._patterns[kind])

    def _found(self, kind: str, someone: str | None, situation: Situation) -> _Found:
        if kind in {"others", "other"}:
            return self._of_others(someone, situation)
        if not situation.own:
            return _Found("stranger", {})
        return self._told(situation) if kind == "told" else self._of_own(kind, situation.own)

    def _of_own(self, kind: str, own: Sequence[Exchange]) -> _Found:
        if kind == "last-said":
            return _Found(kind, {"words": one_line(plain(own[-1].reply.text), LONGEST_QUOTE)})
        if kind == "remember":
            return _Found(kind, {"words": _words(own[0]), "times": _counted(len(own))})
        ordered = own if kind == "first-asked" else own[::-1]
        return _Found(kind, {"words": _words(self._asked(ordered))})

    def _of_others(self, someone: str | None, situation: Situation) -> _Found:
        if someone is None:
            names = _others(situation)
            return _Found("others", {"names": _listed(names)}) if names else _Found("nobody", {})
        theirs = [each for each in situation.before[::-1] if _is_other(each, someone, situation)]
        return _Found("other", {"name": someone, "words": _words(self._asked(theirs))})

    def _asked(self, ordered: Sequence[Exchange]) -> Exchange:
        """The first of ``ordered`` that asks something of its own, else that says anything."""
        near = ordered[:LOOKS_BACK]
        spoken = [each for each in near if self._normaliser.normalise(each.turn.words)]
        return next(filter(self._asks, spoken), (spoken or near)[0])

    def _asks(self, exchange: Exchange) -> bool:
        """Whether somebody asked something of its own there, and did not only follow up."""
        heard = self._normaliser.hear(exchange.turn.words)
        recalls = any(self._means(kind, heard.words) for kind in self._patterns)
        return heard.form == "question" and len(heard.words.split()) > 2 and not recalls

    def _told(self, situation: Situation) -> _Found:
        """The sentence of theirs that shares most words with the question, the latest of equals."""
        asked = self._telling(situation.heard.words)
        best: tuple[int, Exchange] | None = None
        for exchange in situation.own[-LOOKS_BACK:]:
            heard = self._normaliser.normalise(exchange.turn.words)
            shared = len(asked & self._telling(heard))
            if shared and not self._means("told", heard) and (best is None or shared >= best[0]):
                best = shared, exchange
        return _Found("told", {"words": _words(best[1])}) if best else _Found("not-told", {})

    def _telling(self, words: str) -> set[str]:
        return {word.rstrip("s") for word in words.split() if word not in self._common}


def _is_other(exchange: Exchange, name: str, situation: Situation) -> bool:
    person = exchange.turn.person
    return person.id != situation.person and named(person.name) == name


def _others(situation: Situation) -> list[str]:
    """Who else was here, as they are called, in the order they first spoke."""
    people = (each.turn.person for each in situation.before)
    names = dict.fromkeys(named(each.name) for each in people if each.id != situation.person)
    return list(names)


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _counted(times: int) -> str:
    return _NUMBERS[times] if times < len(_NUMBERS) else str(times)


def _words(exchange: Exchange) -> str:
    return one_line(exchange.turn.words, LONGEST_QUOTE)
