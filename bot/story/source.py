"""An authored YAML file as plain data, with the line on which each part of it stands."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import yaml

from bot.story.problems import Problem
from bot.story.reading import Unreadable, read_words

DEEPEST = 50
"""Levels of nesting that a file may have; the packs' own models have eight."""

Place = tuple[str | int, ...]
"""A path into a file's data, such as ``("beats", 3, "says", 0)``."""


class AnySource(Protocol):
    """What was authored, as data in which every place can be found again by the writer."""

    @property
    def data(self) -> Any:  # noqa: ANN401 - whatever YAML holds
        """The whole, as plain values."""
        ...

    def problem(self, place: Place, wrong: str, right: str = "") -> Problem:
        """A problem at ``place``, in the file and on the line where that stands."""
        ...


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

    def holds(self, *place: str | int) -> bool:
        """Whether this file has something at ``place``."""
        return place in self.lines

    def problem(self, place: Place, wrong: str, right: str = "") -> Problem:
        """A problem at ``place`` in this file."""
        return Problem(self.name, self.line(*place), wrong, right)


def read_source(folder: Path, name: str) -> tuple[Source | None, list[Problem]]:
    """The file ``name`` of the pack, or ``None``, with the problems that reading it showed."""
    try:
        text = read_words(folder, name)
    except Unreadable as error:
        return None, [Problem(name, 1, f"This file cannot be read: {error}.")]
    if text is None:
        return None, [Problem(name, 1, "This file is missing.", "A pack needs it.")]
    return parse_source(text, name)


def parse_source(text: str, name: str) -> tuple[Source | None, list[Problem]]:
    """``text`` as YAML, or ``None``, with the problems that parsing it showed."""
    lines: dict[Place, int] = {}
    problems: list[Problem] = []
    try:
        if (refused := _refused(text)) is not None:
            line, wrong = refused
            return None, [Problem(name, line, wrong)]
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
        try:
            root = loader.get_single_node()
            if root is not None:
                # Before it is constructed: that mends merged keys ("<<") into the nodes.
                _Walk(name, lines, problems).walk(root, ())
            data = loader.construct_document(root) if root is not None else {}
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        hint = (
            "Text that holds a colon, a hash or quotation marks is safest between quotes, or on a "
            "line of its own, further in, below `key: >-`."
        )
        return None, [Problem(name, line, f"This is not YAML: {error.problem}.", hint)]
    except RecursionError:
        return None, [Problem(name, 1, "This is nested too deeply to be read.")]
    except (yaml.YAMLError, AttributeError, LookupError, TypeError, ValueError) as error:
        # The others are what PyYAML lets through for a tag that does not fit, as "!!bool maybe".
        return None, [Problem(name, 1, f"This is not YAML: {error}.")]
    return Source(name, data, lines), problems


def _refused(text: str) -> tuple[int, str] | None:
    """The line and what is wrong, for what must not be constructed: nesting that goes too deep
    (libyaml composes nodes on the C stack, and a file made for it could end the process), and
    aliases, with which few lines can stand for very many."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    depth = 0
    for event in yaml.parse(text, Loader=loader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            return line, f"The alias *{event.anchor} is not read here: write it out."
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                return line, f"This is nested more than {DEEPEST} levels deep."
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return None


@dataclass(frozen=True, slots=True)
class _Walk:
    """Notes the line of every part. What an alias repeats is walked where it stands first."""

    name: str
    lines: dict[Place, int]
    problems: list[Problem]
    _walked: set[int] = field(default_factory=set)

    def walk(self, node: yaml.Node, place: Place) -> None:
        self.lines.setdefault(place, node.start_mark.line + 1)
        if id(node) in self._walked:
            return
        self._walked.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            for index, item in enumerate(node.value):
                self.walk(item, (*place, index))
        elif isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                inner = (*place, str(key.value))
                line = key.start_mark.line + 1
                if inner in self.lines:
                    first = self.lines[inner]
                    wrong = f"The key {key.value!r} stands here twice (first on line {first})."
                    self.problems.append(Problem(self.name, line, wrong, "Keep one of them."))
                self.lines[inner] = line
                self.walk(value, inner)


def inline_yaml(value: str | Sequence[str]) -> str:
    """``value`` as YAML on one line, to be put after a key: quoted wherever it has to be."""
    words = (value,) if isinstance(value, str) else tuple(value)
    # Only between double quotes can every character stand on one line, escaped.
    style = None if all(word.isprintable() for word in words) else '"'
    listed: str = yaml.safe_dump(
        list(words), default_flow_style=True, default_style=style, allow_unicode=True,
        width=sys.maxsize,
    ).rstrip("\n")  # fmt: skip
    return listed[1:-1] if isinstance(value, str) else listed
