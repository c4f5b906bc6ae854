"""``/scene``: where the story stands."""

from typing import Any

import discord
from discord import app_commands

from bot.client.pages import stands_here
from bot.client.present import NOBODY
from bot.client.stage import Stage
from bot.client.translate import memory_key


def scene_command(stage: Stage) -> app_commands.Command[Any, ..., None]:
    """The command, bound to its stage."""

    @app_commands.command(name="scene", description="Where the story stands, and what was played.")
    async def scene(interaction: discord.Interaction) -> None:
        recap = await stage.conversation.recap(memory_key(interaction))
        embeds, view = stands_here(stage.conversation.story, recap)
        await interaction.response.send_message(embeds=embeds, view=view, allowed_mentions=NOBODY)

    return scene
