"""``/ask``: put a question to a character."""

from typing import Any

import discord
from discord import app_commands

from bot.client.exchange import exchange
from bot.client.stage import Stage
from bot.client.views import QuestionModal
from bot.conversation.address import addressed, spoken
from bot.errors import UnknownCharacter
from bot.story import Story
from bot.text import one_line

MOST_CHOICES = 25
LONGEST_CHOICE = 100


def ask_command(stage: Stage) -> app_commands.Command[Any, ..., None]:
    """The command, bound to its stage."""

    @app_commands.command(name="ask", description="Ask one of the cast something.")
    @app_commands.describe(
        character="Whom you ask; you may go on and type the question right here.",
        question="What you ask, say or do. Leave it out to type it in a larger field.",
    )
    async def ask(
        interaction: discord.Interaction, character: str, question: str | None = None
    ) -> None:
        asked, words = spoken(stage.conversation.story, character, question or "")
        if question is None and not words:
            await interaction.response.send_modal(QuestionModal(asked))
            return
        await exchange(interaction, stage, asked, words)

    @ask.autocomplete("character")
    async def offered(
        interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        return choices(stage.conversation.story, typed)

    return ask


def choices(story: Story, typed: str) -> list[app_commands.Choice[str]]:
    """The characters that ``typed`` may mean, by id, name or alias in any case; and, where it goes
    on after a name, the question itself."""
    try:
        character, rest = addressed(story, typed)
    except UnknownCharacter:
        character, rest = None, ""
    if character is not None and rest and len(typed) <= LONGEST_CHOICE:
        said = one_line(f"{character.persona.name}: {rest}", LONGEST_CHOICE)
        return [app_commands.Choice(name=said, value=typed)]
    wanted = typed.casefold().strip()
    found = dict.fromkeys(who for name, who in story.names().items() if wanted in name)
    return [
        app_commands.Choice(name=one_line(story.characters[who].persona.name, 100), value=who)
        for who in list(found)[:MOST_CHOICES]
    ]
