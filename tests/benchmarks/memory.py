"""What it costs to keep a turn, against one SQLite INSERT of the same JSON, and the loop lag.

Run from the root of the checkout: ``python -m tests.benchmarks.memory``. Times depend on the disk
and on what else it does; the ratios, taken alternately in the same run, are to be compared.
"""

import argparse
import asyncio
import os
import random
import sqlite3
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path
from statistics import median, quantiles

import orjson

from bot.memory import Memory
from bot.memory.damaged import DamagedFiles
from bot.memory.disk import Disk
from bot.memory.names import file_name
from bot.memory.people import People
from bot.memory.records import to_document
from bot.turn import Citation, Exchange, Person, Reply, SentMessage, Turn

SPOKEN = (
    "*She looks at the floor before she answers.* Because the floor remembers, and I would rather "
    "it remembered me than the director. Ask me again when the lights are out."
)
MESSAGES = (SentMessage(id="1234567890123456789", text=SPOKEN),)


def exchange(turn_id: str, channel: str) -> Exchange:
    return Exchange(
        turn=Turn(
            id=turn_id,
            person=Person(id=f"person-of-{channel}", name="Ana María"),
            character="camilla",
            words="Why do you dance when the theatre is empty and nobody looks at you?",
            at=datetime.now(UTC),
            channel=channel,
            scene="the-audition",
        ),
        reply=Reply(
            text=SPOKEN,
            stands_on="canon",
            engine="authored",
            beat="why-dance",
            line="why-dance.2",
            citations=(
                Citation(
                    fact="camilla-dances",
                    quote="she danced as if the boards were the only thing that listened to her",
                    start=1234,
                    end=1302,
                    scene="the-audition",
                ),
            ),
        ),
        sent_to={"channel": channel, "application": "123456789012345678", "token": "aW50ZXJ" * 20},
    )


@dataclass
class Times:
    insert: list[float] = field(default_factory=list)
    record: list[float] = field(default_factory=list)
    turn: list[float] = field(default_factory=list)


class Yardstick:
    """SQLite, WAL, synchronous=FULL: one row for each turn, on the disk with each INSERT."""

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.connection.execute("PRAGMA journal_mode=WAL")
        self.connection.execute("PRAGMA synchronous=FULL")
        self.connection.execute("CREATE TABLE turns (id INTEGER PRIMARY KEY, channel TEXT, json)")

    def insert(self, kept: Exchange) -> None:
        self.connection.execute(
            "INSERT INTO turns (channel, json) VALUES (?, ?)",
            (kept.turn.channel, orjson.dumps(to_document(kept))),
        )


class Hasty(Disk):
    """Does not wait for the disk: to make many files before anything is measured."""

    def sync(self, descriptor: int) -> None:
        pass


async def fill(directory: Path, channels: int, turns: int, ids: Iterator[int]) -> list[str]:
    """Make channels of which each has the same exchanges: one is written, the others are links."""
    keys = [str(700_000_000_000_000_000 + number) for number in range(channels)]
    async with await Memory.open(directory, now=lambda: datetime.now(UTC)) as memory:
        first = memory.channel(keys[0])
        for _ in range(turns):
            turn_id = str(next(ids))
            await first.record(exchange(turn_id, keys[0]))
            await first.settle(turn_id, "shown", MESSAGES)
    source = directory / "channels" / f"{file_name(keys[0])}.json"
    disk = Hasty()
    people = People(
        directory / "people",
        DamagedFiles(directory / "damaged", disk, lambda: datetime.now(UTC)),
        disk,
    )
    for key in keys[1:]:
        (directory / "channels" / f"{file_name(key)}.json").hardlink_to(source)
        people.note(f"person-of-{key}", key)
    os.sync()
    return keys


async def taken(work: Awaitable[None]) -> float:
    start = time.perf_counter()
    await work
    return time.perf_counter() - start


async def measure(
    memory: Memory,
    yardstick: Yardstick,
    choose: Callable[[], str],
    samples: int,
    ids: Iterator[int],
) -> Times:
    times = Times()
    for _ in range(samples):
        key, turn_id = choose(), str(next(ids))
        kept = exchange(turn_id, key)
        start = time.perf_counter()
        yardstick.insert(kept)
        times.insert.append(time.perf_counter() - start)
        recorded = await taken(memory.channel(key).record(kept))
        settled = await taken(memory.channel(key).settle(turn_id, "shown", MESSAGES))
        times.record.append(recorded)
        times.turn.append(recorded + settled)
    return times


def report(name: str, times: Times) -> None:
    insert, record, turn = (median(t) * 1000 for t in (times.insert, times.record, times.turn))
    print(
        f"{name:<42} {insert:8.2f} ms {record:8.2f} ms {record / insert:6.1f} "
        f"{turn:8.2f} ms {turn / insert:6.1f}"
    )


async def compare(folder: Path, args: argparse.Namespace) -> None:
    print(f"{'p50':<42} {'INSERT':>11} {'record':>11} {'ratio':>6} {'whole turn':>11} {'ratio':>6}")
    chance, ids = random.Random(args.seed), count(10**18)
    settings = [(channels, args.turns) for channels in args.channels] + [(1, 200)]
    for number, (channels, turns) in enumerate(settings):
        directory = folder / str(number)
        keys = await fill(directory, channels, turns, ids)
        yardstick = Yardstick(folder / f"{number}.sqlite")
        async with await Memory.open(directory, now=lambda: datetime.now(UTC)) as memory:
            times = await measure(
                memory, yardstick, partial(chance.choice, keys), args.samples, ids
            )
        yardstick.connection.close()
        report(f"{channels} channels of {turns} exchanges", times)


async def lag(folder: Path, args: argparse.Namespace) -> None:
    directory, ids = folder / "lag", count(10**18)
    keys = await fill(directory, 100, args.turns, ids)
    lags: list[float] = []
    async with await Memory.open(directory, now=lambda: datetime.now(UTC)) as memory:
        end = time.perf_counter() + args.seconds

        async def busy(key: str) -> int:
            turns = 0
            while time.perf_counter() < end:
                turn_id = str(next(ids))
                await memory.channel(key).view()
                await memory.channel(key).record(exchange(turn_id, key))
                await memory.channel(key).settle(turn_id, "shown", MESSAGES)
                turns += 1
            return turns

        async def watch() -> None:
            while time.perf_counter() < end:
                start = time.perf_counter()
                await asyncio.sleep(0.005)
                lags.append(time.perf_counter() - start - 0.005)

        watching = asyncio.create_task(watch())
        turns = sum(await asyncio.gather(*(busy(key) for key in keys)))
        await watching
    points = [moment * 1000 for moment in quantiles(lags, n=100)]
    print(
        f"100 busy channels: {turns / args.seconds:.0f} turns a second; loop lag p50 "
        f"{points[49]:.1f} ms, p99 {points[98]:.1f} ms, longest {max(lags) * 1000:.1f} ms"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--channels", type=int, nargs="+", default=[100, 10_000])
    parser.add_argument("--turns", type=int, default=50, help="exchanges in each channel")
    parser.add_argument("--samples", type=int, default=300, help="turns for each row")
    parser.add_argument("--seconds", type=float, default=5.0, help="how long 100 are busy")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--directory", type=Path, help="a folder on the disk to be measured")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=args.directory) as folder:
        asyncio.run(compare(Path(folder), args))
        asyncio.run(lag(Path(folder), args))


if __name__ == "__main__":
    main()
