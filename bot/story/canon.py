"""From ``canon.yaml`` to facts: each quote found in the text, and known from the right scene on."""

from collections.abc import Mapping, Sequence

from bot.story.files import CanonFile, FactFile
from bot.story.passages import find_span, nearest_passage
from bot.story.problems import Problem, nearest_hint
from bot.story.source import Place, Source
from bot.story.story import BEFORE, Fact, Scene
from bot.turn import Citation


def build_canon(
    file: CanonFile, source: Source, text: str, scenes: Sequence[Scene], cast: Sequence[str]
) -> tuple[Mapping[str, Fact], list[Problem]]:
    """The facts by id, in the order of the file, and every problem with them. A fact with a problem
    stands at the story's first words, so that what stands on it can still be read."""
    facts: dict[str, Fact] = {}
    problems: list[Problem] = []
    for index, fact in enumerate(file.facts):
        place: Place = ("facts", index)
        if fact.id in facts:
            problems.append(
                source.problem(
                    (*place, "id"), f"The fact {fact.id!r} is here twice.", "Rename one."
                )
            )
        for at, who in enumerate(fact.known_to):
            if who not in cast:
                wrong = f"There is no character {who!r}."
                problems.append(
                    source.problem((*place, "known_to", at), wrong, nearest_hint(who, cast))
                )
        built = _fact(fact, place, source, text, scenes)
        if isinstance(built, Problem):
            problems.append(built)
            citation = Citation(fact.id, fact.quote, 0, 0, scenes[0].id if scenes else "")
            built = Fact(citation, frozenset(fact.known_to), BEFORE, tuple(fact.about))
        facts.setdefault(fact.id, built)
    return facts, problems


def _fact(
    fact: FactFile, place: Place, source: Source, text: str, scenes: Sequence[Scene]
) -> Fact | Problem:
    span = find_span(text, fact.quote)
    if span is None:
        right = f"The nearest passage is: “{nearest_passage(text, fact.quote)}”."
        wrong = f"The quote “{fact.quote}” is not in the text word for word."
        return source.problem((*place, "quote"), wrong, right)
    start, end = span
    told = next((at for at, scene in enumerate(scenes) if scene.start <= start < scene.end), None)
    if told is None:
        return source.problem(
            (*place, "quote"), "This quote stands in no scene.", "Mend the scenes first."
        )
    known_from = known_since(fact.since, scenes, told)
    if known_from is None:
        names = ["before", *(scene.id for scene in scenes)]
        wrong = f"There is no scene {fact.since!r}."
        return source.problem((*place, "since"), wrong, nearest_hint(fact.since or "", names))
    if known_from > told:
        wrong = (
            f"`since: {fact.since}` is later than the scene that tells this, {scenes[told].id!r}."
        )
        return source.problem((*place, "since"), wrong, "It can only say earlier; leave it out.")
    citation = Citation(fact.id, fact.quote, start, end, scenes[told].id)
    return Fact(citation, frozenset(fact.known_to), known_from, tuple(fact.about))


def known_since(since: str | None, scenes: Sequence[Scene], otherwise: int) -> int | None:
    """The place of ``since`` in the order of scenes (``before`` is ``BEFORE``); ``otherwise`` when
    it is not given, ``None`` when there is no such scene."""
    if since is None:
        return otherwise
    if since == "before":
        return BEFORE
    return next((at for at, scene in enumerate(scenes) if scene.id == since), None)
