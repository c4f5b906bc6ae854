"""``/cast``: who is in the story, with portraits."""

from collections.abc import Sequence
from typing import Any

import discord
from discord import app_commands

from bot.client.present import character_embed, fitted
from bot.client.responder import Outgoing, Responder
from bot.client.stage import Stage
from bot.story import Character
from bot.story.render import Templates
from bot.story.state import persona_state
from bot.text import one_line

_IN_A_MESSAGE = 5
_LONGEST_TEXT = 800
"""Characters of a text in an embed: five of them, with names, stay below Discord's 6,000."""


def cast_command(stage: Stage) -> app_commands.Command[Any, ..., None]:
    """The command, bound to its stage."""
    templates = Templates()

    @app_commands.command(name="cast", description="Meet the characters.")
    async def cast(interaction: discord.Interaction) -> None:
        responder = Responder(interaction)
        characters = list(stage.conversation.story.characters.values())
        for start in range(0, len(characters), _IN_A_MESSAGE):
            group = characters[start : start + _IN_A_MESSAGE]
            await responder.send(await _introduction(group, stage, templates))

    return cast


async def _introduction(
    characters: Sequence[Character], stage: Stage, templates: Templates
) -> Outgoing:
    """One message that introduces ``characters``."""
    embeds: list[discord.Embed] = []
    pictures: list[tuple[str, bytes]] = []
    for character in characters:
        persona = character.persona
        embed = character_embed(character, f"{persona.id}.png")
        text = templates.render(persona.template, persona_state(persona))
        embed.description = fitted(text, _LONGEST_TEXT)
        embed.set_footer(text=one_line(f"{persona.role} · /ask {persona.id}", 200))
        embeds.append(embed)
        pictures.append((f"{persona.id}.png", await stage.portrait(character)))
    plain = "\n\n".join(f"**{each.author.name}**\n{each.description}" for each in embeds)
    return Outgoing(embeds=tuple(embeds), pictures=tuple(pictures), plain=fitted(plain, 2000))
