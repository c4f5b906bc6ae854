"""``stagedoor ask``: one question, or a batch of them as JSON lines."""

import asyncio
import json
import secrets
import sys
from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from io import TextIOWrapper
from typing import Any, TextIO

import typer

from bot.assemble import assemble_engine, assemble_story, conversation
from bot.conversation import Conversation, Question
from bot.conversation.address import asked, spoken
from bot.conversation.footing import footing
from bot.errors import CareNeeded, NothingAsked, SettingsError, StageDoorError
from bot.settings import Settings
from bot.story import Story
from bot.text import plain
from bot.turn import Person, Reply

STRANGER = "stranger"
"""Who asks when nobody is named."""
LONGEST_NAME = 40
_BATCH_KEYS = ("character", "question", "channel", "as", "scene")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question at the command line. An empty ``question`` may stand in ``character``."""

    character: str
    question: str = ""
    channel: str | None = None
    name: str | None = None
    scene: str | None = None


def person_named(name: str | None) -> Person:
    """The person of that name at the command line; the same name is the same person."""
    shown = _short(name, "--as").strip() if name else STRANGER
    return Person(f"cli-{shown.casefold()}", shown)


def memory_key(channel: str) -> str:
    """The memory of a channel at the command line, apart from any channel of Discord.

    Raises ``SettingsError`` for a name that cannot be one.
    """
    return f"cli-{_short(channel, '--channel')}"


def _short(name: str, option: str) -> str:
    if not 0 < len(name.strip()) <= LONGEST_NAME:
        raise SettingsError(f"{option} takes a name of 1 to {LONGEST_NAME} characters.")
    return name


def _writable(asked_for: Asked) -> Asked:
    """The same, with a question mark for what no file can hold: halves of characters, which JSON
    can name, and bytes of an argument that are no text."""
    given = asdict(asked_for)
    return Asked(
        **{
            key: value and value.encode("utf-8", "replace").decode("utf-8")
            for key, value in given.items()
        }
    )


class Asker:
    """Puts questions to one story. The first that names a channel opens the data directory."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.story: Story = assemble_story(settings)
        self._engine = assemble_engine(settings, self.story)
        self._held = AsyncExitStack()
        self._open: dict[bool, Conversation] = {}

    async def __aenter__(self) -> "Asker":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Lets go of the data directory."""
        await self._held.aclose()

    async def ask(self, asked_for: Asked) -> tuple[str, str, Reply]:
        """``(character id, question, reply)``. Raises ``Refusal`` and ``MemoryFault``."""
        asked_for = _writable(asked_for)
        try:
            character, words = spoken(self.story, asked_for.character, asked_for.question)
            words = asked(words)
        except CareNeeded as care:
            said = Reply(text=str(care), stands_on="deflection", engine="care")
            return asked_for.character, asked_for.question, said
        name = character.persona.id
        talk = await self._conversation(keep=asked_for.channel is not None)
        question = Question(
            id=secrets.token_hex(8),
            person=person_named(asked_for.name),
            character=name,
            words=words,
            at=datetime.now(UTC),
            channel=memory_key(asked_for.channel) if asked_for.channel is not None else None,
            scene=asked_for.scene,
        )
        async with await talk.answer(question) as delivery:
            await delivery.shown()
            if asked_for.channel is not None and not delivery.remembered:
                typer.echo("This answer could not be remembered: see the log above.", err=True)
            return name, words, delivery.reply

    async def _conversation(self, *, keep: bool) -> Conversation:
        if keep not in self._open:
            opening = conversation(self._settings, self.story, self._engine, keep=keep)
            self._open[keep] = await self._held.enter_async_context(opening)
        return self._open[keep]


async def ask_once(settings: Settings, asked_for: Asked, *, as_json: bool) -> None:
    """Asks one question and prints the answer."""
    async with Asker(settings) as asker:
        name, words, reply = await asker.ask(asked_for)
        if as_json:
            typer.echo(json.dumps(as_dict(name, words, reply), ensure_ascii=False))
            return
        if reply.engine == "care":
            typer.echo(plain(reply.text))
            return
        typer.echo(f"{asker.story.characters[name].persona.name}: {plain(reply.text)}")
        typer.secho(footing(asker.story, reply), dim=True)


def ask_batch(settings: Settings, source: TextIO) -> bool:
    """Asks every JSON line of ``source`` in turn and prints a JSON line each; a line that cannot be
    answered gives ``{"line", "error"}``. Returns whether all were answered."""
    if isinstance(source, TextIOWrapper):
        source.reconfigure(errors="replace")  # bytes that are no text spoil their own line only
    if source.isatty():
        typer.echo(
            'One JSON line each, such as {"character": "camilla", "question": "Why?"}', err=True
        )
    asker = Asker(settings)
    all_answered = True
    # Lines are read between the runs of the loop: a thread that waits for input could not be
    # interrupted from the keyboard.
    with asyncio.Runner() as runner:
        try:
            for number, line in enumerate(source, 1):
                if line.strip():
                    printed = runner.run(_answered(asker, number, line))
                    all_answered = all_answered and "error" not in printed
                    typer.echo(json.dumps(printed, ensure_ascii=False))
                    sys.stdout.flush()
        finally:
            runner.run(asker.close())
    return all_answered


async def _answered(asker: Asker, number: int, line: str) -> Mapping[str, Any]:
    try:
        return as_dict(*await asker.ask(parse_line(line)))
    except (StageDoorError, ValueError) as error:
        return {"line": number, "error": plain(str(error))}


def parse_line(line: str) -> Asked:
    """One line of a batch. Raises ``ValueError`` or ``Refusal`` saying what would be right."""
    try:
        given = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise ValueError(f"this is not JSON: {error}") from error
    right = 'a line is {"character", "question", "channel"?, "as"?, "scene"?}, each a string'
    if not isinstance(given, dict):
        raise ValueError(f"this is no JSON object: {right}")  # noqa: TRY004 - bad input, no bug
    given = {key: value for key, value in given.items() if value is not None}
    if unknown := [key for key in given if key not in _BATCH_KEYS]:
        raise ValueError(f"unknown key {unknown[0]!r}: {right}")
    if wrong := [key for key, value in given.items() if not isinstance(value, str)]:
        raise ValueError(f"{wrong[0]!r} is no string: {right}")
    if "character" not in given:
        raise ValueError(f"'character' is missing: {right}")
    if not given.get("question", "").strip():
        raise NothingAsked("'question' is empty: put a question to the character.")
    return Asked(
        given["character"],
        given["question"],
        given.get("channel"),
        given.get("as"),
        given.get("scene"),
    )


def as_dict(character: str, question: str, reply: Reply) -> Mapping[str, Any]:
    """An answer as the command line prints it in JSON."""
    return {
        "character": character,
        "question": question,
        "text": plain(reply.text),
        "stands_on": reply.stands_on,
        "citations": [asdict(citation) for citation in reply.citations],
        "engine": reply.engine,
        "beat": reply.beat,
    }
