"""``/scene``: where the story stands."""

from typing import Any

import discord
from discord import app_commands

from bot.client.pages import stands_here
from bot.client.responder import Responder
from bot.client.stage import Stage
from bot.client.translate import memory_key


def scene_command(stage: Stage) -> app_commands.Command[Any, ..., None]:
    """The command, bound to its stage."""

    @app_commands.command(name="scene", description="Where the story stands, and what was played.")
    async def scene(interaction: discord.Interaction) -> None:
        responder = Responder(interaction)
        telling = stage.conversation.recap(memory_key(interaction))
        recap = await responder.in_time(telling, stage.at_once)
        await responder.send(stands_here(stage.conversation.story, recap))

    return scene
