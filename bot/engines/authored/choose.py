"""Choosing among lines: what may be said here, least used first, then by mood, then by a seed."""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeVar

from bot.story import Line
from bot.turn import Exchange

Choice = TypeVar("Choice")

REPEAT_WINDOW = 20
"""No line comes back within so many of a character's replies while another is there."""


def available(
    lines: Iterable[Line], known: frozenset[str], place: int, trust: int
) -> tuple[Line, ...]:
    """The lines whose facts are all known, whose scene has been reached, and that are not kept for
    somebody who is trusted more."""
    return tuple(
        line
        for line in lines
        if line.since <= place and line.trust <= trust and known.issuperset(line.stands_on)
    )


def recently_said(heard: Sequence[Exchange]) -> Counter[str]:
    """How often each line was said in the last replies, by line id."""
    replies = [exchange.reply for exchange in heard[-REPEAT_WINDOW:]]
    lines = (line for reply in replies for line in (reply.line, reply.volunteered))
    return Counter(line for line in lines if line is not None)


def pick(lines: Sequence[Line], said: Counter[str], mood: str, seed: str) -> Line | None:
    """The line said least of late; among equals the one that took most trust to hear, then one for
    this mood, then one for any; the seed decides the rest. ``None`` of none."""
    if not lines:
        return None

    def rank(line: Line) -> tuple[int, int, bool, bool]:
        return said[line.id], -line.trust, mood not in line.moods, bool(line.moods)

    best = min(map(rank, lines))
    return random_of([line for line in lines if rank(line) == best], seed)


def random_of(choices: Sequence[Choice], seed: str) -> Choice:
    """One of ``choices``; the same seed picks the same one."""
    return random.Random(seed).choice(choices)  # noqa: S311 - a choice of words, nothing secret
