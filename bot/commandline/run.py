"""``stagedoor run``: the cast, in Discord."""

import asyncio
import signal
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime

import typer

from bot.assemble import assemble_engine, assemble_story, conversation
from bot.errors import SettingsError, StageDoorError
from bot.logs import log_to_stderr
from bot.settings import Settings, read_settings

_WHAT_IS_MISSING = """\
STAGEDOOR_TOKEN is not set: it is the token of your Discord application, and goes into the
environment or into a file named .env (see .env.example; the README says how to get one).
Without a token you can try: stagedoor ask camilla "Why do you dance?"  or  stagedoor scene"""


def run_bot() -> None:
    """Runs until it is stopped. Raises ``SettingsError`` without a token, ``PackError`` for a
    broken pack and ``MemoryFault`` for a data directory that cannot be used."""
    settings = read_settings()
    if settings.token is None or not settings.token.get_secret_value().strip():
        raise SettingsError(_WHAT_IS_MISSING)
    token = settings.token.get_secret_value().strip()
    log_to_stderr(settings.log_level, "%(asctime)s %(levelname)s %(name)s: %(message)s", [token])
    asyncio.run(_run(settings, token))


async def _run(settings: Settings, token: str) -> None:
    story = await asyncio.to_thread(assemble_story, settings)
    engine = await asyncio.to_thread(assemble_engine, settings, story)
    # The model takes some 50 MB more for a moment while it is opened. Opened before the client is
    # imported, it leaves that room to it.
    import aiohttp  # noqa: PLC0415
    import discord  # noqa: PLC0415

    from bot.client import StageDoorClient  # noqa: PLC0415
    from bot.client.cooldown import Cooldown  # noqa: PLC0415
    from bot.client.stage import Stage  # noqa: PLC0415

    # There is no voice here, so nobody need be warned that its packages are missing.
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    async with conversation(settings, story, engine, keep=True) as talk:
        cooldown = Cooldown(settings.questions, settings.per_seconds, _now)
        client = StageDoorClient(Stage(talk, cooldown, _now))
        _close_on_signals(client.close)
        try:
            async with client:
                await client.start(token)
        except discord.LoginFailure as error:
            raise SettingsError(
                "Discord does not know this STAGEDOOR_TOKEN: take a new one."
            ) from error
        except (discord.ConnectionClosed, discord.HTTPException) as error:
            raise StageDoorError(f"Discord closed the connection: {error}") from error
        except (aiohttp.ClientError, OSError) as error:
            raise StageDoorError(f"Discord cannot be reached: {error}") from error
        except discord.PrivilegedIntentsRequired as error:
            raise StageDoorError(f"Discord refused an intent: {error}") from error
    typer.echo("The stage door is closed.", err=True)


def _close_on_signals(close: Callable[[], Coroutine[None, None, None]]) -> None:
    loop = asyncio.get_running_loop()
    closing: list[asyncio.Task[None]] = []

    def begin() -> None:
        if not closing:
            closing.append(loop.create_task(close()))

    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, begin)


def _now() -> datetime:
    return datetime.now(UTC)
