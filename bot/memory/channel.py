"""One channel's memory: its latest exchanges at hand, the older ones in archives, where it stands.

This is the part that waits for the disk; ``bot.memory.memory`` keeps it off the event loop.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TypeVar

from tinydb import Query
from tinydb.table import Document

from bot.errors import MemoryFault
from bot.memory.archives import Archives
from bot.memory.damaged import DamagedFiles
from bot.memory.exchange_file import ExchangeFile, Numbered
from bot.memory.lifecycle import settled
from bot.memory.people import People
from bot.memory.records import to_document
from bot.memory.storage import DamagedFile
from bot.memory.values import ChannelView, Forgotten, Window
from bot.turn import Exchange, SentMessage, Status

_STATE = 1
_T = TypeVar("_T")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _State:
    scene: str | None
    recorded: int


class ChannelStore:
    """What is kept of one channel. One thread works with it at a time.

    Its file holds the table ``exchanges`` and the table ``channel`` with one document: the scene
    where the channel stands and how many exchanges were ever recorded. A damaged file is set
    aside and the channel goes on without it.
    """

    def __init__(
        self,
        file: ExchangeFile,
        archives: Archives,
        *,
        people: People,
        damaged: DamagedFiles,
        window: Window,
    ) -> None:
        self.key = file.channel
        self._file = file
        self._archives = archives
        self._people = people
        self._damaged = damaged
        self._window = window
        self._whole = False

    def view(self) -> ChannelView:
        """Return what the channel remembers. Reading makes no file."""
        return self._work(self._view)

    def record(self, exchange: Exchange) -> None:
        """Keep a pending exchange."""
        if exchange.turn.channel != self.key:
            raise MemoryFault(
                f"The turn {exchange.turn.id} belongs to the memory of {exchange.turn.channel}, "
                f"not to that of {self.key}."
            )
        if exchange.status != "pending" or exchange.messages:
            raise MemoryFault(
                f"The turn {exchange.turn.id} is {exchange.status}: record it pending, before it "
                "is sent, and settle it afterwards."
            )
        kept = self._work(lambda: self._record(exchange))
        if kept >= self._window.latest + self._window.rolled_together:
            self._roll()

    def settle(self, turn_id: str, status: Status, messages: Sequence[SentMessage]) -> None:
        """Keep what became of a reply. Raises MemoryFault for a turn that is not known here."""

        def settle_in(file: ExchangeFile) -> bool:
            found = file.find(turn_id)
            if found is not None:
                number, exchange = found
                file.put(number, settled(exchange, status, messages))
            return found is not None

        older = self._archives.each(settle_in, mentioning=turn_id)
        if not self._work(lambda: settle_in(self._file) or any(older)):
            raise MemoryFault(
                f"No turn {turn_id} is kept in {self.key}: it was never recorded, or is forgotten."
            )

    def forget_message(self, message_id: str) -> bool:
        """Forget one message of a reply. Return whether there was anything to forget."""

        def forget_in(file: ExchangeFile) -> bool:
            return file.forget_message(message_id)

        older = self._archives.each(forget_in, mentioning=message_id)
        return self._work(lambda: forget_in(self._file) or any(older))

    def stand_at(self, scene: str | None) -> None:
        """Move the channel to a scene; None is after the last one."""
        self._work(lambda: self._keep(replace(self._state(), scene=scene)))

    def everything(self) -> tuple[Exchange, ...]:
        """Return all exchanges that were shown, oldest first."""
        shown = Query().status == "shown"
        return self._collect(lambda file: file.exchanges(shown), mentioning="shown")

    def kept_of(self, person_id: str) -> tuple[Exchange, ...]:
        """Return all that is kept of a person, whatever became of it, oldest first."""
        theirs = Query().person.id == person_id
        return self._collect(lambda file: file.exchanges(theirs), mentioning=person_id)

    def pending(self) -> tuple[Exchange, ...]:
        """Return the exchanges that are not settled, oldest first."""
        return self._setting_damage_aside(self._pending)

    def erase(self, person_id: str) -> Forgotten:
        """Remove all exchanges of a person, and damaged files, where they cannot be looked for.

        The person's own file, which leads here, is changed last: after a crash the same call
        finishes the work.
        """

        def erase_in(file: ExchangeFile) -> set[int]:
            return file.erase(person_id)

        def erase_all() -> set[int]:
            older = self._archives.each(erase_in, mentioning=person_id)
            return erase_in(self._file).union(*older)

        erased = self._work(erase_all)
        self._archives.remove_empty()
        damaged = self._damaged.of_channel(self.key)
        self._damaged.remove(damaged)
        self._people.cross_out(person_id, self.key)
        return Forgotten(
            exchanges=len(erased), channels=int(bool(erased)), damaged_files=len(damaged)
        )

    def _view(self) -> ChannelView:
        state = self._state()
        latest = _in_order(self._file.exchanges())[-self._window.latest :]
        return ChannelView(
            scene=state.scene,
            exchanges=tuple(exchange for exchange in latest if exchange.status == "shown"),
            turns_ever=state.recorded,
        )

    def _record(self, exchange: Exchange) -> int:
        found = self._file.find(exchange.turn.id)
        if found is not None:
            return self._record_again(*found, exchange)
        self._people.note(exchange.turn.person.id, self.key)
        state = self._state()
        number = state.recorded + 1
        self._file.add({number: to_document(exchange)})
        self._keep(replace(state, recorded=number))
        return self._file.count()

    def _record_again(self, number: int, kept: Exchange, exchange: Exchange) -> int:
        if to_document(kept) != to_document(exchange):
            raise MemoryFault(f"Another turn {exchange.turn.id} is already kept in {self.key}.")
        self._file.put(number, exchange)  # the earlier attempt may have failed before the disk
        return self._file.count()

    def _roll(self) -> None:
        try:
            self._work(self._roll_out)
        except MemoryFault as error:  # the turn itself is kept; the next one tries again
            self._whole = False
            _log.warning("Older exchanges of %s stay where they are: %s", self.key, error)

    def _roll_out(self) -> None:
        beyond = self._file.numbers()[: -self._window.latest]
        done = self._file.documents(Query().status != "pending")
        older = {number: done[number] for number in beyond if number in done}
        if len(older) >= self._window.rolled_together:
            self._archives.add(older)
            self._file.remove(older)

    def _collect(
        self, work: Callable[[ExchangeFile], Numbered], mentioning: str
    ) -> tuple[Exchange, ...]:
        def collect() -> Numbered:
            found: Numbered = {}
            for older in self._archives.each(work, mentioning):
                found |= older
            return found | work(self._file)

        return _in_order(self._work(collect))

    def _pending(self) -> tuple[Exchange, ...]:
        if not self._file.mentions("pending"):  # after a start all channels are asked
            return ()
        with self._held():
            return _in_order(self._file.exchanges(Query().status == "pending"))

    def _work(self, work: Callable[[], _T]) -> _T:
        def held() -> _T:
            with self._held():
                return work()

        return self._setting_damage_aside(held)

    def _setting_damage_aside(self, work: Callable[[], _T]) -> _T:
        try:
            return work()
        except DamagedFile as damage:
            self._damaged.set_aside(damage, "channels", self.key)
        return work()

    @contextmanager
    def _held(self) -> Iterator[None]:
        with self._file.transaction():
            if not self._whole:
                self._archives.remove_unfinished(self._file.numbers())
                self._whole = True
            yield

    def _state(self) -> _State:
        document = self._file.table("channel").get(doc_id=_STATE)
        if document is None and not self._file.count():
            return _State(scene=None, recorded=self._archives.last_number())
        match document:
            case {"scene": str() | None as scene, "recorded": int(recorded), **rest} if not rest:
                return _State(scene=scene, recorded=recorded)
        raise DamagedFile(self._file.path, "it does not say where the channel stands")

    def _keep(self, state: _State) -> None:
        document = {"scene": state.scene, "recorded": state.recorded}
        self._file.table("channel").upsert(Document(document, doc_id=_STATE))


def _in_order(exchanges: Numbered) -> tuple[Exchange, ...]:
    return tuple(exchanges[number] for number in sorted(exchanges))
