"""``/memory``: what is kept of a person, and erasing it."""

import io

import discord
from discord import app_commands

from bot.client.erasing import ASKED, ask_what_to_erase
from bot.client.stage import Stage
from bot.client.translate import memory_key, person_of
from bot.conversation.kept import kept_as_text


def memory_group(stage: Stage) -> app_commands.Group:
    """The command with its subcommands, bound to its stage."""
    group = app_commands.Group(name="memory", description="What is kept of you, and erasing it.")

    @group.command(name="mine", description="A file of what is kept of you here, for you alone.")
    async def mine(interaction: discord.Interaction) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        memory = stage.conversation.memory
        person = person_of(interaction)
        kept = await memory.mine(person.id, memory_key(interaction)) if memory else ()
        if not kept:
            await interaction.followup.send("Nothing is kept of you here.", ephemeral=True)
            return
        text = kept_as_text(stage.conversation.story, person, kept)
        file = discord.File(io.BytesIO(text.encode()), filename="kept-of-me.txt")
        count = f"{len(kept)} exchange{'' if len(kept) == 1 else 's'}"
        await interaction.followup.send(
            f"This is kept of you here: {count}.", file=file, ephemeral=True
        )

    @group.command(name="forget", description="Erase what is kept of you. Asks once.")
    async def forget(interaction: discord.Interaction) -> None:
        await interaction.response.send_message(ASKED, view=ask_what_to_erase(), ephemeral=True)

    return group
