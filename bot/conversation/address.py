"""Whom a person speaks to, and what they say: names, one-field questions, limits."""

import re
from collections.abc import Iterable

from bot.conversation.care import heed
from bot.errors import NothingAsked, TooLong
from bot.story import Character, Story
from bot.text import cleaned

LONGEST_QUESTION = 1000
"""Characters that a question may have."""

# A name may be followed by any of these before the question: "Camilla, why", "Camilla: why".
_WORD = re.compile(r"[^\s,:;!?]+")
_AFTER_A_NAME = re.compile(r"[\s,:;!?]*")


def spoken(story: Story, whom: str, words: str = "") -> tuple[Character, str]:
    """Who is spoken to, and what is said: ``whom`` may be a name, or a name and a question.

    Raises ``CareNeeded`` before anything else, and ``UnknownCharacter``.
    """
    heed(f"{whom} {words}")
    character, rest = addressed(story, whom)
    return character, " ".join(part for part in (rest, words.strip()) if part)


def addressed(story: Story, text: str) -> tuple[Character, str]:
    """Whom ``text`` is for and the rest of it: "camilla why do you dance" is a question to Camilla.

    The rest is empty where only a name stands. Raises ``UnknownCharacter``.
    """
    words = list(_WORD.finditer(text))
    names = {_joined(_WORD.findall(name)): who for name, who in story.names().items()}
    longest = max((len(name.split()) for name in names), default=0)
    for count in range(min(longest, len(words)), 0, -1):
        name = _joined(word.group() for word in words[:count])
        if name in names:
            rest = _AFTER_A_NAME.sub("", text[words[count - 1].end() :], count=1)
            return story.characters[names[name]], rest.strip()
    # A whole question in the field: the nearest name is that of its first word.
    return story.find_character(words[0].group() if words else text), ""


def _joined(words: Iterable[str]) -> str:
    return " ".join(words).casefold()


def asked(words: str) -> str:
    """``words`` as a question that may be put.

    Raises ``CareNeeded``, ``NothingAsked`` or ``TooLong``.
    """
    heed(words)
    if not cleaned(words).strip():
        raise NothingAsked("There was no question in that. Ask anything, in a sentence or two.")
    words = words.strip()
    if len(words) > LONGEST_QUESTION:
        raise TooLong(
            f"That is {len(words):,} characters long, and {LONGEST_QUESTION:,} is the most that "
            "can be taken in at once. Could you put it more briefly?"
        )
    return words
