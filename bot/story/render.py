"""Jinja2, the only module that knows it: authored templates over the conversation's state.

Templates run in an immutable sandbox, and a name that is not there is an error. Every value that is
put into a template comes out as the plain text it is; only what is passed as :func:`markup` keeps
its stars.
"""

import functools
import traceback
from collections.abc import Mapping
from pathlib import Path

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    DictLoader,
    FileSystemLoader,
    StrictUndefined,
    Undefined,
)
from jinja2 import Template as JinjaTemplate
from jinja2.exceptions import SecurityError, TemplateError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from bot.errors import StageDoorError
from bot.text import cleaned, escaped

_FAILURES = (
    ArithmeticError, AttributeError, LookupError, MemoryError, RecursionError, SyntaxError,
    TypeError, ValueError,
)  # fmt: skip
"""What an expression of a template may raise besides Jinja2's own errors, as ``1 / 0`` does."""


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


class Templates:
    """Compiles and renders the templates of one pack. ``named`` are those that others extend."""

    def __init__(self, named: Mapping[str, str] | None = None) -> None:
        loaders: list[BaseLoader] = [
            DictLoader(dict(named or {})),
            FileSystemLoader(Path(__file__).parent / "templates"),
        ]
        self._environment = ImmutableSandboxedEnvironment(
            loader=ChoiceLoader(loaders),
            undefined=StrictUndefined,
            finalize=_shown,
            autoescape=False,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._compiled = functools.lru_cache(maxsize=1024)(self._compile)

    def _compile(self, source: str) -> JinjaTemplate:
        return self._environment.from_string(source)

    def render(self, source: str, state: Mapping[str, object]) -> str:
        """``source`` rendered over ``state``. Raises :class:`LineError`."""
        if "{" not in source:
            return source
        try:
            return self._compiled(source).render(state).strip()
        except TemplateError as error:
            raise _explained(error, state) from error
        except _FAILURES as error:
            line = _line_in_template(error)
            raise LineError(f"the template cannot be worked out: {error}", line) from error

    def render_named(self, name: str, state: Mapping[str, object]) -> str:
        """The template of that file name over ``state``. Raises :class:`LineError`."""
        try:
            return self._environment.get_template(name).render(state).strip()
        except TemplateError as error:
            raise _explained(error, state) from error
        except _FAILURES as error:
            line = _line_in_template(error)
            raise LineError(f"the template cannot be worked out: {error}", line) from error


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
