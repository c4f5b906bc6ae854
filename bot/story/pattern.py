"""The small pattern language for core facts, where who did what to whom must not be confused.

``(he|the director)`` is one of several, ``[really]`` may be left out, ``*`` is any number of words.
Everything else is a word as it stands. A pattern matches a whole question, normalised.
"""

import re
from dataclasses import dataclass, field

_PART = re.compile(r"\s*([()\[\]|*]|[^\s()\[\]|*]+)")
_CLOSES = {"(": ")", "[": "]"}


class PatternError(ValueError):
    """A pattern is not well formed; the message says how."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern. ``text`` is what the writer wrote."""

    text: str
    _expression: re.Pattern[str] = field(repr=False, compare=False)

    def matches(self, words: str) -> bool:
        """Whether ``words`` (normalised, one space between them) are what the pattern means."""
        return self._expression.fullmatch(f" {words}") is not None

    @property
    def weight(self) -> int:
        """How many words the pattern names: the more exact of two patterns has more."""
        return len(re.findall(r"[^\s()\[\]|*]+", self.text))


def compile_pattern(text: str) -> Pattern:
    """The pattern that ``text`` describes. Raises :class:`PatternError`."""
    tokens = _PART.findall(text.lower())
    if not set(tokens) - set("()[]|*"):
        raise PatternError("it names no word")
    expression, rest = _alternatives(tokens, closing=None)
    if rest:
        raise PatternError(f"{rest[0]!r} closes nothing")
    return Pattern(text, re.compile(expression))


def _alternatives(tokens: list[str], closing: str | None) -> tuple[str, list[str]]:
    branches = [""]
    while tokens:
        part, tokens = tokens[0], tokens[1:]
        if part in (")", "]"):
            if part != closing:
                raise PatternError(f"{part!r} closes nothing")
            return f"(?:{'|'.join(branches)})", tokens
        if part == "|":
            if closing is None:
                raise PatternError("'|' stands between ( ) or [ ] only")
            branches.append("")
        elif part in _CLOSES:
            inner, tokens = _alternatives(tokens, _CLOSES[part])
            branches[-1] += inner + ("?" if part == "[" else "")
        else:
            # Every word carries the space before it, so that nothing is left between words.
            branches[-1] += r"(?: \S+)*?" if part == "*" else " " + re.escape(part)
    if closing is not None:
        raise PatternError(f"a {closing!r} is missing")
    return f"(?:{'|'.join(branches)})", []
