"""Exchanges come back from their documents as they were, and nothing else passes for one."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import MemoryFault
from bot.memory.records import Document, MalformedRecord, to_document, to_exchange
from bot.turn import Citation, Exchange, Person, Reply, SentMessage, Turn

from .samples import exchange, message

WORDS = st.text(max_size=30)
FURTHER_WEST = timezone(timedelta(hours=-9, minutes=-30))
TURNS = st.builds(
    Turn,
    id=WORDS,
    person=st.builds(Person, id=WORDS, name=WORDS),
    character=WORDS,
    words=WORDS,
    at=st.datetimes(
        min_value=datetime(2000, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
        timezones=st.sampled_from([UTC, FURTHER_WEST]),
    ),
    channel=st.just("7"),
    scene=st.none() | WORDS,
)
POSITIONS = st.integers(0, 10**6)
REPLIES = st.builds(
    Reply,
    text=WORDS,
    stands_on=st.sampled_from(["canon", "played", "invented", "improvised", "deflection"]),
    engine=WORDS,
    beat=st.none() | WORDS,
    line=st.none() | WORDS,
    citations=st.lists(
        st.builds(Citation, fact=WORDS, quote=WORDS, start=POSITIONS, end=POSITIONS, scene=WORDS),
        max_size=2,
    ).map(tuple),
)
EXCHANGES = st.builds(
    Exchange,
    turn=TURNS,
    reply=REPLIES,
    status=st.sampled_from(["pending", "shown", "failed", "uncertain"]),
    sent_to=st.dictionaries(WORDS, WORDS, max_size=3),
    messages=st.lists(st.builds(SentMessage, id=WORDS, text=WORDS), max_size=2).map(tuple),
)


@given(EXCHANGES)
def test_every_exchange_comes_back_through_json(kept: Exchange) -> None:
    document = orjson.loads(orjson.dumps(to_document(kept)))
    assert to_exchange(document, "7") == kept


def test_a_time_is_kept_in_utc_and_readable() -> None:
    local = datetime(2025, 6, 1, 2, 30, tzinfo=FURTHER_WEST)
    document = to_document(exchange(at=local))
    assert document["at"] == "2025-06-01T12:00:00+00:00"


def test_a_time_without_its_zone_is_refused() -> None:
    with pytest.raises(MemoryFault, match="no time zone"):
        to_document(exchange(at=datetime(2025, 6, 1)))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("a\ud800b", "a\ufffdb"), ("\udc00", "\ufffd"), ("\ud83d\ude00", "\U0001f600")],
)
def test_half_a_character_is_kept_as_the_replacement_character(typed: str, kept: str) -> None:
    document = orjson.loads(orjson.dumps(to_document(exchange(words=typed))))
    assert document["words"] == kept


def places(document: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every path to a value in a document."""
    for key in document if isinstance(document, dict) else range(len(document)):
        yield (*path, key)
        if isinstance(document[key], dict | list):
            yield from places(document[key], (*path, key))


def changed(document: Document, path: tuple[Any, ...], value: object) -> Document:
    document = deepcopy(document)
    inner: Any = document
    for key in path[:-1]:
        inner = inner[key]
    if value is None:
        del inner[path[-1]]
    else:
        inner[path[-1]] = value
    return document


DOCUMENT = to_document(replace(exchange(), messages=(message("m1"),)))
PLACES = list(places(DOCUMENT))
SINCE = {("reply", "mood"), ("reply", "volunteered")}
FREE = {
    ("sent_to", "channel"), ("sent_to", "token"), ("messages", 0), ("reply", "citations", 0), *SINCE
}  # fmt: skip


@pytest.mark.parametrize("path", [path for path in PLACES if path not in FREE], ids=str)
def test_a_missing_value_is_refused(path: tuple[Any, ...]) -> None:
    with pytest.raises(MalformedRecord):
        to_exchange(changed(DOCUMENT, path, None), "7")


@pytest.mark.parametrize("path", SINCE, ids=str)
def test_what_was_written_before_a_key_was_there_is_read(path: tuple[Any, ...]) -> None:
    found = to_exchange(changed(DOCUMENT, path, None), "7")
    assert getattr(found.reply, path[-1]) is None


@pytest.mark.parametrize("path", PLACES, ids=str)
@pytest.mark.parametrize("value", [True, 1.5, ["x"], {"x": 1}], ids=str)
def test_a_value_of_another_type_is_refused(path: tuple[Any, ...], value: object) -> None:
    if path == ("reply", "went_on") and value is True:
        value = "true"
    with pytest.raises(MalformedRecord):
        to_exchange(changed(DOCUMENT, path, value), "7")


@pytest.mark.parametrize("path", [("new",), ("person", "new"), ("reply", "new")], ids=str)
def test_an_unknown_key_is_refused_by_name(path: tuple[Any, ...]) -> None:
    with pytest.raises(MalformedRecord, match="new: missing or unknown"):
        to_exchange(changed(DOCUMENT, path, "x"), "7")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("status",), "forgotten"),
        (("reply", "stands_on"), "hearsay"),
        (("at",), "yesterday"),
        (("at",), "2025-06-01T12:00:00"),
    ],
)
def test_a_value_outside_its_meaning_is_refused(path: tuple[Any, ...], value: object) -> None:
    with pytest.raises(MalformedRecord, match=path[-1]):
        to_exchange(changed(DOCUMENT, path, value), "7")
