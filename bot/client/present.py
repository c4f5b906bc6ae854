"""From our words to Discord's: the messages that show a reply, within Discord's limits."""

from collections.abc import Sequence

import discord

from bot.client.responder import Outgoing
from bot.client.views import say_more_under
from bot.conversation.footing import footing
from bot.story import Character, Story
from bot.text import escaped, named, split_at_sentences
from bot.turn import Exchange

LONGEST_MESSAGE = 2000
NOT_REMEMBERED = "This answer could not be remembered: the disk refused it."


def reply_parts(exchange: Exchange) -> tuple[str, ...]:
    """The contents of the messages that a reply takes, in order."""
    return split_at_sentences(exchange.reply.text, LONGEST_MESSAGE - 200) or ("…",)


def reply_messages(
    story: Story, exchange: Exchange, picture: bytes, *, remembered: bool
) -> Sequence[Outgoing]:
    """The messages of a reply, in order. The words are in the content, since members may hide
    embeds; the last message carries the embed, the picture and the button."""
    character = story.characters[exchange.turn.character]
    person = escaped(named(exchange.turn.person.name))
    stands_on = footing(story, exchange.reply)
    note = "" if remembered else f"\n-# {NOT_REMEMBERED}"
    embed = character_embed(character)
    embed.description = f"**{person}**: {escaped(exchange.turn.words)}"
    embed.set_footer(text=fitted(stands_on, 2048))
    *first, last = reply_parts(exchange)
    return [
        *(Outgoing(content=part) for part in first),
        Outgoing(
            content=last + note,
            embeds=(embed,),
            pictures=(("portrait.png", picture),),
            view=say_more_under(character),
            plain=f"{last}{note}\n-# {fitted(stands_on, 100)}",
        ),
    ]


def character_embed(character: Character, filename: str = "portrait.png") -> discord.Embed:
    """An embed in a character's colour, with name and portrait (to be attached as ``filename``)."""
    persona = character.persona
    embed = discord.Embed(colour=discord.Colour.from_str(persona.colour))
    embed.set_author(name=persona.name)
    embed.set_thumbnail(url=f"attachment://{filename}")
    return embed


def fitted(text: str, limit: int) -> str:
    """``text`` cut after the last sentence, or word, that fits into ``limit`` characters, with an
    ellipsis where something is missing."""
    if len(text) <= limit:
        return text
    return next(iter(split_at_sentences(text, limit - 2)), "") + " …"
