"""The rules for the buttons and menus of a message.

Source: https://discord.com/developers/docs/components/reference
"""

from typing import Any

from bot.standin.components import (
    BUTTON,
    LINK_STYLE,
    OTHER_SELECTS,
    PREMIUM_STYLE,
    ROW,
    STRING_SELECT,
    USER_SELECT,
)
from bot.standin.limits.violations import Path, Violations

ROWS = 5
BUTTONS_IN_A_ROW = 5
CUSTOM_ID = 100
LABEL = 80
OPTIONS = 25
_SELECTS = (STRING_SELECT, USER_SELECT, *OTHER_SELECTS)


def check_components(value: list[Any] | None, violations: Violations, path: Path) -> None:
    """Check the rows of a message."""
    seen: set[str] = set()
    for number, row in enumerate(violations.items(value, path, most=ROWS)):
        at = (*path, number)
        if row.get("type") != ROW:
            violations.add((*at, "type"), "UNION_TYPE_CHOICES", "Value of field must be 1.")
            continue
        inner = violations.items(
            row.get("components"), (*at, "components"), most=BUTTONS_IN_A_ROW, least=1
        )
        if len(inner) > 1 and any(part.get("type") in _SELECTS for part in inner):
            sentence = "The specified component exceeds the maximum width"
            violations.add((*at, "components"), "COMPONENT_LAYOUT_WIDTH_EXCEEDED", sentence)
        for position, component in enumerate(inner):
            place = (*at, "components", position)
            check_part(component, violations, place)
            check_unique(component.get("custom_id"), seen, violations, (*place, "custom_id"))


def check_part(component: dict[str, Any], violations: Violations, at: Path) -> None:
    """Check one button or menu."""
    kind = component.get("type")
    if kind == BUTTON:
        _check_button(component, violations, at)
    elif kind in _SELECTS:
        check_select(component, violations, at)
    else:
        sentence = "Value of field must be one of (2, 3, 5, 6, 7, 8)."
        violations.add((*at, "type"), "UNION_TYPE_CHOICES", sentence)


def check_unique(custom_id: str | None, seen: set[str], violations: Violations, path: Path) -> None:
    """Check that no other component of the message or modal has this ``custom_id``."""
    if custom_id is None:
        return
    if custom_id in seen:
        sentence = "Component custom id cannot be duplicated"
        violations.add(path, "COMPONENT_CUSTOM_ID_DUPLICATED", sentence)
    seen.add(custom_id)


def check_custom_id(component: dict[str, Any], violations: Violations, at: Path) -> None:
    """Check that a component can be told from others."""
    path = (*at, "custom_id")
    custom_id = component.get("custom_id")
    violations.text(custom_id, path, longest=CUSTOM_ID, shortest=1, needed=custom_id is None)


def check_select(component: dict[str, Any], violations: Violations, at: Path) -> None:
    """Check a menu, of a message or of a modal."""
    check_custom_id(component, violations, at)
    violations.text(component.get("placeholder"), (*at, "placeholder"), longest=150)
    if component.get("type") == STRING_SELECT:
        _check_options(component, violations, (*at, "options"))


def _check_button(button: dict[str, Any], violations: Violations, at: Path) -> None:
    violations.text(button.get("label"), (*at, "label"), longest=LABEL)
    style = button.get("style")
    if style == LINK_STYLE:
        if not button.get("url"):
            violations.require((*at, "url"))
        if button.get("custom_id"):
            sentence = "A custom id and url cannot both be specified"
            violations.add(
                (*at, "custom_id"), "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", sentence
            )
    elif style != PREMIUM_STYLE:
        check_custom_id(button, violations, at)
        if not button.get("label") and not button.get("emoji"):
            sentence = "A button must have a label or an emoji"
            violations.add(at, "BUTTON_COMPONENT_MISSING_LABEL_EMOJI", sentence)


def _check_options(select: dict[str, Any], violations: Violations, path: Path) -> None:
    values: set[str] = set()
    options = violations.items(select.get("options"), path, most=OPTIONS, least=1)
    for number, option in enumerate(options):
        at = (*path, number)
        for name in ("label", "value"):
            violations.text(option.get(name), (*at, name), longest=100, needed=True)
        violations.text(option.get("description"), (*at, "description"), longest=100)
        if option.get("value") in values:
            sentence = "The specified option value is already used"
            violations.add((*at, "value"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", sentence)
        values.add(str(option.get("value")))
    for name in ("min_values", "max_values"):
        if (select.get(name) or 0) > len(options):
            sentence = f"The specified {name} exceeds the number of options"
            violations.add((*path[:-1], name), "SELECT_COMPONENT_VALUES_EXCEED_OPTIONS", sentence)
