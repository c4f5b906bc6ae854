"""The bot in a process of its own, on a stand-in's socket: ``... SOCKET TOKEN FOLDER``."""

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path

from bot.assemble import assemble_engine, assemble_story, conversation, shipped_packs
from bot.settings import Settings


def now() -> datetime:
    return datetime.now(UTC)


async def main(socket: str, token: str, folder: Path) -> None:
    settings = Settings(
        pack=str(shipped_packs() / "camilla-roche"),
        data_dir=folder / "data",
        cache_dir=folder / "cache",
    )
    story = assemble_story(settings)
    engine = assemble_engine(settings, story)
    # In the order of bot/commandline/run.py, which decides how much memory is taken at most.
    import aiohttp  # noqa: PLC0415

    from bot.client import StageDoorClient  # noqa: PLC0415
    from bot.client.cooldown import Cooldown  # noqa: PLC0415
    from bot.client.stage import Stage  # noqa: PLC0415

    async with conversation(settings, story, engine, keep=True) as talk:
        stage = Stage(talk, Cooldown(1000, 1.0, now), now)
        client = StageDoorClient(stage, connector=aiohttp.UnixConnector(socket))
        async with client:
            await client.start(token)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], Path(sys.argv[3])))
