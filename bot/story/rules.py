"""The rules of voice that a machine can hold, over every line of a character."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.text import sentences

LONGEST_ECHO = 3
"""How many words of the narration a line may repeat in a row."""
MOST_SENTENCES = 3
LONGEST_LINE = 280
"""Characters in a line at most; about 140 is what reads well in a chat."""
OPENING_WORDS = 4
"""No two lines of a character begin with the same so many words."""

_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]")
_WORD = re.compile(r"[\w']+")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line as it comes out, and the place in its file that a problem with it points to."""

    place: tuple[str | int, ...]
    text: str


Finding = tuple[tuple[str | int, ...], str, str]
"""The place of a line, what is wrong with it, and what would be right."""


def words_of(text: str) -> tuple[str, ...]:
    """The words of ``text`` in lower case, apostrophes straight, without punctuation and stars."""
    return tuple(_WORD.findall(text.casefold().replace("’", "'").replace("_", " ")))


def narration_runs(story_text: str) -> frozenset[tuple[str, ...]]:
    """Every run of four words of the narration, quoted speech aside."""
    runs: set[tuple[str, ...]] = set()
    for stretch in _QUOTED.split(story_text):
        runs.update(_runs(words_of(stretch)))
    return frozenset(runs)


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    length = LONGEST_ECHO + 1
    return (tuple(words[at : at + length]) for at in range(len(words) - length + 1))


def voice_findings(
    lines: Sequence[Spoken], narration: frozenset[tuple[str, ...]], never_says: Iterable[str]
) -> Iterator[Finding]:
    """Everything in ``lines`` that breaks a rule of voice."""
    forbidden = [(entry, words_of(entry)) for entry in never_says]
    for line in lines:
        yield from _line_findings(line, narration, forbidden)
    yield from _same_openings(lines)
    yield from _too_many_questions(lines)


def _line_findings(
    line: Spoken,
    narration: frozenset[tuple[str, ...]],
    forbidden: Sequence[tuple[str, tuple[str, ...]]],
) -> Iterator[Finding]:
    words = words_of(line.text)
    echo = next((run for run in _runs(words) if run in narration), None)
    if echo:
        yield line.place, f"This line repeats the narration: “{' '.join(echo)}”.", "Say it anew."
    for entry, parts in forbidden:
        if any(words[at : at + len(parts)] == parts for at in range(len(words))):
            yield line.place, f"This character never says {entry!r}.", "Find another word."
    count = len(sentences(line.text))
    if count > MOST_SENTENCES:
        yield line.place, f"This line has {count} sentences.", f"At most {MOST_SENTENCES}."
    if len(line.text) > LONGEST_LINE:
        wrong = f"This line has {len(line.text)} characters."
        yield line.place, wrong, f"At most {LONGEST_LINE}."


def _same_openings(lines: Sequence[Spoken]) -> Iterator[Finding]:
    first: dict[tuple[str, ...], Spoken] = {}
    for line in lines:
        opening = words_of(line.text)[:OPENING_WORDS]
        other = first.setdefault(opening, line)
        if other is not line:
            wrong = f"Another line begins with “{' '.join(opening)}”: “{other.text[:60]}”."
            yield line.place, wrong, "Begin this one otherwise."


def _too_many_questions(lines: Sequence[Spoken]) -> Iterator[Finding]:
    asking = [line for line in lines if line.text.rstrip('*_"”’) ').endswith("?")]
    if 3 * len(asking) > len(lines):
        wrong = f"{len(asking)} of {len(lines)} lines end in a question."
        yield asking[-1].place, wrong, "At most one in three: answer more, or turn away otherwise."
