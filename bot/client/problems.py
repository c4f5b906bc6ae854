"""The one home of what goes wrong in an interaction: a kind sentence for the person, the cause for
the log, and a short reference that joins the two."""

import io
import logging
import secrets
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import discord
from discord import app_commands

from bot.client.responder import NOBODY
from bot.errors import MemoryFault, Refusal

log = logging.getLogger(__name__)

LONGEST_WHISPER = 2000

Step = Callable[[discord.Interaction], Awaitable[None]]


class KindTree(app_commands.CommandTree[Any]):
    """A command tree whose errors are told here."""

    async def on_error(
        self, interaction: discord.Interaction, error: app_commands.AppCommandError, /
    ) -> None:
        """Tells the person and the log."""
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        await tell(interaction, cause)


async def guarded(interaction: discord.Interaction, step: Step) -> None:
    """Does ``step``; whatever goes wrong is told as it is for a command."""
    try:
        await step(interaction)
    except Exception as error:  # noqa: BLE001 - the last place where an interaction can be answered
        await tell(interaction, error)


async def tell(interaction: discord.Interaction, error: BaseException) -> None:
    """Answers privately with one kind sentence, and logs the cause unless it is a refusal."""
    if isinstance(error, Refusal):
        await whisper(interaction, str(error))
        return
    reference = secrets.token_hex(3).upper()
    log.error("reference %s: an interaction went wrong", reference, exc_info=error)
    await whisper(interaction, f"{_sentence(error)} (reference {reference})")


def _sentence(error: BaseException) -> str:
    if isinstance(error, MemoryFault):
        return "The prompt book could not be opened or written just now. It is as it was before."
    return "Something fell over backstage, and it was not you. Please try once more."


async def whisper(interaction: discord.Interaction, text: str, *, typed: str = "") -> None:
    """Says ``text`` to the person alone, and gives back what they ``typed``, as a file. Where
    Discord takes no answer any more, the log says so."""
    if interaction.client.is_closed():
        return
    text = text if len(text) <= LONGEST_WHISPER else f"{text[: LONGEST_WHISPER - 1]}…"
    try:
        await _whisper(interaction, text, typed)
    except discord.Forbidden:
        await whisper(interaction, text) if typed else log.warning("a whisper was forbidden")
    except (discord.HTTPException, aiohttp.ClientError, OSError) as refused:
        log.warning("a person could not be answered: %s", refused)


async def _whisper(interaction: discord.Interaction, text: str, typed: str) -> None:
    file = discord.File(io.BytesIO(typed.encode()), filename="what-you-wrote.txt")
    files = [file] if typed else []
    done = interaction.response.is_done()
    send = interaction.followup.send if done else interaction.response.send_message
    await send(text, files=files, ephemeral=True, allowed_mentions=NOBODY)
