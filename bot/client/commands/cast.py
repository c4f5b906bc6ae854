"""``/cast``: who is in the story, with portraits."""

from typing import Any

import discord
from discord import app_commands

from bot.client.present import NOBODY, attached, character_embed
from bot.client.stage import Stage
from bot.story.render import Templates
from bot.story.state import persona_state
from bot.text import one_line

MOST_EMBEDS = 10
_MOST_CHARACTERS_OF_TEXT = 5000


def cast_command(stage: Stage) -> app_commands.Command[Any, ..., None]:
    """The command, bound to its stage."""
    templates = Templates()

    @app_commands.command(name="cast", description="Meet the characters.")
    async def cast(interaction: discord.Interaction) -> None:
        characters = list(stage.conversation.story.characters.values())
        for start in range(0, len(characters), MOST_EMBEDS):
            group = characters[start : start + MOST_EMBEDS]
            share = _MOST_CHARACTERS_OF_TEXT // len(group)
            embeds: list[discord.Embed] = []
            pictures: list[tuple[str, bytes]] = []
            for character in group:
                persona = character.persona
                embed = character_embed(character, f"{persona.id}.png")
                text = templates.render(persona.template, persona_state(persona))
                embed.description = text if len(text) <= share else text[: share - 1] + "…"
                embed.set_footer(text=one_line(f"{persona.role} · /ask {persona.id}", 200))
                embeds.append(embed)
                pictures.append((f"{persona.id}.png", await stage.portrait(character)))
            send = interaction.followup.send if start else interaction.response.send_message
            await send(embeds=embeds, files=attached(pictures), allowed_mentions=NOBODY)

    return cast
