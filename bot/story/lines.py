"""Every line of a character, with the place where the writer finds it."""

from collections.abc import Iterator, Sequence

from bot.story.problems import Problem
from bot.story.render import LineError, Templates
from bot.story.source import AnySource, Place
from bot.story.state import sample_states
from bot.story.story import Character, Line

BEATS = "beats"
"""What a character says stands in ``beats.yaml``, or in several files in a folder ``beats``."""


def lines_of(character: Character) -> list[tuple[Place, Line]]:
    """Every line of a character with its place in what was authored, in the order of the parts."""
    found: list[tuple[Place, Line]] = []
    for index, beat in enumerate(character.beats):
        place: Place = ("beats", index)
        found += _under((*place, "says"), beat.lines)
        for kind, lines in beat.rejoinders.items():
            found += _under((*place, "rejoinders", kind), lines)
        found += _under((*place, "gambits"), beat.gambits)
    for kind, lines in character.social.items():
        found += _under(("social", kind, "says"), lines)
    for kind, deflection in character.deflections.items():
        found += _under(("deflections", kind, "says"), deflection.lines)
    for kind, lines in character.acts.items():
        found += _under(("acts", kind, "says"), lines)
    for key in ("hedges", "recall", "languages"):
        for kind, lines in getattr(character, key).items():
            found += _under((key, kind), lines)
    return found


def _under(place: Place, lines: Sequence[Line]) -> Iterator[tuple[Place, Line]]:
    for at, line in enumerate(lines):
        yield (*place, at), line
        for kind, onward in line.rejoinders.items():
            yield from _under((*place, at, "rejoinders", kind), onward)


def unsayable(character: Character, source: AnySource) -> list[Problem]:
    """A problem for every line whose template fails, or comes out empty, in a state it may meet."""
    templates = Templates()
    problems: list[Problem] = []
    for place, line in lines_of(character):
        try:
            said = [templates.render(line.text, state) for state in sample_states(place)]
        except LineError as error:
            problems.append(source.problem(place, f"In this line, {error}."))
            continue
        if not all(said):
            problems.append(source.problem(place, "This line says nothing.", "Give it words."))
    return problems
