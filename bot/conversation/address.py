"""Whom a person speaks to, and what they say: names, one-field questions, limits."""

from bot.errors import NothingAsked, TooLong, UnknownCharacter
from bot.story import Character, Story
from bot.text import cleaned

LONGEST_QUESTION = 1000
"""Characters that a question may have."""


def addressed(story: Story, text: str) -> tuple[Character, str]:
    """Whom ``text`` is for and the rest of it: "camilla why do you dance" is a question to Camilla.

    The rest is empty where only a name stands. Raises ``UnknownCharacter``.
    """
    words = text.replace(",", " , ").split()
    names = story.names()
    longest = max((len(name.split()) for name in names), default=0)
    for count in range(min(longest, len(words)), 0, -1):
        name = " ".join(words[:count]).casefold()
        if name in names:
            rest = text.split(maxsplit=count)
            remainder = _after_words(text, count) if len(rest) > count or "," in text else ""
            return story.characters[names[name]], remainder
    try:
        return story.find_character(text), ""
    except UnknownCharacter:
        # A whole question in the field: the nearest name is that of its first word.
        raise (_unknown(story, words[0]) if words else _unknown(story, text)) from None


def _after_words(text: str, count: int) -> str:
    rest = text.replace(",", " , ", 1).split(maxsplit=count)
    return rest[count].lstrip(" ,:").strip() if len(rest) > count else ""


def _unknown(story: Story, name: str) -> UnknownCharacter:
    try:
        story.find_character(name)
    except UnknownCharacter as unknown:
        return unknown
    return UnknownCharacter(name)


def asked(words: str) -> str:
    """``words`` as a question that may be put. Raises ``NothingAsked`` or ``TooLong``."""
    if not cleaned(words).strip():
        raise NothingAsked("There was no question in that. Ask anything, in a sentence or two.")
    if len(words) > LONGEST_QUESTION:
        raise TooLong(
            f"That is {len(words):,} characters long, and {LONGEST_QUESTION:,} is the most that "
            "can be taken in at once. Could you put it more briefly?"
        )
    return words.strip()
