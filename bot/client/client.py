"""The client itself: what happens on connecting, and which events are listened to."""

import asyncio
import logging
from collections.abc import Iterable
from typing import Any

import aiohttp
import discord
from discord import app_commands

from bot.client.commands import add_commands
from bot.client.erasing import Erase
from bot.client.exchange import exchange
from bot.client.invite import invite_link
from bot.client.owner import OwnerNotices
from bot.client.pages import Page, PlayHere
from bot.client.problems import KindTree, guarded
from bot.client.registration import register
from bot.client.settling import settle_all
from bot.client.stage import Stage
from bot.client.views import SayMore, question_in
from bot.errors import MemoryFault

log = logging.getLogger(__name__)

LOOK_FOR_DAMAGE_SECONDS = 600
CLOSING_SECONDS = 3.0


def wanted_intents() -> discord.Intents:
    """Servers and channels, and the deletion of messages. None of them is privileged."""
    intents = discord.Intents.none()
    intents.guilds = True
    intents.guild_messages = True
    intents.dm_messages = True
    return intents


class StageDoorClient(discord.Client):
    """Stage Door in Discord. ``options`` are discord.py's own, such as ``guild_ready_timeout``."""

    def __init__(
        self,
        stage: Stage,
        *,
        connector: aiohttp.BaseConnector | None = None,
        **options: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(
            intents=wanted_intents(),
            connector=connector,
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            **options,
        )
        self.stage = stage
        self.tree: app_commands.CommandTree[Any] = KindTree(
            self,
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
        )
        self._owner_notices = OwnerNotices()
        self._after_start: asyncio.Task[None] | None = None
        self._began = stage.now()
        self.settled = asyncio.Event()
        """Set once everything that a stop left pending is looked at."""

    async def setup_hook(self) -> None:
        """Between logging in and connecting: the data directory is bound to this application, its
        flags are read, and the commands are registered where they differ."""
        memory = self.stage.conversation.memory
        if memory is not None and self.application_id is not None:
            await memory.bind(str(self.application_id))
        flags = self.application_flags
        if flags.gateway_message_content or flags.gateway_message_content_limited:
            log.info("the message content intent is enabled; Stage Door does not ask for it")
        self.add_dynamic_items(SayMore, Page, PlayHere, Erase)
        add_commands(self.tree, self.stage)
        if self.application_id is not None:
            await register(self.tree, self.application_id)

    async def on_ready(self) -> None:
        """Connected: says so, with the invite link, and settles what a stop left pending."""
        if self.user is None or self.application_id is None:
            return
        log.info("connected as %s, in %d servers", self.user, len(self.guilds))
        log.info("add Stage Door to a server: %s", invite_link(self.application_id))
        if self._after_start is None:
            self._after_start = asyncio.create_task(self._look_after_memory())

    async def _look_after_memory(self) -> None:
        """Settles what a stop left pending, then tells the owner of damage, again and again."""
        try:
            await settle_all(self, self.stage, self._began)
        except MemoryFault:
            log.exception("what a stop left pending could not be settled")
        finally:
            self.settled.set()
        memory = self.stage.conversation.memory
        while memory is not None:
            try:
                await self._owner_notices.damaged(self, await memory.set_aside())
            except MemoryFault:
                log.exception("the data directory could not be looked through")
            await asyncio.sleep(LOOK_FOR_DAMAGE_SECONDS)

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Answers a sent question; commands and buttons have their own way."""
        if found := question_in(interaction):
            await guarded(interaction, lambda given: self._ask(given, *found))

    async def _ask(self, interaction: discord.Interaction[Any], character: str, words: str) -> None:
        asked = self.stage.conversation.story.find_character(character)
        await exchange(interaction, self.stage, asked, words)

    async def on_raw_message_delete(self, event: discord.RawMessageDeleteEvent) -> None:
        """What the channel no longer shows, nobody remembers."""
        await self._forget(event.channel_id, [event.message_id])

    async def on_raw_bulk_message_delete(self, event: discord.RawBulkMessageDeleteEvent) -> None:
        """The same for many at once."""
        await self._forget(event.channel_id, event.message_ids)

    async def _forget(self, channel_id: int, message_ids: Iterable[int]) -> None:
        try:
            for message_id in message_ids:
                await self.stage.conversation.deleted(str(channel_id), str(message_id))
        except MemoryFault:
            log.exception("a deleted message could not be forgotten")

    async def close(self) -> None:
        """Waits a moment for answers under way, then closes the connection."""
        if not await self.stage.under_way.finished(CLOSING_SECONDS):
            log.warning("answers still under way are given up")
        if self._after_start is not None:
            self._after_start.cancel()
            await asyncio.gather(self._after_start, return_exceptions=True)
        await super().close()
