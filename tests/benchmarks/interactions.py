"""From a command to the first response, on the stand-in, against a bot that only says hello.

It also prints the memory that the running bot took at most.

Run from the root of the checkout: ``python -m tests.benchmarks.interactions``.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

import aiohttp
import discord
from discord import app_commands

from bot.standin import Person, StandIn

QUESTIONS = (
    "Why do you dance?",
    "Do your feet hurt?",
    "What did he say to you?",
    "Do you still love him?",
    "Who ended it?",
)


class Bare(discord.Client):
    """The yardstick: discord.py with one command that answers at once."""

    def __init__(self, socket: str) -> None:
        super().__init__(intents=discord.Intents.none(), connector=aiohttp.UnixConnector(socket))
        self.tree = app_commands.CommandTree(self)

    async def setup_hook(self) -> None:
        @self.tree.command(name="hello", description="Says hello.")
        async def hello(interaction: discord.Interaction) -> None:
            await interaction.response.send_message("hello")

        await self.tree.sync()


async def bare(count: int) -> list[float]:
    async with StandIn() as there, Bare(there.socket) as client:
        running = asyncio.create_task(client.start(there.token))
        await there.online()
        ada = there.member("Ada")
        taken = [await milliseconds(ada, "hello") for _ in range(count)]
    await asyncio.gather(running, return_exceptions=True)
    return taken


async def stage_door(count: int, folder: Path) -> tuple[list[float], float]:
    """Milliseconds to the first response of each ``/ask``, and MB of resident memory at the end."""
    async with StandIn(patience=30) as there:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.benchmarks.bot_process", there.socket, there.token, folder
        )
        try:
            await there.online()
            ada = there.member("Ada")
            await ada.slash("cast")
            taken = [
                await milliseconds(
                    ada, "ask", character="camilla", question=QUESTIONS[at % len(QUESTIONS)]
                )
                for at in range(count)
            ]
            return taken, resident_megabytes(process.pid)
        finally:
            process.terminate()
            await process.wait()


async def milliseconds(person: Person, command: str, **options: str) -> float:
    start = time.perf_counter()
    await person.slash(command, **options)
    return (time.perf_counter() - start) * 1000


def resident_megabytes(process_id: int) -> float:
    status = Path(f"/proc/{process_id}/status").read_text(encoding="utf-8")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--commands", type=int, default=200)
    count = parser.parse_args().commands
    plain = await bare(count)
    with tempfile.TemporaryDirectory() as folder:
        taken, megabytes = await stage_door(count, Path(folder))
    print(f"{'first response':26}{'p50':>10}{'p95':>10}{'against hello':>16}")
    for name, values in (("a bot that says hello", plain), ("/ask camilla", taken)):
        p95 = quantiles(values, n=20)[-1]
        ratio = median(values) / median(plain)
        print(f"{name:26}{median(values):7.1f} ms{p95:7.1f} ms{ratio:16.1f}")
    print(f"the running bot took {megabytes:.0f} MB at most")


if __name__ == "__main__":
    asyncio.run(main())
