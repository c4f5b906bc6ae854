"""A small bot on the real discord.py, with one command for each thing a bot can answer."""

import io

import aiohttp
import discord
from discord import app_commands, ui

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x04\x00\x00\x00\x03\x08\x02\x00\x00\x00"
    b"\x9b\x9d\x1d\xd9\x00\x00\x00\x00IEND\xaeB`\x82"
)
"""The head of a PNG picture of 4 by 3 pixels."""

Interaction = discord.Interaction["CastBot"]


class Rows(ui.Modal, title="Ask her"):
    """A modal whose field stands in a row of its own, as it always did."""

    question: ui.TextInput["Rows"] = ui.TextInput(
        label="Your question", custom_id="question", min_length=2, max_length=20
    )

    async def on_submit(self, interaction: discord.Interaction, /) -> None:
        await interaction.response.send_message(f"asked: {self.question.value}")


class Labels(ui.Modal, title="Ask her"):
    """A modal with labels, the present form."""

    question: ui.Label["Labels"] = ui.Label(
        text="Your question",
        description="She is listening.",
        component=ui.TextInput(custom_id="question", style=discord.TextStyle.paragraph),
    )
    mood: ui.Label["Labels"] = ui.Label(
        text="Your mood",
        component=ui.Select(
            custom_id="mood",
            required=False,
            options=[discord.SelectOption(label="Calm", value="calm")],
        ),
    )

    async def on_submit(self, interaction: discord.Interaction, /) -> None:
        question, mood = self.question.component, self.mood.component
        assert isinstance(question, ui.TextInput)
        assert isinstance(mood, ui.Select)
        await interaction.response.edit_message(content=f"{question.value} {mood.values}")


class Buttons(ui.View):
    """One button for each way to answer a click."""

    @ui.button(label="More", custom_id="more")
    async def more(self, interaction: discord.Interaction, _: ui.Button["Buttons"]) -> None:
        await interaction.response.send_message("more", ephemeral=True)

    @ui.button(label="Turn", custom_id="turn")
    async def turn(self, interaction: discord.Interaction, _: ui.Button["Buttons"]) -> None:
        await interaction.response.edit_message(content="turned", view=None)

    @ui.button(label="Note", custom_id="note")
    async def note(self, interaction: discord.Interaction, _: ui.Button["Buttons"]) -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(content="noted")

    @ui.button(label="Ask", custom_id="ask")
    async def ask(self, interaction: discord.Interaction, _: ui.Button["Buttons"]) -> None:
        await interaction.response.send_modal(Labels())

    @ui.button(label="Closed", custom_id="closed", disabled=True)
    async def closed(self, interaction: discord.Interaction, _: ui.Button["Buttons"]) -> None:
        await interaction.response.defer()


class Menus(ui.View):
    """A menu of words, and one of people."""

    @ui.select(
        custom_id="who",
        placeholder="Who?",
        options=[
            discord.SelectOption(label="Camilla", value="c"),
            discord.SelectOption(label="The director", value="d"),
        ],
    )
    async def who(self, interaction: discord.Interaction, menu: ui.Select["Menus"]) -> None:
        await interaction.response.send_message(f"chose {menu.values}")

    @ui.select(cls=ui.UserSelect, custom_id="friend", placeholder="A friend?")
    async def friend(self, interaction: discord.Interaction, menu: ui.UserSelect["Menus"]) -> None:
        await interaction.response.send_message(f"chose {menu.values[0].display_name}")


