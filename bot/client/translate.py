"""From Discord's words to ours: who speaks, in which memory, and where the answer goes."""

from datetime import timedelta
from types import MappingProxyType

import discord

from bot.client.stage import Stage
from bot.conversation import Question
from bot.story import Character
from bot.turn import Person

TOKEN_LIVES = timedelta(minutes=15)
"""How long an interaction's token can be used (Discord's documentation)."""


def person_of(interaction: discord.Interaction) -> Person:
    """Who acts: a stable id, and the name the channel shows for them."""
    return Person(str(interaction.user.id), interaction.user.display_name)


def memory_key(interaction: discord.Interaction) -> str:
    """The memory an interaction belongs to: the channel's, or, where only the person has installed
    the application, that person's in this channel."""
    channel = str(interaction.channel_id)
    return channel if is_shared(interaction) else f"{channel}-{interaction.user.id}"


def is_shared(interaction: discord.Interaction) -> bool:
    """Whether the bot itself is here, so that the channel's memory is everybody's."""
    if interaction.guild_id is not None:
        return interaction.is_guild_integration()
    return interaction.context.dm_channel


def may_move_story(interaction: discord.Interaction) -> bool:
    """Whether the person may move this channel's story: members who may manage messages, and
    anybody where the memory is theirs alone."""
    if interaction.guild_id is None or not is_shared(interaction):
        return True
    return interaction.permissions.manage_messages


def question_of(
    interaction: discord.Interaction, stage: Stage, character: Character, words: str
) -> Question:
    """The question that an interaction puts to ``character``."""
    sent_to = {
        "kind": "interaction",
        "application": str(interaction.application_id),
        "interaction": str(interaction.id),
        "channel": str(interaction.channel_id),
        "token": interaction.token,
        "token_until": (interaction.created_at + TOKEN_LIVES).isoformat(),
    }
    return Question(
        id=str(interaction.id),
        person=person_of(interaction),
        character=character.persona.id,
        words=words,
        at=stage.now(),
        channel=memory_key(interaction),
        sent_to=MappingProxyType(sent_to),
    )
