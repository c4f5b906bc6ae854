"""Exchanges as JSON documents, and back.

A document that is not exactly what ``to_document`` makes is refused, never guessed at: with a
sound checksum it was written by something else.
"""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, TypeVar, get_args

from bot.errors import MemoryFault
from bot.turn import (
    Citation,
    Exchange,
    Person,
    Reply,
    SentMessage,
    StandsOn,
    Status,
    Turn,
)

Document = dict[str, Any]

_T = TypeVar("_T")

_EXCHANGE = frozenset(
    ("id", "person", "character", "words", "at", "scene", "reply", "status", "sent_to", "messages")
)
_PERSON = frozenset(("id", "name"))
_REPLY = frozenset(("text", "stands_on", "engine", "beat", "line", "citations", "went_on"))
_REPLY_SINCE = frozenset(("mood", "volunteered"))
"""Keys that came later: a document without them was written before, and means none."""
_CITATION = frozenset(("fact", "quote", "start", "end", "scene"))
_MESSAGE = frozenset(("id", "text"))
_STANDS_ON: Mapping[str, StandsOn] = MappingProxyType({name: name for name in get_args(StandsOn)})
_STATUSES: Mapping[str, Status] = MappingProxyType({name: name for name in get_args(Status)})


class MalformedRecord(ValueError):
    """A document is not one that was written here."""


def to_document(exchange: Exchange) -> Document:
    """Return an exchange as values that JSON holds, without its channel, which the file names.

    The time is ISO 8601 in UTC. A lone surrogate, which is no text and which UTF-8 has no bytes
    for, becomes U+FFFD. Raises MemoryFault for a time without its zone.
    """
    turn, reply = exchange.turn, exchange.reply
    if turn.at.tzinfo is None:
        raise MemoryFault(f"The turn {turn.id} cannot be kept: its time has no time zone.")
    return {
        "id": _text(turn.id),
        "person": {"id": _text(turn.person.id), "name": _text(turn.person.name)},
        "character": _text(turn.character),
        "words": _text(turn.words),
        "at": turn.at.astimezone(UTC).isoformat(),
        "scene": _text_or_none(turn.scene),
        "reply": {
            "text": _text(reply.text),
            "stands_on": reply.stands_on,
            "engine": _text(reply.engine),
            "beat": _text_or_none(reply.beat),
            "line": _text_or_none(reply.line),
            "citations": [_citation_document(citation) for citation in reply.citations],
            "went_on": reply.went_on,
            "mood": _text_or_none(reply.mood),
            "volunteered": _text_or_none(reply.volunteered),
        },
        "status": exchange.status,
        "sent_to": {_text(name): _text(value) for name, value in exchange.sent_to.items()},
        "messages": message_documents(exchange.messages),
    }


def message_documents(messages: Collection[SentMessage]) -> list[Document]:
    """Return messages as values that JSON holds."""
    return [{"id": _text(message.id), "text": _text(message.text)} for message in messages]


def to_exchange(document: Mapping[str, Any], channel: str) -> Exchange:
    """Return the exchange that ``document`` holds, said in ``channel``; its time is in UTC.

    Raises MalformedRecord, naming the key, for anything missing, unknown or of the wrong type.
    """
    _check_keys(document, _EXCHANGE)
    person = _mapping(document, "person", _PERSON)
    return Exchange(
        turn=Turn(
            id=_string(document, "id"),
            person=Person(id=_string(person, "id"), name=_string(person, "name")),
            character=_string(document, "character"),
            words=_string(document, "words"),
            at=_time(document, "at"),
            channel=channel,
            scene=_string_or_none(document, "scene"),
        ),
        reply=_to_reply(_mapping(document, "reply", _REPLY, _REPLY_SINCE)),
        status=_one_of(document, "status", _STATUSES),
        sent_to=_strings(document, "sent_to"),
        messages=tuple(
            SentMessage(id=_string(message, "id"), text=_string(message, "text"))
            for message in _mappings(document, "messages", _MESSAGE)
        ),
    )