class CastBot(discord.Client):
    """discord.py over a Unix socket. ``heard`` are the words of the messages it was told of."""

    def __init__(self, socket: str, intents: discord.Intents | None = None) -> None:
        if intents is None:
            intents = discord.Intents.default()
            intents.message_content = True
        super().__init__(
            intents=intents,
            connector=aiohttp.UnixConnector(socket),
            # How long discord.py waits for another guild before it is ready.
            guild_ready_timeout=0.01,
        )
        self.heard: list[str] = []
        self.deleted: list[int] = []
        self.last: Interaction | None = None
        self.tree = app_commands.CommandTree(
            self,
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
        )
        _add_commands(self.tree)

    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Identify at once: discord.py would wait five seconds before doing it again."""

    async def on_message(self, message: discord.Message) -> None:
        self.heard.append(message.content)

    async def on_message_edit(self, _: discord.Message, after: discord.Message) -> None:
        self.heard.append(after.content)

    async def on_raw_message_delete(self, event: discord.RawMessageDeleteEvent) -> None:
        self.deleted.append(event.message_id)

    async def on_raw_bulk_message_delete(self, event: discord.RawBulkMessageDeleteEvent) -> None:
        self.deleted.extend(sorted(event.message_ids))

    async def on_interaction(self, interaction: Interaction) -> None:
        self.last = interaction


def _add_commands(tree: app_commands.CommandTree[CastBot]) -> None:
    _add_answers(tree)
    _add_openings(tree)
    tree.add_command(_memory())


def _add_answers(tree: app_commands.CommandTree[CastBot]) -> None:
    @tree.command(description="Ask a character.")
    @app_commands.describe(character="Whom", question="What")
    @app_commands.choices(tone=[app_commands.Choice(name="Softly", value="soft")])
    async def ask(  # noqa: PLR0917 - one parameter for each kind of option
        interaction: Interaction,
        character: str,
        question: app_commands.Range[str, 1, 200],
        times: app_commands.Range[int, 1, 3] = 1,
        aloud: bool = True,
        friend: discord.User | None = None,
        tone: str = "plain",
    ) -> None:
        name = "nobody" if friend is None else friend.display_name
        words = f"{character}: {question} {times} {aloud} {name} {tone}"
        await interaction.response.send_message(words, ephemeral=not aloud)

    @ask.autocomplete("character")
    async def offer(_: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        cast = {"Camilla": "camilla", "Carlo": "carlo", "The director": "director"}
        found = {name: value for name, value in cast.items() if typed.lower() in name.lower()}
        return [app_commands.Choice(name=name, value=value) for name, value in found.items()]

    @tree.command(description="Think, then answer.")
    async def think(interaction: Interaction, private: bool = False) -> None:
        await interaction.response.defer(ephemeral=private)
        await interaction.edit_original_response(content="thought")

    @tree.command(description="Think, and leave it there.")
    async def muse(interaction: Interaction) -> None:
        await interaction.response.defer()

    @tree.command(description="Say nothing.")
    async def nothing(_: Interaction) -> None:
        return

    @tree.command(description="Answer in parts.")
    async def parts(interaction: Interaction, waiting: bool = False) -> None:
        if waiting:
            await interaction.response.defer(ephemeral=True)
        else:
            await interaction.response.send_message("one")
        await interaction.followup.send("two", ephemeral=False)
        await interaction.followup.send("three", ephemeral=True)

    @tree.command(description="For moderators.")
    @app_commands.default_permissions(manage_messages=True)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    async def purge(interaction: Interaction) -> None:
        await interaction.response.send_message("purged", ephemeral=True)


def _add_openings(tree: app_commands.CommandTree[CastBot]) -> None:
    @tree.command(description="Show buttons.")
    async def buttons(interaction: Interaction, private: bool = False) -> None:
        await interaction.response.send_message("press", view=Buttons(), ephemeral=private)

    @tree.command(description="Show menus.")
    async def menus(interaction: Interaction) -> None:
        await interaction.response.send_message("choose", view=Menus())

    @tree.command(description="Open a modal.")
    async def form(interaction: Interaction) -> None:
        await interaction.response.send_modal(Rows())

    @tree.command(description="Show a portrait.")
    async def portrait(interaction: Interaction, loose: bool = False) -> None:
        file = discord.File(io.BytesIO(PNG), "camilla.png", description="Camilla, en pointe")
        if loose:
            await interaction.response.send_message(file=file)
            return
        embed = discord.Embed(title="Camilla", description="She dances.")
        embed.set_thumbnail(url="attachment://camilla.png")
        await interaction.response.send_message(embed=embed, file=file)


def _memory() -> app_commands.Group:
    memory = app_commands.Group(name="memory", description="What is remembered.")

    @memory.command(description="Forget it.")
    async def forget(interaction: Interaction, days: int = 1) -> None:
        await interaction.response.send_message(f"forgot {days}")

    return memory
