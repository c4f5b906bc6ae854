"""The small pattern language for core facts, where who did what to whom must not be confused.

``(he|the director)`` is one of several, ``[really]`` may be left out, ``*`` is any number of words.
Everything else is a word as it stands. A pattern matches a whole question, normalised.

Matching follows all possibilities at once, word by word (Thompson 1968), so that no pattern and no
question can make it slow: its time is the pattern's length times the question's.
"""

import re
from dataclasses import dataclass
from typing import TypeAlias

_PART = re.compile(r"\s*([()\[\]|*]|[^\s()\[\]|*]+)")
_CLOSES = {"(": ")", "[": "]"}
ANY = "*"
DEEPEST = 10


class PatternError(ValueError):
    """A pattern is not well formed; the message says how."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of several sequences, or, if it is optional, none of them."""

    branches: tuple["Sequence", ...]
    optional: bool


Sequence: TypeAlias = tuple[str | OneOf, ...]
"""Words, ``*`` and groups, one after the other."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern. ``text`` is what the writer wrote."""

    text: str
    parts: Sequence

    def matches(self, words: str) -> bool:
        """Whether ``words`` (normalised, one space between them) are what the pattern means."""
        heard = words.split()
        return len(heard) in _ends(self.parts, heard, frozenset({0}))

    @property
    def weight(self) -> int:
        """How many words the pattern names: the more exact of two patterns has more."""
        return len(re.findall(r"[^\s()\[\]|*]+", self.text))


def _ends(parts: Sequence, heard: list[str], places: frozenset[int]) -> frozenset[int]:
    """Where ``parts`` may end in ``heard`` when they begin at one of ``places``."""
    for part in parts:
        if not places:
            break
        if isinstance(part, OneOf):
            found = frozenset().union(*(_ends(each, heard, places) for each in part.branches))
            places = found | places if part.optional else found
        elif part == ANY:
            places = frozenset(range(min(places), len(heard) + 1))
        else:
            places = frozenset(
                place + 1 for place in places if place < len(heard) and heard[place] == part
            )
    return places


def compile_pattern(text: str) -> Pattern:
    """The pattern that ``text`` describes. Raises :class:`PatternError`."""
    parts = _PART.findall(text.lower())
    if not set(parts) - set("()[]|*"):
        raise PatternError("it names no word")
    branches, _ = _branches(parts, closing=None)
    return Pattern(text, branches[0])


def _branches(
    parts: list[str], closing: str | None, depth: int = 0
) -> tuple[tuple[Sequence, ...], list[str]]:
    """The sequences up to ``closing``, and the parts after it."""
    if depth > DEEPEST:
        raise PatternError(f"its groups are nested more than {DEEPEST} deep")
    branches: list[list[str | OneOf]] = [[]]
    while parts:
        part, parts = parts[0], parts[1:]
        if part in _CLOSES.values():
            if part != closing:
                raise PatternError(f"{part!r} closes nothing")
            return tuple(map(tuple, branches)), parts
        if part == "|":
            if closing is None:
                raise PatternError("'|' stands between ( ) or [ ] only")
            branches.append([])
        elif part in _CLOSES:
            inner, parts = _branches(parts, _CLOSES[part], depth + 1)
            branches[-1].append(OneOf(inner, optional=part == "["))
        else:
            branches[-1].append(part)
    if closing is not None:
        raise PatternError(f"a {closing!r} is missing")
    return tuple(map(tuple, branches)), []
