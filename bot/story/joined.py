"""What a character says, read from one file or from several: ``beats.yaml``, ``beats/*.yaml``."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.story.problems import Problem
from bot.story.source import Place, Source, read_source


@dataclass(frozen=True, slots=True)
class JoinedSource:
    """Several authored files read as one: lists follow one another, mappings are put together.

    ``data`` is the whole; places in it are found again in the file they came from.
    """

    data: Mapping[str, Any]
    _parts: tuple[Source, ...]

    def problem(self, place: Place, wrong: str, right: str = "") -> Problem:
        """A problem at ``place`` of the whole, in the file that holds it."""
        source, own = self._found(place)
        return source.problem(own, wrong, right)

    def _found(self, place: Place) -> tuple[Source, Place]:
        if len(place) >= 2 and isinstance(place[1], int):
            at = place[1]
            for source in self._parts:
                items = source.data.get(place[0])
                count = len(items) if isinstance(items, list) else 0
                if at < count:
                    return source, (place[0], at, *place[2:])
                at -= count
        holders = [source for source in self._parts if source.holds(*place[:2])]
        holders += [source for source in self._parts if source.holds(*place[:1])]
        return (holders or self._parts)[0], place


def read_joined(folder: Path, name: str, part: str) -> tuple[JoinedSource | None, list[Problem]]:
    """The file ``part``.yaml of the character ``name`` and every file in its folder ``part``, in
    the order of their names, or ``None``, with the problems that reading them showed."""
    beside = sorted(
        f"{name}/{part}/{path.name}"
        for path in (folder / name / part).glob("*.yaml")
        if not path.name.startswith(".")
    )
    single = f"{name}/{part}.yaml"
    names = [single, *beside] if (folder / single).exists() or not beside else beside
    sources: list[Source] = []
    problems: list[Problem] = []
    for each in names:
        source, found = read_source(folder, each)
        problems += found
        if source is not None and not isinstance(source.data, dict):
            problems.append(source.problem((), "This file holds no keys.", "Begin with `beats:`."))
        elif source is not None:
            sources.append(source)
    if not sources or len(sources) < len(names):
        return None, problems
    whole, found = _put_together(sources)
    return JoinedSource(whole, tuple(sources)), problems + found


def _put_together(sources: list[Source]) -> tuple[dict[str, Any], list[Problem]]:
    whole: dict[str, Any] = {}
    problems: list[Problem] = []
    for source in sources:
        for key, value in source.data.items():
            there = whole.get(key)
            if there is None:
                whole[key] = value
            elif isinstance(there, list) and isinstance(value, list):
                whole[key] = [*there, *value]
            elif isinstance(there, dict) and isinstance(value, dict):
                for twice in there.keys() & value.keys():
                    wrong = f"{key}.{twice} stands in another file as well."
                    problems.append(source.problem((key, twice), wrong, "Keep one of them."))
                whole[key] = there | value
            else:
                wrong = f"{key} is a list here and a mapping elsewhere, or is neither."
                problems.append(source.problem((key,), wrong, "Write it in one form."))
    return whole, problems
