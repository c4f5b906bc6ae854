"""What became of a reply, by evidence alone: an absence proves nothing."""

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import cast

import aiohttp
import discord

from bot.client.present import LONGEST_MESSAGE, NOBODY
from bot.conversation import Conversation
from bot.errors import MemoryFault
from bot.text import split_at_sentences
from bot.turn import Exchange, SentMessage, Status

log = logging.getLogger(__name__)

UNKNOWN_MESSAGE = 10008
HISTORY_LOOKED_THROUGH = 50
# discord.py's types want a number here; Discord's documentation names "@original" for this place.
_ORIGINAL = cast("int", "@original")

Outcome = tuple[Status, Sequence[SentMessage]]


async def settle_all(client: discord.Client, conversation: Conversation, now: datetime) -> None:
    """Settles every exchange that a stop left pending. What cannot be decided stays uncertain."""
    if conversation.memory is None:
        return
    async for exchange in conversation.memory.pending():
        status, messages = await what_became_of(client, exchange, now)
        key = exchange.turn.channel
        if key is None or status == "pending":
            continue
        try:
            await conversation.memory.channel(key).settle(exchange.turn.id, status, messages)
        except MemoryFault as error:
            log.warning("a reply from before the start could not be settled: %s", error)
            continue
        log.info("a reply from before the start is settled as %s", status)


async def what_became_of(client: discord.Client, exchange: Exchange, now: datetime) -> Outcome:
    """Whether the reply of ``exchange`` was shown: the original response while its token lives,
    else the channel's history. A response that still says "thinking" is given its words now."""
    sent_to = exchange.sent_to
    if sent_to.get("kind") != "interaction":
        return "uncertain", ()
    try:
        if "token" in sent_to and now < datetime.fromisoformat(sent_to["token_until"]):
            outcome = await _by_token(client, exchange)
            if outcome is not None:
                return outcome
        return await _by_history(client, exchange)
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        log.info("no evidence could be had for a reply: %s", error)
        return "uncertain", ()


async def _by_token(client: discord.Client, exchange: Exchange) -> Outcome | None:
    webhook = discord.Webhook.partial(
        int(exchange.sent_to["application"]), exchange.sent_to["token"], client=client
    )
    try:
        message = await webhook.fetch_message(_ORIGINAL)
    except discord.NotFound as missing:
        return ("failed", ()) if missing.code == UNKNOWN_MESSAGE else None
    if message.flags.loading:
        words = split_at_sentences(exchange.reply.text, LONGEST_MESSAGE)[0]
        await webhook.edit_message(_ORIGINAL, content=words, allowed_mentions=NOBODY)
        return "shown", [SentMessage(str(message.id), words)]
    return "shown", [SentMessage(str(message.id), message.content)]


async def _by_history(client: discord.Client, exchange: Exchange) -> Outcome:
    channel = client.get_channel(int(exchange.sent_to["channel"]))
    if not isinstance(channel, discord.abc.Messageable):
        return "uncertain", ()
    asked = discord.Object(int(exchange.sent_to["interaction"]))
    async for message in channel.history(limit=HISTORY_LOOKED_THROUGH, after=asked):
        metadata = message.interaction_metadata
        if metadata is not None and metadata.id == asked.id and not message.flags.loading:
            return "shown", [SentMessage(str(message.id), message.content)]
    return "uncertain", ()
