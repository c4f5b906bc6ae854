"""The scenes as pages: where the story stands for everybody, and leafing through it privately."""

from typing import Any

import discord

from bot.client.present import LONGEST_MESSAGE, fitted
from bot.client.responder import NOBODY, Outgoing
from bot.client.stage import Stage
from bot.client.translate import is_shared, may_move_story, memory_key, person_of
from bot.client.views import PREFIX, KindButton, buttons
from bot.conversation import Recap
from bot.errors import Refusal
from bot.story import AFTER, Scene, Story
from bot.text import escaped, named, one_line

_LONGEST_PLAYED = 800
_LONGEST_OPENING = 400
_AFTER_TITLE = "After the last scene"


def stands_here(story: Story, recap: Recap) -> Outgoing:
    """Where a channel stands, for everybody, with a button that leafs privately. The words are in
    the content, since members may hide embeds; the embed says where and who."""
    place = story.place(recap.scene.id if recap.scene else None)
    view = buttons([Page(place, label="Leaf through the scenes")])
    words = _told(recap, ending=fitted(recap.played, _LONGEST_PLAYED))
    return Outgoing(words, embeds=(_scene_embed(story, recap),), view=view)


def _told(recap: Recap, *, opening: str = "", ending: str = "") -> str:
    """The story so far as the content of one message, between an opening and an ending."""
    around = sum(len(part) + 2 for part in (opening, ending))
    told = fitted(recap.told, LONGEST_MESSAGE - around)
    return "\n\n".join(part for part in (opening, told, ending) if part)


def _scene_embed(story: Story, recap: Recap) -> discord.Embed:
    scene = recap.scene
    embed = discord.Embed(
        title=one_line(f"{story.title}: {scene.title if scene else _AFTER_TITLE}", 256),
        colour=_cloth(),
    )
    if scene is not None:
        embed.add_field(name="Setting", value=one_line(scene.setting, 500), inline=False)
    present = one_line(", ".join(recap.present), 500) or "Nobody"
    embed.add_field(name="Present", value=present, inline=False)
    embed.set_footer(text=one_line(story.credit, 300))
    return embed


def _opening(scene: Scene | None) -> str:
    return f"*{escaped(one_line(scene.opening, _LONGEST_OPENING))}*" if scene else ""


def _cloth() -> discord.Colour:
    return discord.Colour.from_str("#7A1F2B")


class Page(KindButton, template=rf"{PREFIX}:page:(?P<place>\d{{1,3}})(?::[a-z]+)?"):
    """Shows the scene at a place in the story's order, to the person alone."""

    def __init__(self, place: int | str, *, label: str = "", direction: str = "at") -> None:
        self.place = int(place)
        super().__init__(
            discord.ui.Button(
                label=label or f"Scene {self.place + 1}",
                style=discord.ButtonStyle.secondary,
                custom_id=f"{PREFIX}:page:{place}:{direction}",
            )
        )

    async def pressed(self, interaction: discord.Interaction[Any]) -> None:
        """Opens the page: a private message of its own, or in place of the page before."""
        stage: Stage = interaction.client.stage
        story = stage.conversation.story
        scene = story.scenes[self.place] if self.place < len(story.scenes) else None
        recap = await stage.conversation.recap(None, scene.id if scene else AFTER)
        words = _told(recap, opening=_opening(scene))
        embed = _scene_embed(story, recap)
        view = _page_buttons(story, min(self.place, len(story.scenes)))
        is_private = interaction.message is not None and interaction.message.flags.ephemeral
        if is_private:
            await interaction.response.edit_message(content=words, embed=embed, view=view)
        else:
            await interaction.response.send_message(
                words, embed=embed, view=view, ephemeral=True, allowed_mentions=NOBODY
            )


def _page_buttons(story: Story, place: int) -> discord.ui.View:
    items: list[KindButton] = []
    if place > 0:
        items.append(Page(place - 1, label="◀ Earlier", direction="earlier"))
    if place < len(story.scenes):
        items.append(Page(place + 1, label="Later ▶", direction="later"))
    items.append(PlayHere(story.scenes[place].id if place < len(story.scenes) else AFTER))
    return buttons(items)


class PlayHere(KindButton, template=rf"{PREFIX}:play:(?P<scene>[a-z0-9-]+)"):
    """Moves the channel's story to a scene."""

    def __init__(self, scene: str) -> None:
        self.scene = scene
        super().__init__(
            discord.ui.Button(
                label="Play here",
                style=discord.ButtonStyle.primary,
                custom_id=f"{PREFIX}:play:{scene}",
            )
        )

    async def pressed(self, interaction: discord.Interaction[Any]) -> None:
        """Moves the story and tells the channel."""
        if not may_move_story(interaction):
            raise Refusal("Moving the story is for members who may manage messages here.")
        stage: Stage = interaction.client.stage
        await stage.conversation.move(memory_key(interaction), self.scene)
        story = stage.conversation.story
        scene = None if self.scene == AFTER else story.scene(self.scene)
        person = escaped(named(person_of(interaction).name))
        where = f"to “{scene.title}”" if scene else "to after the last scene"
        moved = f"{person} moves the story {where}."
        # In somebody else's server the story is the person's own: it is told to them alone.
        await interaction.response.send_message(
            "\n".join(part for part in (moved, _opening(scene)) if part),
            ephemeral=not is_shared(interaction),
            allowed_mentions=NOBODY,
        )
