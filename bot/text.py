"""Plain text and light markup: escaping what people wrote, and cutting at sentences.

Light markup is the small part of Discord's markdown that a pack may use: ``*a gesture*``, and a
backslash before any character that is meant as itself.
"""

import re
import unicodedata
from collections.abc import Iterator

# Zero-width joiners stay: Persian, Indic scripts and emoji are written with them.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\u2800\u3164\ufeff\uffa0\U000e0000-\U000e0fff]"
)
# The first group is what stands before the sign of a list or a heading: the backslash goes after.
_MARKUP = re.compile(
    r"(^[^\S\n]*(?:\d+(?=[.)]\s)|(?=[-+#])))|[\\*_~`|<>@\[\]]|:(?=//)", re.MULTILINE
)
_ESCAPED = re.compile(r"\\([^\w\s]|_)")
LONGEST_NAME = 80
_SPACE = re.compile(r"\s")
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)*]*(?=\s|$)")


def cleaned(text: str) -> str:
    """``text`` without control characters and invisible marks that reorder or hide letters."""
    kept = (
        " " if char in "\t\r\v\f" else char
        for char in _INVISIBLE.sub("", text)
        if char in "\n\t\r\v\f" or unicodedata.category(char) not in {"Cc", "Cs"}
    )
    return "".join(kept)


def escaped(text: str) -> str:
    """``text`` in light markup, so that it shows as the plain text it is."""
    return _MARKUP.sub(_with_backslash, cleaned(text))


def _with_backslash(found: re.Match[str]) -> str:
    return f"\\{found[0]}" if found[1] is None else f"{found[1]}\\"


def named(name: str) -> str:
    """``name`` as it is shown: on one line, and "somebody" where nothing of it can be seen."""
    return one_line(name, LONGEST_NAME) or "somebody"


def plain(markup: str) -> str:
    """Light markup as it reads without Discord: backslashes gone, gestures still between stars."""
    return _ESCAPED.sub(r"\1", markup)


def one_line(text: str, limit: int) -> str:
    """``text`` on one line, cut with an ellipsis to at most ``limit`` characters."""
    line = " ".join(cleaned(text).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of ``text``, in order and without the space between them."""
    found: list[str] = []
    start = 0
    for end in _SENTENCE_END.finditer(text):
        found.append(text[start : end.end()].strip())
        start = end.end()
    rest = text[start:].strip()
    return (*found, rest) if rest else tuple(found)


def split_at_sentences(text: str, limit: int) -> tuple[str, ...]:
    """``text`` in parts of at most ``limit`` characters, cut after a sentence where one ends,
    else between words, else where the limit falls. Nothing but white space at a cut is lost."""
    return tuple(_parts(text.strip(), limit))


def _parts(text: str, limit: int) -> Iterator[str]:
    while len(text) > limit:
        ends = [end.end() for end in _SENTENCE_END.finditer(text, 0, limit + 1)]
        cut = next((end for end in reversed(ends) if end <= limit), 0)
        cut = cut or max((each.start() for each in _SPACE.finditer(text, 0, limit + 1)), default=0)
        cut = cut or _whole_escape(text, limit)
        yield text[:cut].rstrip()
        text = text[cut:].lstrip()
    if text:
        yield text


def _whole_escape(text: str, limit: int) -> int:
    """``limit``, or one less where it would part a backslash from its character."""
    slashes = len(text[:limit]) - len(text[:limit].rstrip("\\"))
    return max(1, limit - slashes % 2)
