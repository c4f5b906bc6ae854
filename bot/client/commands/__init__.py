"""The slash commands, one module each: match, call, reply."""

from typing import Any

from discord import app_commands

from bot.client.commands.ask import ask_command
from bot.client.commands.cast import cast_command
from bot.client.commands.memory import memory_group
from bot.client.commands.scene import scene_command
from bot.client.stage import Stage


def add_commands(tree: app_commands.CommandTree[Any], stage: Stage) -> None:
    """Adds every command to ``tree``."""
    tree.add_command(ask_command(stage))
    tree.add_command(scene_command(stage))
    tree.add_command(cast_command(stage))
    tree.add_command(memory_group(stage))
