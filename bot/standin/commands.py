"""The application's commands, as registered."""

from collections.abc import Mapping
from typing import Any

from bot.standin.snowflake import Snowflakes
from bot.standin.wire import Json
from bot.standin.world import Application

Command = dict[str, Any]

_LOCALIZATIONS = ("name_localizations", "description_localizations")


class Commands:
    """What the application registered. ``overwrites`` counts how often it did."""

    def __init__(self, application: Application, snowflakes: Snowflakes) -> None:
        self._application = application
        self._snowflakes = snowflakes
        self._registered: list[Command] = []
        self.overwrites = 0

    def overwrite(self, bodies: list[Command]) -> list[Command]:
        """Replace every command; one that keeps type and name keeps its id.

        The version of a command changes when the command does.
        """
        self.overwrites += 1
        before = {(command["type"], command["name"]): command for command in self._registered}
        self._registered = [self._full(body, before) for body in bodies]
        return self.listed(localized=True)

    def listed(self, *, localized: bool) -> list[Command]:
        """Return the full commands, with every translation or without."""
        if localized:
            return list(self._registered)
        return [_without(command, _LOCALIZATIONS) for command in self._registered]

    def find(self, name: str) -> Command | None:
        """Return the slash command of this name."""
        slash = (command for command in self._registered if command["type"] == 1)
        return next((command for command in slash if command["name"] == name), None)

    def names(self) -> list[str]:
        """Return the names of the slash commands."""
        return [command["name"] for command in self._registered if command["type"] == 1]

    def _full(self, body: Command, before: Mapping[tuple[int, str], Command]) -> Command:
        kind = body.get("type") or 1
        full = {
            "application_id": self._application.id,
            "default_member_permissions": _text(body.get("default_member_permissions")),
            "type": kind,
            "name": body["name"],
            "name_localizations": body.get("name_localizations"),
            "description": body.get("description") or "",
            "description_localizations": body.get("description_localizations"),
            "dm_permission": body.get("dm_permission") is not False,
            "contexts": body.get("contexts"),
            "integration_types": body.get("integration_types") or list(self._application.installs),
            "nsfw": bool(body.get("nsfw")),
        }
        if body.get("options"):
            full["options"] = [_option(option) for option in body["options"]]
        known = before.get((kind, body["name"]))
        if known is not None and _without(known, ("id", "version")) == full:
            return known
        identifier = self._snowflakes.new() if known is None else known["id"]
        return {"id": identifier, "version": self._snowflakes.new(), **full}


def _option(body: dict[str, Any]) -> dict[str, Any]:
    """Return an option as it is answered: what is false or empty is left out."""
    option = {
        key: value
        for key, value in body.items()
        if value is not None and value is not False and value != []
    }
    for localizations in _LOCALIZATIONS:
        option[localizations] = body.get(localizations)
    if "choices" in option:
        option["choices"] = [{"name_localizations": None, **choice} for choice in body["choices"]]
    if "options" in option:
        option["options"] = [_option(inner) for inner in body["options"]]
    return option


def _without(value: Json, names: tuple[str, ...]) -> Json:
    """Return JSON without these keys, wherever they are."""
    if isinstance(value, dict):
        return {key: _without(part, names) for key, part in value.items() if key not in names}
    if isinstance(value, list):
        return [_without(part, names) for part in value]
    return value


def _text(permissions: int | str | None) -> str | None:
    return None if permissions is None else str(permissions)
