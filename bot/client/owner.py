"""Telling the owner what only the owner can mend: files of the memory that were found damaged."""

import logging
from pathlib import Path

import aiohttp
import discord

from bot.client.responder import NOBODY
from bot.conversation.kept import SetAside

log = logging.getLogger(__name__)


class OwnerNotices:
    """Tells the application's owner of each damaged file once: in the log, and by a direct message
    where Discord delivers one."""

    def __init__(self) -> None:
        self._told: set[Path] = set()

    async def damaged(self, client: discord.Client, files: tuple[SetAside, ...]) -> None:
        """Tells of those of ``files`` that were not told of yet."""
        fresh = [each for each in files if each.path not in self._told]
        if not fresh:
            return
        self._told.update(each.path for each in fresh)
        for each in fresh:
            log.error("a damaged file was set aside, as it was found: %s", each.path)
        names = "\n".join(f"- {each.path.name} ({each.at:%Y-%m-%d %H:%M} UTC)" for each in fresh)
        words = (
            "Something in the data directory was damaged and is set aside, as it was found, in its "
            f"folder `damaged`. The channels go on without it; a backup may have it whole.\n{names}"
        )
        try:
            owner = (await client.application_info()).owner
            await owner.send(words[:1900], allowed_mentions=NOBODY)
        except (discord.HTTPException, aiohttp.ClientError, OSError) as refused:
            log.warning("the owner could not be told in Discord: %s", refused)
