"""Buttons and modals. They carry all they need in their ids, so they work after a restart."""

import re
from collections.abc import Callable, Sequence
from typing import Any, Self

import discord

from bot.client.problems import guarded
from bot.conversation.address import LONGEST_QUESTION
from bot.story import Character

PREFIX = "stagedoor"
_ASK = re.compile(rf"{PREFIX}:ask:(?P<character>[a-z0-9-]+)")


class KindButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=rf"{PREFIX}:none"):
    """The base of every button: found again by its id, and its errors are told kindly.

    Discord.py finds a button by its class, and makes it from the message that carries it, so the
    client is asked for the stage.
    """

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button that stands under a message: its id's named parts are its arguments."""
        button: Callable[..., Self] = cls
        return button(**match.groupdict())

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Does what the button does; errors are told as for a command."""
        await guarded(interaction, self.pressed)

    async def pressed(self, interaction: discord.Interaction[Any]) -> None:
        """What the button does."""
        raise NotImplementedError


class SayMore(KindButton, template=rf"{PREFIX}:say:(?P<character>[a-z0-9-]+)"):
    """*Say more*, under an answer: goes on with that character."""

    def __init__(self, character: str) -> None:
        self.character = character
        super().__init__(
            discord.ui.Button(
                label="Say more",
                style=discord.ButtonStyle.secondary,
                custom_id=f"{PREFIX}:say:{character}",
            )
        )

    async def pressed(self, interaction: discord.Interaction[Any]) -> None:
        """Opens the modal."""
        found = interaction.client.stage.conversation.story.find_character(self.character)
        await interaction.response.send_modal(QuestionModal(found))


def say_more_under(character: Character) -> discord.ui.View:
    """The buttons under an answer."""
    return buttons([SayMore(character.persona.id)])


def buttons(items: Sequence[KindButton]) -> discord.ui.View:
    """A view of buttons that never times out: their ids are all the state there is."""
    view = discord.ui.View(timeout=None)
    for item in items:
        view.add_item(item)
    return view


class QuestionModal(discord.ui.Modal):
    """Asks what to say to a character.

    What is sent in is read by the client from the interaction itself (see :func:`question_in`), so
    that a question typed across a restart is answered too.
    """

    def __init__(self, character: Character) -> None:
        name = character.persona.name
        super().__init__(
            title=f"Ask {name}"[:45],
            custom_id=f"{PREFIX}:ask:{character.persona.id}",
            timeout=None,
        )
        self.add_item(
            discord.ui.TextInput(
                label="Your question, or what you say or do",
                custom_id="question",
                style=discord.TextStyle.paragraph,
                placeholder="why?",
                max_length=LONGEST_QUESTION,
            )
        )


def question_in(interaction: discord.Interaction[Any]) -> tuple[str, str] | None:
    """``(character id, words)`` of a sent :class:`QuestionModal`, ``None`` of anything else."""
    if interaction.type is not discord.InteractionType.modal_submit:
        return None
    data: dict[str, Any] = dict(interaction.data or {})
    found = _ASK.fullmatch(data.get("custom_id", ""))
    return (found["character"], _value(data.get("components", []))) if found else None


def _value(components: Sequence[dict[str, Any]]) -> str:
    for component in components:
        if component.get("custom_id") == "question":
            return str(component.get("value", ""))
        inner = component.get("components") or [component.get("component") or {}]
        if component.get("components") or component.get("component"):
            return _value(inner)
    return ""
