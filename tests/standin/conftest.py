"""A stand-in, the real discord.py connected to it, and plain requests to it."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.standin import Specification, StandIn
from tests.judging import NOT_JUDGED

from .cast_bot import CastBot
from .wire import Wire


@pytest.fixture
def judge(specification: Specification | None) -> Specification:
    if specification is None:
        pytest.skip(NOT_JUDGED)
    return specification


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
