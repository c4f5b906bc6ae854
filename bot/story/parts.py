"""A text cut into parts where it cuts itself, and the words by which a passage is found again."""

import re
from collections.abc import Iterator

_HEADING = re.compile(
    r"^[ \t]*(?:chapter|part|act|scene)[ \t]+"
    r"(?:\d+|[ivxlc]+|one|two|three|four|five|six|seven|eight|nine|ten)"
    r"(?:[.:–—-][^\n]{0,60})?\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_MARKS = re.compile(r"^[ \t]*[*#~•⁂_=–—-][*#~•⁂_=–— \t-]*\r?$\n?", re.MULTILINE)
_WORD = re.compile(r"\S+")
FEWEST_WORDS = 30
"""A part with fewer words is a heading or a motto, and belongs to the one after it."""
MOST_PARTS = 20
"""A text that cuts itself more often is left whole: its scenes are longer than its marks say."""
_EDGE_WORDS = 6
_EDGE_LETTERS = 60


def parts_of(text: str) -> tuple[str, ...]:
    """``text`` (not blank) in parts, cut before headings and after lines such as ``* * *``. None
    is blank, and white space at their edges is left out; else they are the whole text."""
    cuts = {found.start() for found in _HEADING.finditer(text)}
    cuts |= {found.end() for found in _MARKS.finditer(text)}
    edges = sorted({0, *cuts, len(text)})
    parts: list[tuple[int, int]] = []
    begin = 0
    for end in edges[1:]:
        if len(text[begin:end].split()) >= FEWEST_WORDS:
            parts.append((begin, end))
            begin = end
    last_begin = parts.pop()[0] if parts and begin < len(text) else begin
    if last_begin < len(text):
        parts.append((last_begin, len(text)))
    if len(parts) > MOST_PARTS:
        return (text.strip(),)
    return tuple(text[start:end].strip() for start, end in parts)


def first_words(part: str) -> str:
    """The words with which ``part`` (stripped) begins, on its first line."""
    line = part.splitlines()[0]
    found = [word.end() for word in _WORD.finditer(line)][:_EDGE_WORDS]
    return line[: min(found[-1], _EDGE_LETTERS)].rstrip()


def last_words(part: str) -> str:
    """The words with which ``part`` (stripped) ends, as many as it takes for them to stand nowhere
    before in it."""
    return next(words for words in _endings(part) if part.find(words) == len(part) - len(words))


def _endings(part: str) -> Iterator[str]:
    """Longer and longer endings of ``part``, the last one all of it."""
    line = part.splitlines()[-1].lstrip()
    found = [word.start() for word in _WORD.finditer(line)][-_EDGE_WORDS:]
    ending = line[max(found[0], len(line) - _EDGE_LETTERS) :].lstrip()
    length = len(ending)
    while length < len(part):
        yield part[-length:].lstrip()
        length *= 2
    yield part


def quotable_words(text: str) -> str:
    """Some words of ``text`` (not blank) to quote: those that its first full line begins with."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    full = next((line for line in lines if len(line.split()) > _EDGE_WORDS), lines[0])
    return first_words(full)
