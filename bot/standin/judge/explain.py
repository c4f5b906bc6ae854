"""Turns the errors of a schema validator into findings that a person can read."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol


class SchemaError(Protocol):
    """What is used of a validator's error."""

    kind: Any
    message: str
    instance: Any
    instance_path: list[str | int]


Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: where, and what.

    ``unknown_field`` marks a field that Discord would ignore; anything else it would refuse.
    """

    path: Path
    message: str
    unknown_field: bool = False

    def __str__(self) -> str:
        where = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.path)
        return f"{where.lstrip('.') or 'the body'}: {self.message}"


def findings(errors: Iterable[SchemaError]) -> list[Finding]:
    """Return the findings behind a validator's errors, each said once, in their order."""
    found = [finding for error in errors for finding in _explain(error)]
    return list(dict.fromkeys(found))


def _explain(error: SchemaError) -> list[Finding]:
    name = error.kind.name
    if name == "anyOf":
        branch = _best_branch(error.kind.context)
        if branch is not None:
            return [finding for inner in branch for finding in _explain(inner)]
    path = tuple(error.instance_path)
    if name == "additionalProperties":
        return [
            Finding((*path, field), "is no field here", True) for field in error.kind.unexpected
        ]
    return [Finding(path, shortened(error.message))]


def shortened(message: str, longest: int = 160) -> str:
    """Return a message that quotes less of a long value."""
    half = longest // 2
    return message if len(message) <= longest else f"{message[:half]} ... {message[-half:]}"


def _best_branch(branches: list[list[SchemaError]]) -> list[SchemaError] | None:
    """Return the errors of the alternative that was meant.

    It is the one whose ``type`` fits; among several, the one with the fewest errors.
    """
    meant = [branch for branch in branches if not any(map(_is_wrong_type, branch))] or branches
    return min(meant, key=len, default=None)


def _is_wrong_type(error: SchemaError) -> bool:
    if error.kind.name in ("enum", "const") and list(error.instance_path)[-1:] == ["type"]:
        return True
    return bool(
        error.kind.name == "type" and error.instance is not None and "null" in error.message
    )
