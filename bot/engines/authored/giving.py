"""What is handed over in an action: "*slides you the letter without a word*" is "the letter"."""

import re

from bot.engines.authored.lexicon import Giving
from bot.engines.authored.normalise import ACTION

_PHRASE = re.compile(r"[^.,;:!?()\n—–]+")
_WORD = re.compile(r"[^\s]+")
MOST_WORDS = 5
LONGEST_THING = 60
"""Characters. A thing with a longer name, or one of more words, is not called by it."""
_HANGING = frozenset({"of", "with", "her", "his", "its", "the", "a", "an", "my", "your"})
_FROM_HERE = {"my": "your", "your": "my", "mine": "yours", "yours": "mine"}
"""Whose a thing is, said by the other side."""


def thing_given(typed: str, giving: Giving) -> str | None:
    """The thing that an action in ``typed`` hands over or shows, in the words of whoever gets it
    ("my coat" is "your coat"), or ``None``."""
    for action in ACTION.findall(typed):
        for phrase in _PHRASE.findall(action.strip("*_")):
            if thing := _thing(_WORD.findall(phrase), giving):
                return thing
    return None


def _thing(words: list[str], giving: Giving) -> str | None:
    lower = [word.casefold() for word in words]
    begins = next((at for at, word in enumerate(lower) if word in giving.verbs), None)
    if begins is None:
        return None
    start = begins + 1
    while start < len(words) and lower[start] in giving.to_whom:
        start += 1
    if start >= len(words) or lower[start] not in giving.determiners:
        return None
    end = start + 1
    while end < len(words) and lower[end] not in giving.stops | giving.to_whom:
        end += 1
    while end > start and lower[end - 1] in _HANGING:
        end -= 1  # "a photograph of you two" is a photograph
    if not 1 < end - start <= MOST_WORDS or lower[end - 1] in giving.no_things:
        return None
    thing = " ".join(_FROM_HERE.get(word.casefold(), word) for word in words[start:end])
    return thing if len(thing) <= LONGEST_THING else None
