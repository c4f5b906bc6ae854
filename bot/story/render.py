"""Jinja2, the only module that knows it: authored templates over the conversation's state.

Templates run in an immutable sandbox, and a name that is not there is an error. Every value that is
put into a template comes out as the plain text it is; only what is passed as :func:`markup` keeps
its stars.
"""

import functools
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined, Undefined, nodes
from jinja2 import Template as JinjaTemplate
from jinja2.exceptions import SecurityError, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from bot.errors import StageDoorError
from bot.text import cleaned, escaped

_FAILURES = (
    ArithmeticError, AttributeError, LookupError, MemoryError, RecursionError, SyntaxError,
    TypeError, ValueError,
)  # fmt: skip
"""What an expression of a template may raise besides Jinja2's own errors, as ``1 / 0`` does."""


_FILTERS = (
    "capitalize",
    "default",
    "first",
    "join",
    "last",
    "length",
    "lower",
    "title",
    "trim",
    "upper",
)
_REFUSED = (
    nodes.For, nodes.Macro, nodes.CallBlock, nodes.FilterBlock, nodes.Assign, nodes.AssignBlock,
    nodes.Include, nodes.Import, nodes.FromImport,
)  # fmt: skip
"""What an authored template has no need of, and could be made to run for ever with."""


class LineError(StageDoorError):
    """A template cannot be rendered; the message says why and ``line`` where in the template."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


class _LightMarkup(str):
    """A string that is not escaped. No filter of Jinja2 makes one, as some make ``Markup``."""

    __slots__ = ()


def markup(text: str) -> str:
    """``text`` marked as light markup already, so that a template does not escape it again."""
    return _LightMarkup(text)


class _Authored(ImmutableSandboxedEnvironment):
    """Where authored templates run: what could take for ever, or fill the memory, is refused."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def call_binop(
        self,
        context: Context,  # noqa: ARG002 - Jinja2 passes all four
        operator: str,
        left: object,  # noqa: ARG002
        right: object,  # noqa: ARG002
    ) -> object:
        """Refuses the operators that make much of little."""
        raise SecurityError(f"the operator {operator} is not for templates")


class Templates:
    """Compiles and renders templates: authored ones, which may use values, ``{% if %}``, a few
    filters and the blocks of a base template; and the program's own, by name."""

    def __init__(self) -> None:
        loader = FileSystemLoader(Path(__file__).parent / "templates")
        self._authored = _environment(_Authored, loader)
        self._authored.globals.clear()
        self._authored.filters = {name: self._authored.filters[name] for name in _FILTERS}
        self._own = _environment(ImmutableSandboxedEnvironment, loader)
        self._compiled = functools.lru_cache(maxsize=1024)(self._compile)

    def _compile(self, source: str) -> JinjaTemplate:
        for node in self._authored.parse(source).find_all((*_REFUSED, nodes.Call)):
            if not _is_super(node):
                what = type(node).__name__.lower()
                raise TemplateSyntaxError(f"{what} is not for templates", node.lineno)
        return self._authored.from_string(source)

    def render(self, source: str, state: Mapping[str, object]) -> str:
        """The authored ``source`` rendered over ``state``. Raises :class:`LineError`."""
        if "{" not in source:
            return source
        return _rendered(lambda: self._compiled(source), state)

    def render_named(self, name: str, state: Mapping[str, object]) -> str:
        """The template of that file name over ``state``. Raises :class:`LineError`."""
        return _rendered(lambda: self._own.get_template(name), state)


def _environment(
    kind: type[ImmutableSandboxedEnvironment], loader: FileSystemLoader
) -> ImmutableSandboxedEnvironment:
    return kind(
        loader=loader,
        undefined=StrictUndefined,
        finalize=_shown,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _is_super(node: nodes.Node) -> bool:
    return (
        isinstance(node, nodes.Call)
        and isinstance(node.node, nodes.Name)
        and node.node.name == "super"
    )


def _rendered(template: Callable[[], JinjaTemplate], state: Mapping[str, object]) -> str:
    try:
        return template().render(state).strip()
    except TemplateError as error:
        raise _explained(error, state) from error
    except _FAILURES as error:
        line = _line_in_template(error)
        reason = str(error) or type(error).__name__
        raise LineError(f"the template cannot be worked out: {reason}", line) from error


def _shown(value: object) -> object:
    if isinstance(value, _LightMarkup | Undefined | int | float):
        return value
    return escaped(str(value))


def _line_in_template(error: Exception) -> int:
    """Where a template failed: Jinja2 gives a syntax error its line, and puts the template's own
    lines into the traceback of any other."""
    own = [
        line
        for frame, line in traceback.walk_tb(error.__traceback__)
        if frame.f_code.co_filename in {"<template>", "<unknown>"}
    ]
    return getattr(error, "lineno", None) or (own[-1] if own else 1)


def _explained(error: TemplateError, state: Mapping[str, object]) -> LineError:
    line = _line_in_template(error)
    if isinstance(error, UndefinedError):
        known = ", ".join(sorted(state))
        return LineError(f"the template uses a value that is not there: {error.message}. "
                         f"There are: {known}", line)  # fmt: skip
    if isinstance(error, SecurityError):
        return LineError(f"the template may not do that: {error.message}", line)
    return LineError(f"the template is not well formed: {cleaned(str(error.message))}", line)
