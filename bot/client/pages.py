"""The scenes as pages: where the story stands for everybody, and leafing through it privately."""

from typing import Any

import discord

from bot.client.present import NOBODY
from bot.client.stage import Stage
from bot.client.translate import may_move_story, memory_key, person_of
from bot.client.views import PREFIX, KindButton, buttons
from bot.conversation import Recap
from bot.errors import Refusal
from bot.story import AFTER, Scene, Story
from bot.text import escaped, one_line, split_at_sentences

_LONGEST_PART = 3500
_AFTER_TITLE = "After the last scene"
_CLOTH = discord.Colour.from_str("#7A1F2B")


def stands_here(story: Story, recap: Recap) -> tuple[list[discord.Embed], discord.ui.View]:
    """Where a channel stands, for everybody, with buttons that leaf privately."""
    embed = _scene_embed(story, recap.scene, recap)
    place = story.place(recap.scene.id if recap.scene else None)
    embeds = [embed]
    if recap.played:
        played = split_at_sentences(recap.played, 1500)[0]
        embeds.append(discord.Embed(title="Played here", description=played, colour=_CLOTH))
    return embeds, buttons([Page(place, label="Leaf through the scenes")])


def _scene_embed(story: Story, scene: Scene | None, recap: Recap) -> discord.Embed:
    embed = discord.Embed(
        title=f"{story.title}: {scene.title if scene else _AFTER_TITLE}"[:256],
        description=split_at_sentences(recap.told, _LONGEST_PART)[0],
        colour=_CLOTH,
    )
    if scene is not None:
        embed.add_field(name="Setting", value=one_line(scene.setting, 1024), inline=False)
    embed.add_field(name="Present", value=one_line(", ".join(recap.present), 1024), inline=False)
    embed.set_footer(text=one_line(story.credit, 300))
    return embed


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
        embed = _scene_embed(story, scene, recap)
        if scene is not None:
            embed.description = f"*{escaped(scene.opening)}*\n\n{embed.description}"
        view = _page_buttons(story, min(self.place, len(story.scenes)))
        is_private = interaction.message is not None and interaction.message.flags.ephemeral
        if is_private:
            await interaction.response.edit_message(embed=embed, view=view)
        else:
            await interaction.response.send_message(embed=embed, view=view, ephemeral=True)


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
        person = escaped(one_line(person_of(interaction).name, 80))
        where = f"to “{scene.title}”" if scene else "to after the last scene"
        opening = f"\n*{escaped(scene.opening)}*" if scene else ""
        await interaction.response.send_message(
            f"{person} moves the story {where}.{opening}", allowed_mentions=NOBODY
        )
