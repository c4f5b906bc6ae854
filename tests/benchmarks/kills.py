"""Kill a process that speaks, again and again, and see that all it acknowledged is there.

Run from the root of the checkout: ``python -m tests.benchmarks.kills --kills 100``. The process
records and settles turns in several channels at once and prints a line for each that is
acknowledged. Ends with status 1 if anything is lost, doubled or damaged.
"""

import argparse
import asyncio
import random
import subprocess
import sys
import tempfile
import threading
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from bot.memory import Memory, Window
from bot.memory.disk import Disk
from bot.memory.storage import CheckedStorage, DamagedFile
from bot.turn import Exchange, Person, Reply, SentMessage, Turn

ROOT = Path(__file__).parents[2]
CHANNELS = ("1", "2", "3")
PEOPLE = 5
SMALL = Window(latest=8, rolled_together=4)
KILLS_OF_ONE_FOLDER = 10


async def open_memory(directory: Path) -> Memory:
    return await Memory.open(directory, now=lambda: datetime.now(UTC), window=SMALL)


async def speak(directory: Path) -> None:
    async with await open_memory(directory) as memory:
        await asyncio.gather(*(speak_in(memory, channel) for channel in CHANNELS))


async def speak_in(memory: Memory, channel: str) -> None:
    begun = datetime.now(UTC).timestamp()
    for number in count():
        turn_id = f"{channel}-{begun}-{number}"
        turn = Turn(
            id=turn_id,
            person=Person(id=f"person-{number % PEOPLE}", name="Somebody"),
            character="camilla",
            words="What now?",
            at=datetime.now(UTC),
            channel=channel,
        )
        reply = Reply(text="Now we dance.", stands_on="invented", engine="authored")
        await memory.channel(channel).record(Exchange(turn=turn, reply=reply))
        print("recorded", turn_id, flush=True)
        await memory.channel(channel).settle(turn_id, "shown", [SentMessage(turn_id, "Now.")])
        print("shown", turn_id, flush=True)


def kill_once(directory: Path, chance: random.Random) -> list[tuple[str, str]]:
    """Let a process speak, kill it with SIGKILL, and return what it acknowledged."""
    command = [sys.executable, "-m", "tests.benchmarks.kills", "--speak-in", str(directory)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline()]
        killing = threading.Timer(chance.uniform(0, 0.15), process.kill)
        killing.start()
        lines += process.stdout.readlines()
        killing.cancel()
    return [(line.split()[0], line.split()[1]) for line in lines if line.endswith("\n")]


async def lost(directory: Path, acknowledged: list[tuple[str, str]]) -> list[str]:
    """Return what was acknowledged and is not there exactly once, and files that do not load."""
    problems = damaged(directory)
    async with await open_memory(directory) as memory:
        shown, kept = [], []
        for channel in CHANNELS:
            shown += [one.turn.id for one in await memory.channel(channel).everything()]
        for number in range(PEOPLE):
            kept += [one.turn.id for one in await memory.mine(f"person-{number}")]
        problems += [str(entry.path) for entry in await memory.set_aside()]
    problems += [f"doubled: {one}" for one in set(kept) if kept.count(one) + shown.count(one) > 2]
    for status, turn_id in acknowledged:
        if turn_id not in (shown if status == "shown" else kept):
            problems.append(f"not {status}: {turn_id}")
    return problems


def damaged(directory: Path) -> list[str]:
    problems = []
    for path in directory.rglob("*.json"):
        try:
            CheckedStorage(path, Disk()).read()
        except DamagedFile as damage:
            problems.append(str(damage))
    return problems


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--speak-in", type=Path, help="be the process that is killed")
    args = parser.parse_args()
    if args.speak_in:
        asyncio.run(speak(args.speak_in))
    chance = random.Random(args.seed)
    total, problems = 0, []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(args.kills):
            if number % KILLS_OF_ONE_FOLDER == 0:
                directory, acknowledged = Path(folder) / str(number), []
            told = kill_once(directory, chance)
            total += len(told)
            acknowledged += told
            problems += asyncio.run(lost(directory, acknowledged))
    print("\n".join(problems[:20]), end="")
    print(f"{args.kills} kills, {total} acknowledgements, {len(problems)} lost, doubled or damaged")
    return 1 if problems or not total else 0


if __name__ == "__main__":
    sys.exit(main())
