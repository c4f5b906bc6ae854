"""Jinja2, the only module that knows it: authored templates over the conversation's state.

Templates run in an immutable sandbox, and a name that is not there is an error. Every value that is
put into a template comes out as the plain text it is; only what is passed as :func:`markup` keeps
its stars.
"""

import functools
from collections.abc import Mapping
from pathlib import Path

from jinja2 import BaseLoader, ChoiceLoader, DictLoader, FileSystemLoader, StrictUndefined
from jinja2 import Template as JinjaTemplate
from jinja2.exceptions import SecurityError, TemplateError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from bot.errors import StageDoorError
from bot.text import cleaned, escaped


class LineError(StageDoorError):
    """A template cannot be rendered; the message says why and ``line`` where in the template."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


def markup(text: str) -> str:
    """``text`` marked as light markup already, so that a template does not escape it again."""
    return Markup(text)  # noqa: S704 - nothing here is HTML; the class only marks the string


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

    def render_named(self, name: str, state: Mapping[str, object]) -> str:
        """The template of that file name over ``state``. Raises :class:`LineError`."""
        try:
            return self._environment.get_template(name).render(state).strip()
        except TemplateError as error:
            raise _explained(error, state) from error


def _shown(value: object) -> object:
    if isinstance(value, str):
        return value if isinstance(value, Markup) else escaped(value)
    return value


def _explained(error: TemplateError, state: Mapping[str, object]) -> LineError:
    line = getattr(error, "lineno", None) or 1
    if isinstance(error, UndefinedError):
        known = ", ".join(sorted(state))
        return LineError(f"the template uses a value that is not there: {error.message}. "
                         f"There are: {known}", line)  # fmt: skip
    if isinstance(error, SecurityError):
        return LineError(f"the template may not do that: {error.message}", line)
    return LineError(f"the template is not well formed: {cleaned(str(error.message))}", line)
