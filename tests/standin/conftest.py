"""A stand-in, the real discord.py connected to it, and plain requests to it."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.standin import ManualClock, Specification, StandIn
from tests.judging import NOT_JUDGED, specification_folder

from .cast_bot import CastBot
from .wire import Wire


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say once that a run was not judged."""
    if specification_folder() is None:
        terminalreporter.write_line(NOT_JUDGED)


@pytest.fixture(scope="session")
def specification() -> Specification | None:
    folder = specification_folder()
    return None if folder is None else Specification.load(folder)


@pytest.fixture
def judge(specification: Specification | None) -> Specification:
    if specification is None:
        pytest.skip(NOT_JUDGED)
    return specification


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
async def discord_there(
    clock: ManualClock, specification: Specification | None
) -> AsyncIterator[StandIn]:
    """A stand-in. A test that means to break a rule takes its problems out before it ends."""
    async with StandIn(clock=clock, spec=specification) as there:
        yield there
        assert there.problems == []


@pytest.fixture
async def bot(discord_there: StandIn) -> AsyncIterator[CastBot]:
    """The real discord.py, connected, with the commands of ``cast_bot`` registered."""
    async with CastBot(discord_there.socket) as client:
        running = asyncio.create_task(client.start(discord_there.token))
        await discord_there.online()
        await client.wait_until_ready()
        yield client
        await client.close()
        await running


@pytest.fixture
async def wire(discord_there: StandIn) -> AsyncIterator[Wire]:
    """Plain requests with the bot's token, for what discord.py would never send."""
    connector = aiohttp.UnixConnector(discord_there.socket)
    async with aiohttp.ClientSession(connector=connector) as session:
        yield Wire(session, discord_there)
