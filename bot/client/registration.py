"""Registering the commands, only when they differ from what is registered."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from discord import app_commands

log = logging.getLogger(__name__)

_TOP_LEVEL = ("contexts", "integration_types")
_COMPARED = (
    "name", "description", "type", "required", "autocomplete", "choices",
    "min_length", "max_length", "min_value", "max_value",
)  # fmt: skip


async def register(tree: app_commands.CommandTree[Any], application_id: int) -> bool:
    """Registers the commands of ``tree`` when they differ; returns whether it did."""
    # Read as they come: discord.py 2.7's own AppCommand loses the last of the contexts.
    registered = await tree.client.http.get_global_commands(application_id)
    wanted = [command.to_dict(tree) for command in tree.get_commands()]
    if comparable(registered) == comparable(wanted):
        log.info("the commands are registered as they should be")
        return False
    await tree.sync()
    log.info("%d commands are registered", len(wanted))
    return True


def comparable(commands: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What makes two sets of commands the same, in one order and without Discord's additions."""
    return sorted(
        (
            {**_part(each), **{key: sorted(each.get(key) or []) for key in _TOP_LEVEL}}
            for each in commands
        ),
        key=lambda command: str(command["name"]),
    )


def _part(data: Mapping[str, Any]) -> dict[str, Any]:
    part = {key: data[key] for key in _COMPARED if data.get(key)}
    part["options"] = [_part(option) for option in data.get("options") or []]
    return part
