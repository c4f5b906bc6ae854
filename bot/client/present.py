"""From our words to Discord's: the messages that show a reply."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import discord

from bot.conversation.footing import footing
from bot.story import Character, Story
from bot.text import escaped, one_line, split_at_sentences
from bot.turn import Exchange

LONGEST_MESSAGE = 2000
NOT_REMEMBERED = "-# This answer could not be remembered: the disk refused it."
NOBODY = discord.AllowedMentions.none()


@dataclass(frozen=True, slots=True)
class Shown:
    """A reply as messages: their contents in order, and the embed and picture under the last."""

    contents: tuple[str, ...]
    embed: discord.Embed
    picture: bytes

    def file(self) -> discord.File:
        """The picture, to be sent once."""
        return discord.File(io.BytesIO(self.picture), filename="portrait.png")


def show_reply(
    story: Story, character: Character, exchange: Exchange, picture: bytes, *, remembered: bool
) -> Shown:
    """The messages of a reply. The words are in the content, since members may hide embeds."""
    words = exchange.reply.text
    if not remembered:
        words = f"{words}\n{NOT_REMEMBERED}"
    person = escaped(one_line(exchange.turn.person.name, 80)) or "Somebody"
    embed = character_embed(character)
    embed.description = f"**{person}**: {escaped(exchange.turn.words)}"
    embed.set_footer(text=footing(story, exchange.reply))
    return Shown(split_at_sentences(words, LONGEST_MESSAGE), embed, picture)


def character_embed(character: Character, filename: str = "portrait.png") -> discord.Embed:
    """An embed in a character's colour, with name and portrait (to be attached as ``filename``)."""
    persona = character.persona
    embed = discord.Embed(colour=discord.Colour.from_str(persona.colour))
    embed.set_author(name=persona.name)
    embed.set_thumbnail(url=f"attachment://{filename}")
    return embed


def attached(pictures: Sequence[tuple[str, bytes]]) -> list[discord.File]:
    """``(filename, png)`` pairs as files to send."""
    return [discord.File(io.BytesIO(png), filename=name) for name, png in pictures]
