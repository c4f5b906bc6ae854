"""The strangers' questions with their labels, and what became of an answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.turn import Reply

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Labelled:
    """One thing a stranger typed. ``right`` are the answers that satisfied a reader and ``loose``
    those that would pass, as :func:`answer_of` names them."""

    character: str
    kind: str
    words: str
    right: frozenset[str]
    loose: frozenset[str]


def questions(part: str) -> tuple[Labelled, ...]:
    """The questions of ``known`` (those the answers were written for) or ``aside`` (those that
    nobody who wrote answers had read)."""
    return tuple(_read(FOLDER / f"{part}.tsv"))


def _read(path: Path) -> Iterator[Labelled]:
    for line in path.read_text(encoding="utf-8").splitlines():
        character, kind, words, right, loose = line.split("\t")
        yield Labelled(character, kind, words, _named(right), _named(loose))


def _named(answers: str) -> frozenset[str]:
    return frozenset(answers.split()) - {"-"}


def answer_of(reply: Reply) -> str:
    """What a label calls the answer: the id of its beat, or ``social:praise``,
    ``deflection:task``, ``hedge:body``, ``act:gift``, ``recall:told``, ``language:fr``."""
    if reply.beat is not None:
        return reply.beat
    section, _, kind = (reply.line or "").split("/")[0].partition(".")
    return f"{section}:{kind}"


def outcome(reply: Reply, label: Labelled) -> str:
    """``right``, ``loose``, ``deflected`` (turned aside where an answer was due) or ``wrong``."""
    answer = answer_of(reply)
    names = {answer, f"{answer.partition(':')[0]}:*"}
    if names & label.right:
        return "right"
    if names & label.loose:
        return "loose"
    turned_aside = answer.startswith(("deflection:", "hedge:")) or answer == "act:unheard"
    return "deflected" if turned_aside else "wrong"
