"""An authored YAML file as plain data, with the line on which each part of it stands."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.story.problems import Problem

Place = tuple[str | int, ...]
"""A path into a file's data, such as ``("beats", 3, "says", 0)``."""


@dataclass(frozen=True, slots=True)
class Source:
    """One authored file. ``name`` is its path as shown to the writer."""

    name: str
    data: Any
    lines: dict[Place, int]

    def line(self, *place: str | int) -> int:
        """The line (from 1) on which ``place`` stands, or the nearest part around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def problem(self, place: Place, wrong: str, right: str = "") -> Problem:
        """A problem at ``place`` in this file."""
        return Problem(self.name, self.line(*place), wrong, right)


def read_source(path: Path, name: str) -> tuple[Source | None, list[Problem]]:
    """The file at ``path``, or ``None``, with the problems that reading it showed."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None, [Problem(name, 1, "This file is missing.", "A pack needs it.")]
    except (OSError, UnicodeDecodeError) as error:
        return None, [Problem(name, 1, f"This file cannot be read: {error}.")]
    return parse_source(text, name)


def parse_source(text: str, name: str) -> tuple[Source | None, list[Problem]]:
    """``text`` as YAML, or ``None``, with the problems that parsing it showed."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    try:
        root = loader.get_single_node()
        data = loader.construct_document(root) if root is not None else {}
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        hint = "Text that holds a colon, a hash or quotation marks is safest between quotes."
        return None, [Problem(name, line, f"This is not YAML: {error.problem}.", hint)]
    except (yaml.YAMLError, ValueError) as error:
        return None, [Problem(name, 1, f"This is not YAML: {error}.")]
    finally:
        loader.dispose()
    lines: dict[Place, int] = {}
    problems: list[Problem] = []
    if root is not None:
        _walk(root, (), name, lines, problems)
    return Source(name, data, lines), problems


def _walk(
    node: yaml.Node, place: Place, name: str, lines: dict[Place, int], problems: list[Problem]
) -> None:
    lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            _walk(item, (*place, index), name, lines, problems)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner = (*place, str(key.value))
            line = key.start_mark.line + 1
            if inner in lines:
                wrong = f"The key {key.value!r} stands here twice (first on line {lines[inner]})."
                problems.append(Problem(name, line, wrong, "Keep one of them."))
            lines[inner] = line
            _walk(value, inner, name, lines, problems)
