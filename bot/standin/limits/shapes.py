"""What kind of value each field holds that the stand-in reads.

Checked before any other rule, so that these and the routes can rely on it. Everything may be
missing or ``null`` here; what must be there is said by the rules themselves.
"""

from dataclasses import dataclass
from typing import Any, TypeAlias

from bot.standin.limits.violations import Path, Violations
from bot.standin.wire import Json


@dataclass(frozen=True, slots=True)
class Plain:
    """A value of one of these types; ``name`` is said when it is of another."""

    name: str
    types: tuple[type, ...]


@dataclass(frozen=True, slots=True)
class Many:
    """A list of values of one shape, none of them ``null``."""

    each: "Shape"


Shape: TypeAlias = Plain | Many | dict[str, Any]
"""A dictionary gives the shapes of an object's fields; those it does not name may hold anything."""

TEXT = Plain("strings", (str,))
NUMBER = Plain("integers", (int,))
SWITCH = Plain("booleans", (bool,))
ID = Plain("snowflakes", (str, int))
SCALAR = Plain("strings and numbers", (str, int, float))

EMOJI: Shape = {"name": TEXT, "id": ID, "animated": SWITCH}
_PICTURE: Shape = {"url": TEXT}
EMBED: Shape = {
    "title": TEXT,
    "description": TEXT,
    "url": TEXT,
    "color": NUMBER,
    "timestamp": TEXT,
    "footer": {"text": TEXT, "icon_url": TEXT},
    "author": {"name": TEXT, "url": TEXT, "icon_url": TEXT},
    "image": _PICTURE,
    "thumbnail": _PICTURE,
    "fields": Many({"name": TEXT, "value": TEXT, "inline": SWITCH}),
}
_OPTION: Shape = {
    "label": TEXT,
    "value": TEXT,
    "description": TEXT,
    "default": SWITCH,
    "emoji": EMOJI,
}
_PART: dict[str, Any] = {
    "type": NUMBER,
    "id": NUMBER,
    "custom_id": TEXT,
    "label": TEXT,
    "description": TEXT,
    "style": NUMBER,
    "url": TEXT,
    "disabled": SWITCH,
    "emoji": EMOJI,
    "placeholder": TEXT,
    "value": TEXT,
    "required": SWITCH,
    "min_length": NUMBER,
    "max_length": NUMBER,
    "min_values": NUMBER,
    "max_values": NUMBER,
    "options": Many(_OPTION),
}
_COMPONENT: Shape = _PART | {"components": Many(_PART), "component": _PART}
MESSAGE: Shape = {
    "content": TEXT,
    "flags": NUMBER,
    "tts": SWITCH,
    "nonce": ID,
    "enforce_nonce": SWITCH,
    "embeds": Many(EMBED),
    "components": Many(_COMPONENT),
    "attachments": Many({"id": ID, "filename": TEXT, "description": TEXT}),
    "allowed_mentions": {
        "parse": Many(TEXT),
        "users": Many(ID),
        "roles": Many(ID),
        "replied_user": SWITCH,
    },
    "message_reference": {"message_id": ID, "fail_if_not_exists": SWITCH},
}
MODAL: Shape = {"title": TEXT, "custom_id": TEXT, "components": Many(_COMPONENT)}
_CHOICE: Shape = {"name": TEXT, "value": SCALAR}
CHOICES: Shape = {"choices": Many(_CHOICE)}
_ARGUMENT: dict[str, Any] = {
    "type": NUMBER,
    "name": TEXT,
    "description": TEXT,
    "required": SWITCH,
    "autocomplete": SWITCH,
    "choices": Many(_CHOICE),
    "min_length": NUMBER,
    "max_length": NUMBER,
    "min_value": SCALAR,
    "max_value": SCALAR,
}
_SUBCOMMAND: dict[str, Any] = _ARGUMENT | {"options": Many(_ARGUMENT)}
_GROUP: dict[str, Any] = _ARGUMENT | {"options": Many(_SUBCOMMAND)}
COMMANDS: Shape = Many(
    {
        "name": TEXT,
        "type": NUMBER,
        "description": TEXT,
        "options": Many(_GROUP),
        "default_member_permissions": ID,
        "dm_permission": SWITCH,
        "nsfw": SWITCH,
        "contexts": Many(NUMBER),
        "integration_types": Many(NUMBER),
    }
)


def fits(value: Json, shape: Shape, violations: Violations, path: Path = ()) -> bool:
    """Tell whether a value has this shape, and note every place where it has not."""
    before = len(violations.found)
    if value is not None:
        _check(value, shape, violations, path)
    return len(violations.found) == before


def _check(value: Json, shape: Shape, violations: Violations, path: Path) -> None:
    if isinstance(shape, Plain):
        confused = isinstance(value, bool) and bool not in shape.types
        if confused or not isinstance(value, shape.types):
            violations.add(path, "BASE_TYPE_BAD_TYPE", f"Only {shape.name} are allowed.")
    elif isinstance(shape, Many):
        if not isinstance(value, list):
            violations.add(path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
            return
        for number, item in enumerate(value):
            _check(item, shape.each, violations, (*path, number))
    elif not isinstance(value, dict):
        violations.add(path, "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
    else:
        for name, inner in shape.items():
            if value.get(name) is not None:
                _check(value[name], inner, violations, (*path, name))
