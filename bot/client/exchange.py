"""One exchange in Discord: refuse privately, answer at once or defer, and record what was shown."""

import logging

import discord

from bot.client.present import NOT_REMEMBERED, reply_messages, reply_parts
from bot.client.problems import whisper
from bot.client.responder import BROKEN, Responder
from bot.client.settling import what_became_of
from bot.client.stage import Stage
from bot.client.translate import question_of
from bot.conversation import Delivery
from bot.conversation.address import asked
from bot.errors import Busy, TooLong
from bot.story import Character
from bot.turn import SentMessage

log = logging.getLogger(__name__)


async def exchange(
    interaction: discord.Interaction, stage: Stage, character: Character, words: str
) -> None:
    """Puts ``words`` to ``character`` and shows the answer. What is refused is refused privately,
    before anything is shown or kept: a public deferral could not become private any more."""
    responder = Responder(interaction)
    with stage.under_way:
        try:
            question = question_of(interaction, stage, character, asked(words))
            stage.cooldown.ask(question.person.id)
            answering = stage.conversation.answer(question)
            delivery = await responder.in_time(answering, stage.at_once)
        except (TooLong, Busy) as refusal:
            # Discord drops what was typed into a command that is refused; it is given back.
            await whisper(interaction, str(refusal), typed=words)
            return
        async with delivery:
            await _deliver(interaction, responder, stage, delivery)


async def _deliver(
    interaction: discord.Interaction, responder: Responder, stage: Stage, delivery: Delivery
) -> None:
    story = stage.conversation.story
    picture = await stage.portrait(story.characters[delivery.exchange.turn.character])
    was_remembered = delivery.remembered
    messages = reply_messages(story, delivery.exchange, picture, remembered=was_remembered)
    sent: list[SentMessage] = []
    try:
        for part, message in zip(reply_parts(delivery.exchange), messages, strict=True):
            sent.append(SentMessage(str(await responder.send(message)), part))
    except BROKEN as error:
        log.warning("it is not certain that a reply was shown: %s", error)
        await _settle_now(interaction, stage, delivery, sent)
        raise
    except discord.HTTPException:
        await (delivery.shown(sent) if sent else delivery.failed())
        raise
    await delivery.shown(sent)
    if was_remembered and not delivery.remembered:
        await whisper(interaction, NOT_REMEMBERED)


async def _settle_now(
    interaction: discord.Interaction, stage: Stage, delivery: Delivery, sent: list[SentMessage]
) -> None:
    """Settles a reply by evidence, if there is any; else it stays pending until the next start."""
    status, found = await what_became_of(interaction.client, stage, delivery.exchange)
    if sent or status == "shown":
        await delivery.shown(sent or found)
    elif status == "failed":
        await delivery.failed()
