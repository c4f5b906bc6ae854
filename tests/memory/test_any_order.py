"""Whatever is done in whatever order, through re-opening at any moment: what is read is right."""

import asyncio
import tempfile
from collections.abc import Awaitable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    rule,
)

from bot.memory import Memory
from bot.turn import Exchange, SentMessage, Status

from .samples import ANA, BEN, NOON, SMALL, HastyDisk, exchange

CHANNELS = ("7", "8-9")
PEOPLE = (ANA, BEN)
T = TypeVar("T")


class Conversations(RuleBasedStateMachine):
    """The memory beside a list of exchanges that does the same without a disk."""

    pending: Bundle[tuple[str, str]] = Bundle("pending")
    sent: Bundle[tuple[str, str]] = Bundle("sent")

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = tempfile.TemporaryDirectory()
        self.expected: dict[str, list[Exchange]] = {key: [] for key in CHANNELS}
        self.ever = dict.fromkeys(CHANNELS, 0)
        self.scenes: dict[str, str | None] = dict.fromkeys(CHANNELS)
        self.turns = 0
        self.memory = self.open()

    def run(self, work: Awaitable[T]) -> T:
        async def awaited() -> T:
            return await work

        return self.runner.run(awaited())

    def open(self) -> Memory:
        path = Path(self.folder.name)
        return self.run(Memory.open(path, now=lambda: NOON, disk=HastyDisk(), window=SMALL))

    def teardown(self) -> None:
        self.run(self.memory.close())
        self.runner.close()
        self.folder.cleanup()

    @rule()
    def reopen(self) -> None:
        self.run(self.memory.close())
        self.memory = self.open()

    def new_turn(self, key: str, person: int, words: str) -> Exchange:
        self.turns += 1
        said = exchange(str(self.turns), channel=key, person=PEOPLE[person], words=words)
        self.run(self.memory.channel(key).record(said))
        self.expected[key].append(said)
        self.ever[key] += 1
        return said

    @rule(
        target=pending,
        key=st.sampled_from(CHANNELS),
        person=st.integers(0, 1),
        words=st.text(max_size=20),
    )
    def record(self, key: str, person: int, words: str) -> tuple[str, str]:
        return key, self.new_turn(key, person, words).turn.id

    @rule(target=sent, turn=consumes(pending), parts=st.integers(1, 3))
    def show(self, turn: tuple[str, str], parts: int) -> tuple[str, str]:
        key, turn_id = turn
        messages = tuple(SentMessage(f"{turn_id}-{n}", f"part {n}") for n in range(parts))
        self.settle(key, turn_id, "shown", messages)
        return key, f"{turn_id}-0"

    @rule(turn=consumes(pending), status=st.sampled_from(["failed", "uncertain"]))
    def lose(self, turn: tuple[str, str], status: Status) -> None:
        self.settle(*turn, status, ())

    def settle(
        self, key: str, turn_id: str, status: Status, messages: tuple[SentMessage, ...]
    ) -> None:
        known = [one.turn.id for one in self.expected[key]]
        if turn_id not in known:
            return  # forgotten in between
        self.run(self.memory.channel(key).settle(turn_id, status, messages))
        place = known.index(turn_id)
        self.expected[key][place] = replace(
            self.expected[key][place],
            status=status,
            messages=messages,
            sent_to={"channel": key},
        )

    @rule(message=consumes(sent))
    def delete_a_message(self, message: tuple[str, str]) -> None:
        key, message_id = message
        forgotten = self.run(self.memory.channel(key).forget_message(message_id))
        kept, found = [], False
        for one in self.expected[key]:
            left = tuple(part for part in one.messages if part.id != message_id)
            if left == one.messages:
                kept.append(one)
                continue
            found = True
            if left:
                text = "\n".join(part.text for part in left)
                kept.append(replace(one, messages=left, reply=replace(one.reply, text=text)))
        self.expected[key] = kept
        assert forgotten == found

    @rule(key=st.sampled_from(CHANNELS), person=st.integers(0, 1))
    def talk_for_long(self, key: str, person: int) -> None:
        for _ in range(7):
            turn_id = self.new_turn(key, person, "And then?").turn.id
            self.settle(key, turn_id, "shown", (SentMessage(turn_id, "Then."),))

    @rule(key=st.sampled_from(CHANNELS), scene=st.none() | st.text(max_size=5))
    def stand_at(self, key: str, scene: str | None) -> None:
        self.run(self.memory.channel(key).stand_at(scene))
        self.scenes[key] = scene

    @rule(person=st.integers(0, 1), key=st.none() | st.sampled_from(CHANNELS))
    def forget(self, person: int, key: str | None) -> None:
        person_id = PEOPLE[person].id
        forgotten = self.run(self.memory.forget(person_id, key))
        before = sum(map(len, self.expected.values()))
        for each in CHANNELS if key is None else [key]:
            self.expected[each] = [
                one for one in self.expected[each] if one.turn.person.id != person_id
            ]
        assert forgotten.exchanges == before - sum(map(len, self.expected.values()))

    @invariant()
    def what_is_read_is_right(self) -> None:
        for key in CHANNELS:
            shown = [one for one in self.expected[key] if one.status == "shown"]
            view = self.run(self.memory.channel(key).view())
            assert (view.scene, view.turns_ever) == (self.scenes[key], self.ever[key])
            assert view.exchanges == tuple(shown[len(shown) - len(view.exchanges) :])
            if self.ever[key] <= SMALL.latest:
                assert len(view.exchanges) == len(shown)
            assert self.run(self.memory.channel(key).everything()) == tuple(shown)
        for person in PEOPLE:
            theirs = {
                one.turn.id
                for kept in self.expected.values()
                for one in kept
                if one.turn.person == person
            }
            assert {one.turn.id for one in self.run(self.memory.mine(person.id))} == theirs


TestConversations = Conversations.TestCase
TestConversations.settings = settings(
    max_examples=10,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
