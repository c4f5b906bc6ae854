"""A request as the routes get it, and what they answer."""

import json
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader, web

from bot.standin.errors import invalid_form_body, invalid_json
from bot.standin.limits.violations import Violations
from bot.standin.uploads import Upload
from bot.standin.wire import Json

_FILE_FIELD = re.compile(r"files\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Call:
    """A request: the parts of its path by name, its query, its JSON and its files by number."""

    path: Mapping[str, str]
    query: Mapping[str, str]
    body: Json = None
    files: Mapping[int, Upload] = field(default_factory=dict)

    def flag(self, name: str) -> bool:
        """Return a yes or no of the query, which is no when it is missing."""
        return self.query.get(name, "").lower() in ("1", "true")


@dataclass(frozen=True, slots=True)
class Answer:
    """A status and JSON, or no body."""

    status: int
    body: Json = None


NO_CONTENT = Answer(204)

Handler = Callable[[Call], Awaitable[Answer]]
Check = Callable[[Any, Violations], None]


@dataclass(frozen=True, slots=True)
class Route:
    """One operation. ``template`` is its path as Discord's specification writes it.

    ``check`` holds the body against the hand-written limits. Routes that carry an interaction's
    token in their path need no bot token.
    """

    method: str
    template: str
    handler: Handler
    check: Check | None = None
    needs_bot_token: bool = True


async def read_call(request: web.Request) -> Call:
    """Return the request with its body read.

    Raises ``Refusal`` for a body that is not JSON, or of a content type that Discord refuses.
    """
    path, query = request.match_info, request.query
    if not request.can_read_body:
        return Call(path, query)
    if request.content_type == "multipart/form-data":
        body, files = await _read_multipart(request)
        return Call(path, query, body, files)
    if request.headers.get("Content-Type") != "application/json":
        sentence = 'Expected "Content-Type" header to be one of {"application/json"}.'
        error = {"code": "CONTENT_TYPE_INVALID", "message": sentence}
        raise invalid_form_body({"_errors": [error]})
    return Call(path, query, _parsed(await request.read()))


async def _read_multipart(request: web.Request) -> tuple[Any, dict[int, Upload]]:
    body: Json = {}
    files: dict[int, Upload] = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        content = bytes(await part.read(decode=True))
        numbered = _FILE_FIELD.fullmatch(part.name or "")
        if part.name == "payload_json":
            body = _parsed(content)
        elif numbered:
            files[int(numbered[1])] = Upload(part.filename or "unknown", content)
    return body, files


def _parsed(content: bytes) -> Json:
    try:
        return json.loads(content)
    except ValueError:
        raise invalid_json() from None
