"""What is wrong with a pack: one value for each problem, and the nearest right thing."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process, utils


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong in a pack: where, what, and what would be right."""

    file: str
    line: int
    wrong: str
    right: str = ""

    def __str__(self) -> str:
        """``file:line: what is wrong. What would be right.``"""
        return f"{self.file}:{self.line}: {self.wrong}{' ' if self.right else ''}{self.right}"


def nearest(name: str, known: Iterable[str], limit: int = 1, *, alike: int = 55) -> tuple[str, ...]:
    """The names most like ``name``, best first, none less than ``alike`` (of 100)."""
    found = process.extract(
        name, list(known), scorer=fuzz.WRatio, processor=utils.default_process,
        limit=limit, score_cutoff=alike,
    )  # fmt: skip
    return tuple(match for match, _score, _index in found)


def nearest_hint(name: str, known: Iterable[str]) -> str:
    """A sentence naming the nearest known name, or all of them where none is near."""
    names = sorted(known)
    if match := nearest(name, names):
        return f"Did you mean {match[0]!r}?"
    if not names:
        return "None is known."
    shown = ", ".join(names[:12])
    return f"Known are: {shown}{', …' if len(names) > 12 else ''}."
