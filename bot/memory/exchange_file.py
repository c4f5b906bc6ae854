"""One file of exchanges, a TinyDB: a channel's latest ones or a part of its older ones."""

from collections.abc import Collection, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from tinydb import Query, TinyDB
from tinydb.queries import QueryLike
from tinydb.table import Document, Table

from bot.memory.disk import Disk
from bot.memory.lifecycle import without_message
from bot.memory.records import MalformedRecord, to_document, to_exchange
from bot.memory.storage import CheckedStorage, DamagedFile
from bot.turn import Exchange

Numbered = dict[int, Exchange]
"""Exchanges by their number in the channel, which counts from 1; no number is given twice."""


class ExchangeFile:
    """The exchanges of one file, a document's id being the exchange's number.

    Everything here is done within ``transaction``. What is not as it was written raises
    DamagedFile; a disk that refuses raises NotRemembered.
    """

    def __init__(self, path: Path, channel: str, disk: Disk) -> None:
        self.path = path
        self.channel = channel
        self._storage = CheckedStorage(path, disk)
        self._database = TinyDB(storage=lambda: self._storage)
        self._exchanges = self.table("exchanges")
        self._at_hand: Numbered = {}
        self._reading = 0

    def transaction(self) -> AbstractContextManager[None]:
        """Hold together what is done within: all of it is on the disk at the end, or nothing."""
        return self._storage.transaction()

    def table(self, name: str) -> Table:
        """Return a table of this file, without TinyDB's query cache: it hands out aliases."""
        return self._database.table(name, cache_size=0)

    def mentions(self, name: str) -> bool:
        """Return whether a key or a value may be ``name``, at a fraction of what reading costs."""
        return self._storage.mentions(name)

    def count(self) -> int:
        """Return how many exchanges there are."""
        return len(self._exchanges)

    def numbers(self) -> list[int]:
        """Return the numbers of all exchanges, ascending."""
        return sorted(document.doc_id for document in self._exchanges)

    def documents(self, condition: QueryLike) -> dict[int, Mapping[str, Any]]:
        """Return the documents that satisfy the condition, by their numbers."""
        return {found.doc_id: found for found in self._exchanges.search(condition)}

    def exchanges(self, condition: QueryLike | None = None) -> Numbered:
        """Return the exchanges that satisfy the condition, or all."""
        table = self._exchanges
        found = table.all() if condition is None else table.search(condition)
        return {document.doc_id: self._to_exchange(document) for document in found}

    def find(self, turn_id: str) -> tuple[int, Exchange] | None:
        """Return the number and the exchange of a turn, if it is here."""
        found = self._exchanges.get(Query().id == turn_id)
        return None if found is None else (found.doc_id, self._to_exchange(found))

    def add(self, documents: Mapping[int, Mapping[str, Any]]) -> None:
        """Keep new exchanges under numbers that are free."""
        self._exchanges.insert_multiple(
            Document(document, doc_id=number) for number, document in documents.items()
        )

    def put(self, number: int, exchange: Exchange) -> None:
        """Keep an exchange in the place of the one with that number."""
        self._at_hand.pop(number, None)
        self._exchanges.update(to_document(exchange), doc_ids=[number])

    def remove(self, numbers: Collection[int]) -> None:
        """Remove the exchanges with these numbers."""
        if numbers:
            for number in numbers:
                self._at_hand.pop(number, None)
            self._exchanges.remove(doc_ids=numbers)

    def erase(self, person_id: str) -> set[int]:
        """Remove every exchange of a person and return their numbers."""
        numbers = {*self.documents(Query().person.id == person_id)}
        self.remove(numbers)
        return numbers

    def forget_message(self, message_id: str) -> bool:
        """Forget one message of a reply. Return whether it was here."""
        shown_there = Query().messages.any(Query().id == message_id)
        for number, exchange in self.exchanges(shown_there).items():
            left = without_message(exchange, message_id)
            if left is None:
                self.remove([number])
            else:
                self.put(number, left)
            return True
        return False

    def _to_exchange(self, document: Document) -> Exchange:
        if self._reading != self._storage.readings:
            self._at_hand, self._reading = {}, self._storage.readings
        number = document.doc_id
        if number not in self._at_hand:
            try:
                self._at_hand[number] = to_exchange(document, self.channel)
            except MalformedRecord as error:
                raise DamagedFile(self.path, f"exchange {number}: {error}") from error
        return self._at_hand[number]