def _to_reply(document: Mapping[str, Any]) -> Reply:
    return Reply(
        text=_string(document, "text"),
        stands_on=_one_of(document, "stands_on", _STANDS_ON),
        engine=_string(document, "engine"),
        beat=_string_or_none(document, "beat"),
        line=_string_or_none(document, "line"),
        citations=tuple(
            Citation(
                fact=_string(citation, "fact"),
                quote=_string(citation, "quote"),
                start=_integer(citation, "start"),
                end=_integer(citation, "end"),
                scene=_string(citation, "scene"),
            )
            for citation in _mappings(document, "citations", _CITATION)
        ),
        went_on=_yes_or_no(document, "went_on"),
        mood=_string_or_none(document, "mood") if "mood" in document else None,
        volunteered=_string_or_none(document, "volunteered") if "volunteered" in document else None,
    )


def _citation_document(citation: Citation) -> Document:
    return {
        "fact": _text(citation.fact),
        "quote": _text(citation.quote),
        "start": citation.start,
        "end": citation.end,
        "scene": _text(citation.scene),
    }


def _text(value: str) -> str:
    if value.isascii():
        return value
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _text_or_none(value: str | None) -> str | None:
    return None if value is None else _text(value)


def _check_keys(
    document: Mapping[str, Any], keys: Collection[str], since: Collection[str] = ()
) -> None:
    if document.keys() - since != keys:
        differing = sorted((set(document) - set(since)) ^ set(keys))
        raise MalformedRecord(f"{', '.join(differing)}: missing or unknown")


def _string(document: Mapping[str, Any], key: str) -> str:
    value = document[key]
    if not isinstance(value, str):
        raise MalformedRecord(f"{key}: not a text")
    return value


def _string_or_none(document: Mapping[str, Any], key: str) -> str | None:
    return None if document[key] is None else _string(document, key)


def _integer(document: Mapping[str, Any], key: str) -> int:
    value = document[key]
    if type(value) is not int:  # True is an int, but no position in a text
        raise MalformedRecord(f"{key}: not a whole number")
    return value


def _yes_or_no(document: Mapping[str, Any], key: str) -> bool:
    value = document[key]
    if not isinstance(value, bool):
        raise MalformedRecord(f"{key}: neither true nor false")
    return value


def _one_of(document: Mapping[str, Any], key: str, values: Mapping[str, _T]) -> _T:
    value = values.get(_string(document, key))
    if value is None:
        raise MalformedRecord(f"{key}: not one of {', '.join(values)}")
    return value


def _time(document: Mapping[str, Any], key: str) -> datetime:
    try:
        time = datetime.fromisoformat(_string(document, key))
    except ValueError as error:
        raise MalformedRecord(f"{key}: not a time") from error
    if time.tzinfo is None:
        raise MalformedRecord(f"{key}: a time without its zone")
    return time.astimezone(UTC)


def _mapping(
    document: Mapping[str, Any], key: str, keys: Collection[str], since: Collection[str] = ()
) -> Mapping[str, Any]:
    return _checked_mapping(document[key], key, keys, since)


def _mappings(
    document: Mapping[str, Any], key: str, keys: Collection[str]
) -> list[Mapping[str, Any]]:
    value = document[key]
    if not isinstance(value, list):
        raise MalformedRecord(f"{key}: not a list")
    return [_checked_mapping(item, key, keys) for item in value]


def _checked_mapping(
    value: object, key: str, keys: Collection[str], since: Collection[str] = ()
) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise MalformedRecord(f"{key}: not an object")
    _check_keys(value, keys, since)
    return value


def _strings(document: Mapping[str, Any], key: str) -> Mapping[str, str]:
    value = document[key]
    if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
        raise MalformedRecord(f"{key}: not an object of texts")
    return MappingProxyType(value.copy())
