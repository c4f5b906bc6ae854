"""Buttons, menus and modals as Discord answers them.

Source: https://discord.com/developers/docs/components/reference
"""

import itertools
from collections.abc import Iterator
from typing import Any

Component = dict[str, Any]

ROW, BUTTON, STRING_SELECT, TEXT_INPUT, USER_SELECT = 1, 2, 3, 4, 5
OTHER_SELECTS = (6, 7, 8)
TEXT_DISPLAY, LABEL = 10, 18
LINK_STYLE, PREMIUM_STYLE = 5, 6

_UNANSWERED = ("required",)


def answered(components: list[Component]) -> list[Component]:
    """Return components as they are answered: numbered, with defaults, without empty parts."""
    used = {part["id"] for part in walk(components) if part.get("id")}
    numbers = (number for number in itertools.count(1) if number not in used)
    return [_answered(component, numbers) for component in components]


def walk(components: list[Component]) -> Iterator[Component]:
    """Yield every component, each before those inside it."""
    for component in components:
        yield component
        yield from walk(component.get("components") or [])
        if isinstance(component.get("component"), dict):
            yield from walk([component["component"]])


def find(components: list[Component], custom_id: str) -> Component | None:
    """Return the component with this ``custom_id``."""
    return next((part for part in walk(components) if part.get("custom_id") == custom_id), None)


def _answered(component: Component, numbers: Iterator[int]) -> Component:
    result = {key: value for key, value in component.items() if value not in (None, False)}
    result["id"] = component.get("id") or next(numbers)
    if component["type"] in (STRING_SELECT, USER_SELECT, *OTHER_SELECTS):
        for unanswered in _UNANSWERED:
            result.pop(unanswered, None)
        result["min_values"] = 1 if component.get("min_values") is None else component["min_values"]
        result["max_values"] = component.get("max_values") or 1
    if "options" in component:
        result["options"] = [_option(option) for option in component["options"]]
    if "emoji" in result:
        result["emoji"] = _present(result["emoji"])
    if "components" in component:
        result["components"] = [_answered(inner, numbers) for inner in component["components"]]
    return result


def _option(option: dict[str, Any]) -> dict[str, Any]:
    result = _present(option)
    if "emoji" in result:
        result["emoji"] = _present(result["emoji"])
    return result


def _present(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in (None, False)}
