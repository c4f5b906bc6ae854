"""The question before erasing, and erasing."""

from typing import Any

import discord

from bot.client.stage import Stage
from bot.client.translate import memory_key, person_of
from bot.client.views import PREFIX, KindButton, buttons
from bot.conversation.kept import Forgotten

ASKED = (
    "Shall what you said to the cast, and what they answered you, be erased for good? "
    "What Discord itself shows stays; delete those messages yourself if you wish."
)
_LABELS = {
    "here": ("Forget me here", discord.ButtonStyle.danger),
    "everywhere": ("Forget me everywhere", discord.ButtonStyle.danger),
    "keep": ("Keep it", discord.ButtonStyle.secondary),
}


class Erase(KindButton, template=rf"{PREFIX}:forget:(?P<what>here|everywhere|keep)"):
    """One of the three answers."""

    def __init__(self, what: str) -> None:
        self.what = what
        label, style = _LABELS[what]
        super().__init__(
            discord.ui.Button(label=label, style=style, custom_id=f"{PREFIX}:forget:{what}")
        )

    async def pressed(self, interaction: discord.Interaction[Any]) -> None:
        """Erases, and says what went."""
        stage: Stage = interaction.client.stage
        if self.what == "keep":
            await interaction.response.edit_message(content="Everything is kept.", view=None)
            return
        await interaction.response.defer()
        here = memory_key(interaction) if self.what == "here" else None
        forgotten = await stage.conversation.forget(person_of(interaction).id, here)
        await interaction.edit_original_response(content=said(forgotten), view=None)


def ask_what_to_erase() -> discord.ui.View:
    """The three buttons."""
    return buttons([Erase(what) for what in _LABELS])


def said(forgotten: Forgotten) -> str:
    """What was erased, in a sentence or two."""
    if not forgotten.exchanges and not forgotten.damaged_files:
        return "There was nothing to forget."
    text = (
        f"Forgotten: {_count(forgotten.exchanges, 'exchange')} "
        f"in {_count(forgotten.channels, 'channel')}."
    )
    if forgotten.damaged_files:
        files = _count(forgotten.damaged_files, "damaged file")
        text += f" {files} that may have held your words went as well."
    return text


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
