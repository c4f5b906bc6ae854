"""What became of a reply, by evidence alone: an absence proves nothing."""

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import cast

import aiohttp
import discord

from bot.client.present import reply_messages, reply_parts
from bot.client.responder import NOBODY
from bot.client.stage import Stage
from bot.errors import MemoryFault
from bot.turn import Exchange, SentMessage, Status

log = logging.getLogger(__name__)

UNKNOWN_MESSAGE = 10008
HISTORY_LOOKED_THROUGH = 50
# discord.py's types want a number here; Discord's documentation names "@original" for this place.
_ORIGINAL = cast("int", "@original")

Outcome = tuple[Status, Sequence[SentMessage]]


async def settle_all(client: discord.Client, stage: Stage, began: datetime) -> None:
    """Settles every exchange that was left pending before ``began``, the start of this process;
    later ones are still on their way. What cannot be decided stays uncertain."""
    memory = stage.conversation.memory
    if memory is None:
        return
    async for exchange in memory.pending():
        if exchange.turn.at > began:
            continue
        status, messages = await what_became_of(client, stage, exchange)
        if exchange.turn.channel is None or status == exchange.status:
            continue
        try:
            await memory.channel(exchange.turn.channel).settle(exchange.turn.id, status, messages)
        except MemoryFault as error:
            log.warning("a reply from before the start could not be settled: %s", error)
            continue
        log.info("a reply from before the start is settled as %s", status)


async def what_became_of(client: discord.Client, stage: Stage, exchange: Exchange) -> Outcome:
    """Whether the reply of ``exchange`` was shown: the original response while its token lives,
    else the channel's history. A response that still says "thinking" is given its words now."""
    sent_to = exchange.sent_to
    if sent_to.get("kind") != "interaction":
        return "uncertain", ()
    try:
        if "token" in sent_to and stage.now() < datetime.fromisoformat(sent_to["token_until"]):
            outcome = await _by_token(client, stage, exchange)
            if outcome is not None:
                return outcome
        return await _by_history(client, exchange)
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        log.info("no evidence could be had for a reply: %s", error)
        return "uncertain", ()


async def _by_token(client: discord.Client, stage: Stage, exchange: Exchange) -> Outcome | None:
    webhook = discord.Webhook.partial(
        int(exchange.sent_to["application"]), exchange.sent_to["token"], client=client
    )
    try:
        message = await webhook.fetch_message(_ORIGINAL)
    except discord.NotFound as missing:
        return ("failed", ()) if missing.code == UNKNOWN_MESSAGE else None
    if message.flags.loading:
        if exchange.turn.character not in stage.conversation.story.characters:
            return "uncertain", ()  # the story was changed meanwhile
        return "shown", await _give_words(webhook, stage, exchange)
    return _as_seen(exchange, message)


async def _give_words(
    webhook: discord.Webhook, stage: Stage, exchange: Exchange
) -> Sequence[SentMessage]:
    story = stage.conversation.story
    picture = await stage.portrait(story.characters[exchange.turn.character])
    first, *rest = reply_messages(story, exchange, picture, remembered=True)
    shown = await webhook.edit_message(
        _ORIGINAL,
        content=first.content,
        embeds=first.embeds,
        attachments=first.files(),
        view=first.view,
        allowed_mentions=NOBODY,
    )
    ids = [shown.id]
    for message in rest:
        sent = await webhook.send(
            message.content,
            embeds=message.embeds,
            files=message.files(),
            view=message.view or discord.utils.MISSING,
            allowed_mentions=NOBODY,
            wait=True,
        )
        ids.append(sent.id)
    parts = reply_parts(exchange)
    return [SentMessage(str(each), part) for each, part in zip(ids, parts, strict=True)]


async def _by_history(client: discord.Client, exchange: Exchange) -> Outcome:
    channel = client.get_channel(int(exchange.sent_to["channel"]))
    if not isinstance(channel, discord.abc.Messageable):
        return "uncertain", ()
    asked = discord.Object(int(exchange.sent_to["interaction"]))
    async for message in channel.history(limit=HISTORY_LOOKED_THROUGH, after=asked):
        metadata = message.interaction_metadata
        if metadata is not None and metadata.id == asked.id and not message.flags.loading:
            return _as_seen(exchange, message)
    return "uncertain", ()


def _as_seen(exchange: Exchange, message: discord.Message) -> Outcome:
    """Shown if ``message`` has the reply's words; other words there, such as an error told, are
    evidence that the reply was not."""
    first = reply_parts(exchange)[0]
    if not message.content.startswith(first):
        return "failed", ()
    return "shown", [SentMessage(str(message.id), first)]
