"""Discord's specification as a judge of what the bot sends and of what the stand-in answers."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote

from bot.standin.judge.amendments import (
    Schema,
    answer_schemas,
    closed,
    event_schemas,
    request_schemas,
)
from bot.standin.judge.explain import Finding, SchemaError, findings
from bot.standin.wire import Json

REST_FILE = "openapi.json"
EVENTS_FILE = "gateway-events.json"


class Validator(Protocol):
    """What is used of a compiled schema."""

    def iter_errors(self, instance: Json) -> Iterator[SchemaError]:
        """Yield one error for each thing that is wrong."""
        ...


@dataclass(frozen=True, slots=True)
class _Dialect:
    """Schemas that refer to one another, and where a reference points."""

    prefix: str
    schemas: Schema

    def document(self, schema: Schema) -> Schema:
        """Return ``schema`` with only what it refers to, since compiling all of it is slow."""
        document = dict(schema)
        target = document
        *folders, last = self.prefix.strip("#/").split("/")
        for folder in folders:
            target = target.setdefault(folder, {})
        target[last] = {name: self.schemas[name] for name in sorted(self._reachable(schema))}
        return document

    def _reachable(self, schema: Schema) -> set[str]:
        found: set[str] = set()
        waiting: list[Any] = [schema]
        while waiting:
            node = waiting.pop()
            if isinstance(node, list):
                waiting.extend(node)
            elif isinstance(node, dict):
                reference = node.get("$ref")
                if isinstance(reference, str) and reference.startswith(self.prefix):
                    name = unquote(reference.removeprefix(self.prefix))
                    if name not in found:
                        found.add(name)
                        waiting.append(self.schemas[name])
                waiting.extend(node.values())
        return found


class Specification:
    """Judges requests, answers and gateway events.

    ``rest`` is Discord's OpenAPI document, ``events`` a JSON Schema of the gateway's events. One
    specification can serve any number of stand-ins; schemas are compiled when first needed.
    """

    def __init__(self, rest: Schema, events: Schema) -> None:
        schemas = rest["components"]["schemas"]
        self._paths: Schema = rest["paths"]
        self._requests = _Dialect("#/components/schemas/", request_schemas(schemas))
        self._answers = _Dialect("#/components/schemas/", answer_schemas(schemas))
        self._events = _Dialect("#/definitions/", event_schemas(events["definitions"]))
        self._error_body: Schema = rest["components"]["responses"]["ClientErrorResponse"]
        self._compiled: dict[tuple[str, ...], Validator | None] = {}

    @classmethod
    def load(cls, folder: Path) -> "Specification":
        """Return the specification in ``folder``.

        Raises ``FileNotFoundError`` when one of its two files is missing.
        """
        rest = json.loads((folder / REST_FILE).read_bytes())
        events = json.loads((folder / EVENTS_FILE).read_bytes())
        return cls(rest, events)

    def request(
        self, method: str, template: str, query: Mapping[str, str], body: Json
    ) -> list[Finding]:
        """Return what is wrong with a request; ``template`` is the path as the document has it."""
        operation = self._operation(method, template)
        if operation is None:
            return [Finding((), f"{method} {template} is not in Discord's specification")]
        return [*self._query(operation, query), *self._body(operation, (method, template), body)]

    def answer(self, method: str, template: str, status: int, body: Json) -> list[Finding]:
        """Return what is wrong with the stand-in's own answer."""
        key = ("answer", method, template, str(status))
        if key not in self._compiled:
            schema = self._answer_schema(method, template, status)
            self._compiled[key] = (
                None if schema is None else self._compile(self._answers, closed(schema))
            )
        validator = self._compiled[key]
        if validator is None:
            return [] if body is None else [Finding((), f"a body with status {status}")]
        return findings(validator.iter_errors(body))

    def event(self, name: str, data: Json) -> list[Finding]:
        """Return what is wrong with a gateway event; events without a schema are not judged."""
        schema = self._events.schemas["Events"]["properties"].get(name)
        if schema is None:
            return []
        key = ("event", name)
        if key not in self._compiled:
            self._compiled[key] = self._compile(self._events, schema)
        validator = self._compiled[key]
        return [] if validator is None else findings(validator.iter_errors(data))

    def _operation(self, method: str, template: str) -> Schema | None:
        found: Schema | None = self._paths.get(template, {}).get(method.lower())
        return found

    def _query(self, operation: Schema, query: Mapping[str, str]) -> list[Finding]:
        known = {each["name"] for each in operation.get("parameters", ()) if each["in"] == "query"}
        return [
            Finding(("?", name), "is no parameter of this request", unknown_field=True)
            for name in query
            if name not in known
        ]

    def _body(self, operation: Schema, key: tuple[str, str], body: Json) -> list[Finding]:
        content = operation.get("requestBody", {}).get("content", {}).get("application/json")
        if content is None:
            return [] if body is None else [Finding((), "a body where Discord reads none")]
        if ("request", *key) not in self._compiled:
            schema = closed(content["schema"])
            self._compiled["request", *key] = self._compile(self._requests, schema)
        validator = self._compiled["request", *key]
        return [] if validator is None else findings(validator.iter_errors(body))

    def _answer_schema(self, method: str, template: str, status: int) -> Schema | None:
        if status >= 400:
            response = self._error_body
        else:
            operation = self._operation(method, template) or {}
            response = operation.get("responses", {}).get(str(status), {})
        content: Schema | None = response.get("content", {}).get("application/json")
        return None if content is None else content["schema"]

    def _compile(self, dialect: _Dialect, schema: Schema) -> Validator:
        # Needed by judged runs alone: the stand-in itself works without this library.
        from jsonschema_rs import Draft7Validator, Draft202012Validator  # noqa: PLC0415

        draft = Draft7Validator if dialect is self._events else Draft202012Validator
        return draft(dialect.document(schema))
