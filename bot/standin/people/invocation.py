"""Turns what a person types after a slash into an interaction's data, as Discord's window would.

Everything the window would not let them send raises ``NotPossible``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.standin.commands import Command, Commands
from bot.standin.errors import NotPossible
from bot.standin.flags import Permission
from bot.standin.interaction_payloads import resolved_member_payload
from bot.standin.payloads import user_payload
from bot.standin.places import IN_PRIVATE_CHANNEL, USER_INSTALL, Place, Somebody
from bot.standin.world import User

SUBCOMMAND, GROUP, STRING, INTEGER, BOOLEAN, USER, NUMBER = 1, 2, 3, 4, 5, 6, 10
_KINDS: dict[int, tuple[type, ...]] = {
    STRING: (str,),
    INTEGER: (int,),
    BOOLEAN: (bool,),
    NUMBER: (int, float),
}


OptionValue = str | int | float | bool | Somebody


@dataclass(frozen=True, slots=True)
class Invocation:
    """A command as it is sent: its data, and by which installations it runs here."""

    data: dict[str, Any]
    owners: dict[str, str]


def invocation(
    commands: Commands,
    place: Place,
    words: str,
    values: Mapping[str, OptionValue],
    focused: str | None = None,
) -> Invocation:
    """Return the command ``words`` (with its subcommands) with these options.

    With ``focused`` it is a command still being typed: required options may be missing, and the
    focused one holds what is typed so far. Raises ``NotPossible``.
    """
    name, *subcommands = words.removeprefix("/").split()
    command = commands.find(name)
    if command is None:
        known = ", ".join(f"/{each}" for each in commands.names()) or "none"
        raise NotPossible(f"there is no /{name}; registered are: {known}")
    owners = _owners(command, place)
    path, leaf = _descend(command, subcommands)
    options = _options(leaf, values, place, focused, words)
    data: dict[str, Any] = {"id": command["id"], "name": name, "type": 1}
    resolved = _resolved(values, place)
    if resolved:
        data["resolved"] = resolved
    for part in reversed(path):
        options = [{"type": part["type"], "name": part["name"], "options": options}]
    if options:
        data["options"] = options
    return Invocation(data, owners)


def _owners(command: Command, place: Place) -> dict[str, str]:
    """Return by which installations the command runs here. Raises ``NotPossible`` for none."""
    name = f"/{command['name']}"
    contexts = command["contexts"]
    if contexts is not None and place.context not in contexts:
        raise NotPossible(f"{name} is not offered in {place.name}: its contexts are {contexts}")
    if contexts is None and not command["dm_permission"] and place.context != 0:
        raise NotPossible(f"{name} is not offered in {place.name}: it is for guilds")
    allowed = {str(kind) for kind in command["integration_types"]}
    if place.context == IN_PRIVATE_CHANNEL:
        allowed &= {str(USER_INSTALL)}
    owners = {kind: owner for kind, owner in place.owners.items() if kind in allowed}
    if not owners:
        raise NotPossible(f"{name} is not offered in {place.name}: it is not installed there")
    needed = command["default_member_permissions"]
    if needed is not None and place.member is not None:
        has = place.permissions
        lacks = Permission(int(needed)) & ~has
        if Permission.ADMINISTRATOR not in has and (lacks or int(needed) == 0):
            raise NotPossible(
                f"{name} is not offered to {place.member.shown_name}: lacks {lacks!r}"
            )
    return owners


def _descend(command: Command, subcommands: list[str]) -> tuple[list[Command], Command]:
    """Return the subcommands on the way, and the one whose options are to be filled in."""
    path: list[Command] = []
    leaf = command
    for word in subcommands:
        inner = _subcommands(leaf)
        if word not in inner:
            raise NotPossible(
                f"/{leaf['name']} has no {word!r}; it has: {', '.join(inner) or 'none'}"
            )
        leaf = inner[word]
        path.append(leaf)
    if _subcommands(leaf):
        raise NotPossible(f"/{leaf['name']} needs one of: {', '.join(_subcommands(leaf))}")
    return path, leaf


def _subcommands(command: Command) -> dict[str, Command]:
    options = command.get("options") or []
    return {option["name"]: option for option in options if option["type"] in (SUBCOMMAND, GROUP)}


def _options(
    leaf: Command,
    values: Mapping[str, OptionValue],
    place: Place,
    focused: str | None,
    words: str,
) -> list[dict[str, Any]]:
    declared = {option["name"]: option for option in leaf.get("options") or []}
    unknown = [name for name in values if name not in declared]
    if unknown:
        known = ", ".join(declared) or "none"
        raise NotPossible(f"/{words} has no option {', '.join(unknown)}; it has: {known}")
    filled = []
    for name, option in declared.items():
        if name == focused:
            if not option.get("autocomplete"):
                raise NotPossible(f"/{words} offers nothing for {name}: it has no autocomplete")
            typed = {"type": option["type"], "name": name, "value": str(values[name])}
            filled.append(typed | {"focused": True})
        elif name in values:
            value = _value(option, values[name], place)
            filled.append({"type": option["type"], "name": name, "value": value})
        elif option.get("required") and focused is None:
            raise NotPossible(f"/{words} cannot be sent without {name}")
    return filled


def _value(option: Command, value: OptionValue, place: Place) -> str | int | float | bool:
    """Return an option's value as it is sent. Raises ``NotPossible`` for one that does not fit."""
    name, kind = option["name"], option["type"]
    if kind == USER:
        return _account(name, value, place).id
    types = _KINDS.get(kind)
    if types is None:
        raise NotPossible(f"{name}: the stand-in cannot fill in options of type {kind}")
    if not isinstance(value, types) or (isinstance(value, bool) and kind != BOOLEAN):
        raise NotPossible(f"{name}: {value!r} is not of type {kind}")
    plain: str | int | float | bool = value  # type: ignore[assignment]
    choices = {choice["name"]: choice["value"] for choice in option.get("choices") or []}
    if choices:
        chosen = choices.get(str(plain), plain)
        if chosen not in choices.values():
            raise NotPossible(f"{name}: {plain!r} is not one of: {', '.join(choices)}")
        return chosen  # type: ignore[no-any-return]
    size = len(plain) if isinstance(plain, str) else plain
    bounds = ("min_length", "max_length") if kind == STRING else ("min_value", "max_value")
    low, high = (option.get(bound) for bound in bounds)
    if (low is not None and size < low) or (high is not None and size > high):
        raise NotPossible(f"{name}: {size} is not between {low} and {high}")
    if kind == STRING and not size and option.get("required"):
        raise NotPossible(f"{name}: it cannot be sent empty")
    return plain


def _account(name: str, value: OptionValue, place: Place) -> User:
    user = getattr(value, "user", None)
    if not isinstance(user, User):
        raise NotPossible(f"{name}: {value!r} is nobody")
    guild = place.channel.guild
    if guild is not None and user.id not in guild.members:
        raise NotPossible(f"{name}: {user.global_name} is not in {guild.name}")
    return user


def _resolved(values: Mapping[str, OptionValue], place: Place) -> dict[str, Any]:
    """Return the accounts that the options name, as the bot gets them."""
    users = [value.user for value in values.values() if hasattr(value, "user")]
    resolved: dict[str, Any] = {}
    if users:
        resolved["users"] = {user.id: user_payload(user) for user in users}
        members = {user.id: place.channel.membership(user) for user in users}
        present = {key: member for key, member in members.items() if member is not None}
        if present:
            resolved["members"] = {
                key: resolved_member_payload(member) for key, member in present.items()
            }
    return resolved
