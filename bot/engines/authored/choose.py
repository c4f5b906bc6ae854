"""Choosing among lines: what may be said here, least used first, then by a seed."""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeVar

from bot.story import Line
from bot.turn import Exchange

Choice = TypeVar("Choice")

REPEAT_WINDOW = 20
"""No line comes back within so many of a character's replies while another is there."""


def available(lines: Iterable[Line], known: frozenset[str], place: int) -> tuple[Line, ...]:
    """The lines whose facts are all known and whose scene has been reached."""
    return tuple(line for line in lines if line.since <= place and known.issuperset(line.stands_on))


def recently_said(heard: Sequence[Exchange]) -> Counter[str]:
    """How often each line was said in the last replies, by line id."""
    return Counter(
        exchange.reply.line
        for exchange in heard[-REPEAT_WINDOW:]
        if exchange.reply.line is not None
    )


def least_used(lines: Sequence[Line], said: Counter[str], seed: str) -> Line | None:
    """The line said least of late; among equals, the one the seed picks. ``None`` of none."""
    if not lines:
        return None
    fewest = min(said[line.id] for line in lines)
    return random_of([line for line in lines if said[line.id] == fewest], seed)


def choice_of(texts: Sequence[str], seed: str) -> str:
    """One of ``texts`` as the seed picks it; nothing of none."""
    return random_of(texts, seed) if texts else ""


def random_of(choices: Sequence[Choice], seed: str) -> Choice:
    """One of ``choices``; the same seed picks the same one."""
    return random.Random(seed).choice(choices)  # noqa: S311 - a choice of words, nothing secret
