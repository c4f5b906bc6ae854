"""The rules for modals: https://discord.com/developers/docs/interactions/receiving-and-responding#modal."""

from typing import Any

from bot.standin.components import LABEL, ROW, TEXT_DISPLAY, TEXT_INPUT, walk
from bot.standin.limits.components import check_custom_id, check_select, check_unique
from bot.standin.limits.shapes import MODAL, fits
from bot.standin.limits.violations import Path, Violations
from bot.standin.wire import Json

TITLE = 45
LABEL_TEXT = 45
COMPONENTS = 5


def check_modal(body: Json, violations: Violations, at: Path) -> None:
    """Check a modal: its title, its labels, and the fields behind them."""
    if body is None:
        violations.require(at)
    if body is None or not fits(body, MODAL, violations, at):
        return
    violations.text(body.get("title"), (*at, "title"), longest=TITLE, needed=True)
    check_custom_id(body, violations, at)
    path = (*at, "components")
    found = violations.items(body.get("components"), path, most=COMPONENTS, least=1)
    for number, component in enumerate(found):
        _check_component(component, violations, (*path, number))
    seen: set[str] = set()
    for part in walk(found):
        check_unique(part.get("custom_id"), seen, violations, path)


def _check_component(component: dict[str, Any], violations: Violations, at: Path) -> None:
    kind = component.get("type")
    if kind == ROW:
        inner = violations.items(component.get("components"), (*at, "components"), most=1, least=1)
        for number, part in enumerate(inner):
            path = (*at, "components", number)
            violations.text(part.get("label"), (*path, "label"), longest=LABEL_TEXT, needed=True)
            _check_field(part, violations, path)
    elif kind == LABEL:
        violations.text(component.get("label"), (*at, "label"), longest=LABEL_TEXT, needed=True)
        violations.text(component.get("description"), (*at, "description"), longest=100)
        field = component.get("component")
        if field is None:
            violations.require((*at, "component"))
        else:
            _check_field(field, violations, (*at, "component"))
    elif kind != TEXT_DISPLAY:
        sentence = "Value of field must be one of (1, 10, 18)."
        violations.add((*at, "type"), "UNION_TYPE_CHOICES", sentence)


def _check_field(field: dict[str, Any], violations: Violations, at: Path) -> None:
    if field.get("type") != TEXT_INPUT:
        check_select(field, violations, at)
        return
    check_custom_id(field, violations, at)
    violations.text(field.get("placeholder"), (*at, "placeholder"), longest=100)
    violations.text(field.get("value"), (*at, "value"), longest=4_000)
    if field.get("style") not in (1, 2):
        violations.add((*at, "style"), "BASE_TYPE_CHOICES", "Value must be one of {1, 2}.")
