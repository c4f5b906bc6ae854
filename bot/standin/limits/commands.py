"""The rules for commands.

Source: https://discord.com/developers/docs/interactions/application-commands
"""

import unicodedata
from typing import Any

from bot.standin.limits.callbacks import check_choices
from bot.standin.limits.shapes import COMMANDS as COMMANDS_SHAPE
from bot.standin.limits.shapes import fits
from bot.standin.limits.violations import Path, Violations
from bot.standin.wire import Json

COMMANDS = 100
OPTIONS = 25
NAME = 32
DESCRIPTION = 100
COMMAND_TOGETHER = 8_000
SUBCOMMAND, GROUP = 1, 2
CHAT_INPUT = 1

_NESTED_IN_A_COMMAND = (SUBCOMMAND, GROUP)


def check_commands(body: Json, violations: Violations) -> None:
    """Check every command that an application registers at once."""
    if not fits(body, COMMANDS_SHAPE, violations):
        return
    commands: list[dict[str, Any]] = body or []
    slash = [command for command in commands if command.get("type", CHAT_INPUT) == CHAT_INPUT]
    if len(slash) > COMMANDS:
        sentence = f"Maximum number of application commands reached ({COMMANDS})."
        violations.add((), "APPLICATION_COMMANDS_MAX", sentence)
    names: set[tuple[object, object]] = set()
    for number, command in enumerate(commands):
        name = (command.get("type", CHAT_INPUT), command.get("name"))
        if name in names:
            sentence = "Application command names must be unique"
            violations.add((number, "name"), "APPLICATION_COMMANDS_DUPLICATE_NAME", sentence)
        names.add(name)
        _check_command(command, violations, (number,))


def _check_command(command: dict[str, Any], violations: Violations, at: Path) -> None:
    if command.get("type", CHAT_INPUT) != CHAT_INPUT:
        violations.text(command.get("name"), (*at, "name"), longest=NAME, needed=True)
        if command.get("description"):
            sentence = "Context menu commands cannot have description"
            code = "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION"
            violations.add((*at, "description"), code, sentence)
        return
    _check_words(command, violations, at)
    if _length(command) > COMMAND_TOGETHER:
        sentence = f"Command exceeds maximum size ({COMMAND_TOGETHER})"
        violations.add(at, "APPLICATION_COMMAND_TOO_LARGE", sentence)
    _check_options(command, violations, at, _NESTED_IN_A_COMMAND)


def _check_words(described: dict[str, Any], violations: Violations, at: Path) -> None:
    path = (*at, "name")
    name = described.get("name")
    violations.text(name, path, longest=NAME, needed=True)
    if name and not _is_name(name):
        sentence = f"{name!r} is not a name: use lower-case letters, digits, - and _"
        violations.add(path, "APPLICATION_COMMAND_INVALID_NAME", sentence)
    path = (*at, "description")
    violations.text(described.get("description"), path, longest=DESCRIPTION, needed=True)


def _is_name(name: str) -> bool:
    r"""Tell whether a name fits ``^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]+$``, in lower case."""
    fits = all(c in "-_'" or unicodedata.category(c)[0] in "LNM" for c in name)
    return bool(fits and name == name.lower())


def _check_options(
    owner: dict[str, Any], violations: Violations, at: Path, nestable: tuple[int, ...]
) -> None:
    path = (*at, "options")
    options = violations.items(owner.get("options"), path, most=OPTIONS)
    nested = [option for option in options if option.get("type") in (SUBCOMMAND, GROUP)]
    if nested and len(nested) < len(options):
        sentence = (
            "Sub-command and sub-command group option types are mutually exclusive to other types"
        )
        violations.add(path, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", sentence)
    names: set[object] = set()
    optional_seen = False
    for number, option in enumerate(options):
        place = (*path, number)
        _check_words(option, violations, place)
        if option.get("name") in names:
            sentence = "Option name already exists"
            code = "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS"
            violations.add((*place, "name"), code, sentence)
        names.add(option.get("name"))
        if option.get("type") in (SUBCOMMAND, GROUP):
            _check_nesting(option, violations, place, nestable)
            continue
        if option.get("required") and optional_seen:
            sentence = "Required options must be placed before non-required options"
            code = "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID"
            violations.add(place, code, sentence)
        optional_seen = optional_seen or not option.get("required")
        _check_choices(option, violations, place)


def _check_nesting(
    option: dict[str, Any], violations: Violations, at: Path, nestable: tuple[int, ...]
) -> None:
    """Check a subcommand, or a group, which may hold subcommands only."""
    if option["type"] not in nestable:
        sentence = "Sub-commands cannot be nested this deep"
        violations.add((*at, "type"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", sentence)
        return
    _check_options(option, violations, at, (SUBCOMMAND,) if option["type"] == GROUP else ())


def _check_choices(option: dict[str, Any], violations: Violations, at: Path) -> None:
    check_choices(option.get("choices"), violations, (*at, "choices"))
    if option.get("autocomplete") and option.get("choices"):
        sentence = "Autocomplete and choices cannot be used together"
        code = "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES"
        violations.add(at, code, sentence)


def _length(described: dict[str, Any]) -> int:
    """Return the characters of names, descriptions and values, which together are limited."""
    words = [described.get("name"), described.get("description"), described.get("value")]
    inner = [*(described.get("options") or []), *(described.get("choices") or [])]
    own = sum(len(word) for word in words if isinstance(word, str))
    return own + sum(map(_length, inner))
