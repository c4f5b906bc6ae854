"""Kill ``stagedoor ask --batch`` while it answers, and see that every answer it gave is kept.

Run from the root of the checkout: ``python -m tests.benchmarks.kills_while_answering --kills 100``.
Ends with status 1 if an acknowledged exchange is lost or a file is damaged.
"""

import argparse
import asyncio
import json
import os
import random
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from bot.commandline.ask import person_named
from bot.memory import Memory

QUESTIONS_A_RUN = 60
KILLS_A_FOLDER = 20


async def killed_run(folder: Path, run: int, rng: random.Random) -> list[str]:
    """The questions that were answered before the process was killed, at a moment of ``rng``."""
    questions = [f"Why do you dance, number {run}-{at}?" for at in range(QUESTIONS_A_RUN)]
    lines = [
        {"character": "camilla", "question": question, "channel": f"c{at % 3}", "as": "Ada"}
        for at, question in enumerate(questions)
    ]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "ask", "--batch",
        env={**os.environ, "STAGEDOOR_DATA_DIR": str(folder / "data"),
             "STAGEDOOR_CACHE_DIR": str(folder.parent / "cache")},
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("the pipes were not opened")
    process.stdin.write("".join(f"{json.dumps(line)}\n" for line in lines).encode())
    wanted = rng.randrange(1, QUESTIONS_A_RUN)
    answered = [json.loads(await process.stdout.readline()) for _ in range(wanted)]
    await asyncio.sleep(rng.random() * 0.02)
    process.kill()
    rest = (await process.stdout.read()).decode().splitlines()
    await process.wait()
    process.stdin.close()
    answered += [json.loads(line) for line in rest if line.endswith("}")]
    return [answer["question"] for answer in answered]


async def lost(folder: Path, acknowledged: list[str]) -> list[str]:
    """What was acknowledged and is not kept as shown; raises ``RuntimeError`` at a damaged file."""
    async with await Memory.open(folder / "data", now=lambda: datetime.now(UTC)) as memory:
        kept = await memory.mine(person_named("Ada").id)
        if damaged := await memory.set_aside():
            raise RuntimeError(f"damaged: {damaged}")
    shown = {exchange.turn.words for exchange in kept if exchange.status == "shown"}
    return [question for question in acknowledged if question not in shown]


async def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    began = time.monotonic()
    total, missing = 0, list[str]()
    with tempfile.TemporaryDirectory() as where:
        for first in range(0, options.kills, KILLS_A_FOLDER):
            folder = Path(where) / str(first)
            acknowledged: list[str] = []
            for run in range(first, min(first + KILLS_A_FOLDER, options.kills)):
                acknowledged += await killed_run(folder, run, rng)
                missing += await lost(folder, acknowledged)
            total += len(acknowledged)
    seconds = time.monotonic() - began
    print(
        f"{options.kills} kills, {total} answers acknowledged, {len(missing)} lost, {seconds:.0f} s"
    )
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
