"""The rules for first responses.

Source: https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object
"""

from typing import Any

from bot.standin.limits.messages import check_message
from bot.standin.limits.modals import check_modal
from bot.standin.limits.shapes import CHOICES as CHOICES_SHAPE
from bot.standin.limits.shapes import NUMBER, fits
from bot.standin.limits.violations import Path, Violations
from bot.standin.wire import Json

MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
CHOICES_AT_MOST = 25
CHOICE_TEXT = 100


def check_callback(body: Json, violations: Violations) -> None:
    """Check a first response by its type."""
    if not fits(body, {"type": NUMBER, "data": {}}, violations):
        return
    kind, data = (body or {}).get("type"), (body or {}).get("data")
    if kind in (MESSAGE, UPDATE):
        check_message({} if data is None else data, violations, ("data",))
    elif kind == CHOICES:
        _check_choices(data, violations, ("data", "choices"))
    elif kind == MODAL:
        check_modal(data, violations, ("data",))
    elif kind not in (DEFERRED, DEFERRED_UPDATE):
        sentence = "Value must be one of {4, 5, 6, 7, 8, 9}."
        violations.add(("type",), "BASE_TYPE_CHOICES", sentence)


def check_choices(value: list[Any] | None, violations: Violations, path: Path) -> None:
    """Check the choices of an option, offered or registered."""
    names: set[object] = set()
    for number, choice in enumerate(violations.items(value, path, most=CHOICES_AT_MOST)):
        at = (*path, number)
        violations.text(choice.get("name"), (*at, "name"), longest=CHOICE_TEXT, needed=True)
        value = choice.get("value")
        if value is None:
            violations.require((*at, "value"))
        elif isinstance(value, str):
            violations.text(value, (*at, "value"), longest=CHOICE_TEXT)
        if choice.get("name") in names:
            sentence = "There is already a choice with this name"
            violations.add(
                (*at, "name"), "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_EXISTS", sentence
            )
        names.add(choice.get("name"))


def _check_choices(data: Json, violations: Violations, path: Path) -> None:
    if data is None:
        violations.require(path[:1])
    elif fits(data, CHOICES_SHAPE, violations, path[:1]):
        check_choices(data.get("choices"), violations, path)
