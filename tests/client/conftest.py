"""The real client, on the real discord.py, connected to the stand-in over a Unix socket."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest

from bot.client import StageDoorClient
from bot.client.cooldown import Cooldown
from bot.client.stage import Stage
from bot.conversation import Conversation
from bot.engines import Engine
from bot.engines.authored import AuthoredEngine
from bot.engines.likeness.words import WordLikeness
from bot.memory import Memory
from bot.memory.disk import Disk
from bot.standin import ManualClock, Person, StandIn
from bot.story import Story
from bot.story.render import Templates
from bot.turn import Context, Reply


@dataclass
class GatedEngine:
    """Answers as the engine inside it does, once its gate is open."""

    inner: Engine
    gate: asyncio.Event

    async def reply(self, context: Context) -> Reply:
        await self.gate.wait()
        return await self.inner.reply(context)


@dataclass
class FixedEngine:
    """Always gives the same reply, or raises."""

    given: Reply | Exception

    async def reply(self, context: Context) -> Reply:
        if isinstance(self.given, Exception):
            raise self.given
        return self.given


@dataclass
class Playhouse:
    """Stage Door in its server: the stand-in, the client, the memory and the clock."""

    discord: StandIn
    client: StageDoorClient
    memory: Memory
    clock: ManualClock
    story: Story

    @property
    def ada(self) -> Person:
        return self.discord.member("Ada")

    @property
    def ben(self) -> Person:
        return self.discord.member("Ben")


@pytest.fixture(scope="session")
def engine(story: Story) -> Engine:
    """The authored engine, matching by words: what is tested here is not how well it matches."""
    return AuthoredEngine(story, WordLikeness, Templates())


@asynccontextmanager
async def connected(discord: StandIn, stage: Stage) -> AsyncIterator[StageDoorClient]:
    """The client, connected and ready."""
    client = StageDoorClient(
        stage, connector=aiohttp.UnixConnector(discord.socket), guild_ready_timeout=0.05
    )
    async with client:
        running = asyncio.create_task(client.start(discord.token))
        ready = asyncio.create_task(client.wait_until_ready())
        await asyncio.wait({running, ready}, return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            ready.cancel()
            running.result()
        yield client
    await asyncio.gather(running, return_exceptions=True)


Open = Callable[..., AbstractAsyncContextManager[Playhouse]]


@pytest.fixture
def open_house(
    discord_there: StandIn, clock: ManualClock, story: Story, engine: Engine, tmp_path: Path
) -> Open:
    """Opens Stage Door over the same data directory; again after it was closed, as a restart."""

    @asynccontextmanager
    async def opened(
        with_engine: Engine | None = None,
        *,
        at_once: float = 5.0,
        questions: int = 100,
        disk: Disk | None = None,
    ) -> AsyncIterator[Playhouse]:
        async with await Memory.open(tmp_path / "data", now=clock.now, disk=disk) as memory:
            talk = Conversation(story, with_engine or engine, Templates(), memory)
            cooldown = Cooldown(questions, 20.0, clock.now)
            stage = Stage(talk, cooldown, clock.now, at_once=at_once)
            async with connected(discord_there, stage) as client:
                yield Playhouse(discord_there, client, memory, clock, story)

    return opened


@pytest.fixture
async def house(open_house: Open) -> AsyncIterator[Playhouse]:
    async with open_house() as playhouse:
        yield playhouse
