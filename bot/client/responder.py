"""Answering one interaction within Discord's rules, over a network that may fail.

The first response decides how an interaction is answered, and must come within three seconds. A
connection that breaks says nothing about whether Discord took what was sent: then the same is sent
once more, and Discord's "already acknowledged" is as good as success.
"""

import asyncio
import io
import logging
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import TypeVar

import aiohttp
import discord
from discord.utils import MISSING

NOBODY = discord.AllowedMentions.none()
ALREADY_ACKNOWLEDGED = 40060
BROKEN = (discord.DiscordServerError, aiohttp.ClientError, OSError)
"""What leaves it uncertain whether Discord took a request."""

log = logging.getLogger(__name__)
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message. ``pictures`` are PNGs by file name; ``plain`` is what is said where the bot may
    send neither embeds nor files."""

    content: str = ""
    embeds: tuple[discord.Embed, ...] = ()
    pictures: tuple[tuple[str, bytes], ...] = ()
    view: discord.ui.View | None = None
    plain: str = ""

    def words_alone(self) -> "Outgoing":
        """The same as plain words."""
        return Outgoing(content=self.plain or self.content, view=self.view)

    def files(self) -> list[discord.File]:
        """The pictures, to be sent once."""
        return [discord.File(io.BytesIO(png), filename=name) for name, png in self.pictures]


class Responder:
    """Answers one interaction, in public."""

    def __init__(self, interaction: discord.Interaction) -> None:
        self._interaction = interaction
        self._has_original = False

    async def in_time(self, work: Awaitable[Found], at_once: float) -> Found:
        """What ``work`` gives. When it takes longer than ``at_once`` seconds, the interaction is
        deferred, which shows that the bot is thinking. What ``work`` raises, is raised."""
        task = asyncio.ensure_future(work)
        try:
            await asyncio.wait({task}, timeout=at_once)
            if not task.done():
                await self._defer()
            return await task
        except asyncio.CancelledError:
            task.cancel()
            raise

    async def _defer(self) -> None:
        try:
            await self._interaction.response.defer(thinking=True)
        except (discord.HTTPException, *BROKEN) as error:
            # Sending the answer will show whether Discord still takes one.
            log.warning("a deferral may not have been taken: %s", error)

    async def send(self, message: Outgoing) -> int:
        """Shows ``message`` and returns its id: as the first response, in place of "thinking", or
        after what was sent before. Raises what discord.py raises."""
        if not _may_decorate(self._interaction):
            message = message.words_alone()
        try:
            return await self._send(message)
        except discord.Forbidden:
            if not (message.embeds or message.pictures):
                raise
            return await self._send(message.words_alone())

    async def _send(self, message: Outgoing) -> int:
        if self._has_original:
            return await self._follow_up(message)
        if self._interaction.response.is_done():
            sent = await self._fill_in(message)
        else:
            sent = await self._respond(message)
        self._has_original = True
        return sent

    async def _respond(self, message: Outgoing) -> int:
        try:
            return await self._acknowledged(message)
        except BROKEN as error:
            log.warning("a first response is sent again: %s", error)
            return await self._acknowledged(message)

    async def _acknowledged(self, message: Outgoing) -> int:
        try:
            return await self._first_response(message)
        except discord.HTTPException as error:
            if error.code != ALREADY_ACKNOWLEDGED:
                raise
            return await self._fill_in(message)  # Discord took one before, and we did not hear so

    async def _first_response(self, message: Outgoing) -> int:
        answer = await self._interaction.response.send_message(
            message.content,
            embeds=message.embeds,
            files=message.files(),
            view=message.view or MISSING,
            allowed_mentions=NOBODY,
        )
        return answer.message_id or (await self._interaction.original_response()).id

    async def _fill_in(self, message: Outgoing) -> int:
        edited = await self._interaction.edit_original_response(
            content=message.content,
            embeds=message.embeds,
            attachments=message.files(),
            view=message.view,
            allowed_mentions=NOBODY,
        )
        return edited.id

    async def _follow_up(self, message: Outgoing) -> int:
        sent = await self._interaction.followup.send(
            message.content,
            embeds=message.embeds,
            files=message.files(),
            view=message.view or MISSING,
            allowed_mentions=NOBODY,
            wait=True,
        )
        return sent.id


def _may_decorate(interaction: discord.Interaction) -> bool:
    """Whether the bot may send embeds and files here. In direct messages it always may."""
    rights = interaction.app_permissions
    return interaction.guild_id is None or (rights.embed_links and rights.attach_files)
