"""Finding words in the story's text, and the nearest passage to words that are not there."""

import re

from rapidfuzz import fuzz

_WORD = re.compile(r"\S+")


def find_span(text: str, words: str, start: int = 0) -> tuple[int, int] | None:
    """``(start, end)`` of ``words`` in ``text``, word for word; ``None`` if they are nowhere."""
    found = text.find(words, start)
    return None if found < 0 else (found, found + len(words))


def nearest_passage(text: str, words: str) -> str:
    """The passage of ``text`` most like ``words``, in whole words of the text."""
    aligned = fuzz.partial_ratio_alignment(words.casefold(), text.casefold())
    if aligned is None or aligned.dest_end <= aligned.dest_start:
        return text[:60]
    begin, end = aligned.dest_start, aligned.dest_end
    whole = [
        word.span()
        for word in _WORD.finditer(text)
        # A word counts when at least half of it is inside the alignment.
        if min(word.end(), end) - max(word.start(), begin) >= (word.end() - word.start()) / 2
    ]
    return " ".join(text[whole[0][0] : whole[-1][1]].split()) if whole else text[begin:end]
