"""One exchange in Discord: refuse privately, answer at once or defer, and record what was shown."""

import asyncio
import io
import logging
from collections.abc import Sequence

import aiohttp
import discord

from bot.client.present import NOBODY, NOT_REMEMBERED, Shown, show_reply
from bot.client.problems import whisper
from bot.client.settling import what_became_of
from bot.client.stage import Stage
from bot.client.translate import question_of
from bot.client.views import say_more_under
from bot.conversation import Delivery, Question
from bot.conversation.address import asked
from bot.conversation.care import CARE, needs_care
from bot.errors import Busy, TooLong
from bot.story import Character
from bot.turn import SentMessage

log = logging.getLogger(__name__)


async def exchange(
    interaction: discord.Interaction, stage: Stage, character: Character, words: str
) -> None:
    """Puts ``words`` to ``character`` and shows the answer. Raises ``Refusal`` before anything is
    shown or kept."""
    if needs_care(words):
        await whisper(interaction, CARE)
        return
    try:
        question = question_of(interaction, stage, character, asked(words))
        stage.cooldown.ask(question.person.id)
        delivery = await _answer(interaction, stage, question)
    except (TooLong, Busy) as refusal:
        # Discord drops what was typed into a command that is refused; the person gets it back.
        typed = discord.File(io.BytesIO(words.encode()), filename="what-you-wrote.txt")
        await whisper(interaction, str(refusal), file=typed)
        return
    async with delivery:
        await _deliver(interaction, stage, character, delivery)


async def _answer(interaction: discord.Interaction, stage: Stage, question: Question) -> Delivery:
    """The reply; the interaction is deferred when it takes long. What can be refused is refused
    before that, since a public deferral cannot become private."""
    answering = asyncio.create_task(stage.conversation.answer(question))
    try:
        await asyncio.wait({answering}, timeout=stage.at_once)
        if not answering.done():
            await interaction.response.defer(thinking=True)
        return await answering
    except discord.HTTPException:
        # The deferral was refused: whatever the character will say, nobody sees it.
        async with await answering as unseen:
            await unseen.failed()
        raise


async def _deliver(
    interaction: discord.Interaction, stage: Stage, character: Character, delivery: Delivery
) -> None:
    shown = show_reply(
        stage.conversation.story, character, delivery.exchange,
        await stage.portrait(character), remembered=delivery.remembered,
    )  # fmt: skip
    was_remembered = delivery.remembered
    try:
        await delivery.shown(await _send(interaction, character, shown))
    except (discord.DiscordServerError, aiohttp.ClientError, OSError) as error:
        log.warning("it is not certain that a reply was shown: %s", error)
        status, messages = await what_became_of(interaction.client, stage, delivery.exchange)
        if status == "shown":
            await delivery.shown(messages)
        elif status == "failed":
            await delivery.failed()
        if status != "shown":
            raise
    except discord.HTTPException:
        await delivery.failed()
        raise
    if was_remembered and not delivery.remembered:
        await whisper(interaction, NOT_REMEMBERED.removeprefix("-# "))


async def _send(
    interaction: discord.Interaction, character: Character, shown: Shown
) -> Sequence[SentMessage]:
    """Shows the messages in order; the last carries the embed, the picture and the button."""
    sent: list[SentMessage] = []
    for at, content in enumerate(shown.contents):
        last = at == len(shown.contents) - 1
        message_id = await _send_one(interaction, character, content, shown if last else None)
        sent.append(SentMessage(str(message_id), content))
    return sent


async def _send_one(
    interaction: discord.Interaction, character: Character, content: str, last: Shown | None
) -> int:
    embeds = [last.embed] if last else []
    files = [last.file()] if last else []
    view = say_more_under(character) if last else discord.utils.MISSING
    if not interaction.response.is_done():
        answer = await interaction.response.send_message(
            content, embeds=embeds, files=files, view=view, allowed_mentions=NOBODY
        )
        return answer.message_id or (await interaction.original_response()).id
    original = interaction.extras.setdefault("original_edited", False)
    if (
        interaction.response.type is discord.InteractionResponseType.deferred_channel_message
        and not original
    ):
        interaction.extras["original_edited"] = True
        edited = await interaction.edit_original_response(
            content=content, embeds=embeds, attachments=files, allowed_mentions=NOBODY,
            view=say_more_under(character) if last else None,
        )  # fmt: skip
        return edited.id
    message = await interaction.followup.send(
        content, embeds=embeds, files=files, view=view, allowed_mentions=NOBODY, wait=True
    )
    return message.id
