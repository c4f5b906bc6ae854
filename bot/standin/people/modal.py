"""A modal that is open in front of a person."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.standin.components import LABEL, ROW, STRING_SELECT, TEXT_INPUT, answered
from bot.standin.errors import NotPossible

if TYPE_CHECKING:
    from bot.standin.people.shown import Shown

Submitted = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ModalField:
    """Something to fill in: a text, or a menu with ``options`` (labels to values)."""

    label: str
    custom_id: str
    required: bool
    placeholder: str
    value: str
    shortest: int
    longest: int
    options: dict[str, str]
    part: dict[str, Any]

    def submitted(self, given: str) -> Submitted:
        """Return the field as it is sent, filled in. Raises ``NotPossible`` if it does not fit."""
        sent = {"type": self.part["type"], "id": self.part["id"], "custom_id": self.custom_id}
        if self.part["type"] == STRING_SELECT:
            return sent | {"values": self._chosen(given)}
        if self.part["type"] != TEXT_INPUT:
            raise NotPossible(f"{self.label}: the stand-in cannot fill in a {self.part['type']}")
        if not given and self.required:
            raise NotPossible(f"{self.label}: it cannot be sent empty")
        if given and not self.shortest <= len(given) <= self.longest:
            raise NotPossible(
                f"{self.label}: {len(given)} characters, not {self.shortest} to {self.longest}"
            )
        return sent | {"value": given}

    def _chosen(self, given: str) -> list[str]:
        if not given and not self.required:
            return []
        value = self.options.get(given, given)
        if value not in self.options.values():
            raise NotPossible(f"{self.label}: {given!r} is not one of: {', '.join(self.options)}")
        return [value]


class ModalForm:
    """A modal with its ``title`` and ``fields``; ``submit`` sends it."""

    def __init__(
        self,
        body: dict[str, Any],
        send: Callable[[dict[str, Any]], Awaitable["Shown"]],
    ) -> None:
        self.title: str = body["title"]
        self.custom_id: str = body["custom_id"]
        self._components = answered(body["components"])
        self._send = send
        self.fields = [field for part in self._components for field in _fields(part)]

    async def submit(self, by_label: dict[str, str] | None = None, /, **by_id: str) -> "Shown":
        """Send the modal, and return what the bot answers.

        Fields are named by label or by ``custom_id``; what is not named stays as the bot filled
        it in. Raises ``NotPossible`` when a field does not fit, ``NotAnswered`` for no answer.
        """
        given = (by_label or {}) | by_id
        names = {name for field in self.fields for name in (field.label, field.custom_id)}
        unknown = set(given) - names
        if unknown:
            known = ", ".join(field.label for field in self.fields)
            raise NotPossible(f"the modal has no {', '.join(unknown)}; it has: {known}")
        filled = {
            field.custom_id: field.submitted(
                given.get(field.custom_id, given.get(field.label, field.value))
            )
            for field in self.fields
        }
        components = [_submitted(part, filled) for part in self._components]
        return await self._send({"custom_id": self.custom_id, "components": components})


def _fields(component: dict[str, Any]) -> list[ModalField]:
    if component["type"] == ROW:
        return [_field(part["label"], part) for part in component["components"]]
    if component["type"] == LABEL:
        return [_field(component["label"], _numbered(component))]
    return []


def _field(label: str, part: dict[str, Any]) -> ModalField:
    options = part.get("options") or []
    default = next((option["value"] for option in options if option.get("default")), "")
    return ModalField(
        label=label,
        custom_id=part["custom_id"],
        required=part.get("required") is not False,
        placeholder=part.get("placeholder") or "",
        value=part.get("value") or default,
        shortest=part.get("min_length") or 0,
        longest=part.get("max_length") or 4_000,
        options={option["label"]: option["value"] for option in options},
        part=part,
    )


def _numbered(label: dict[str, Any]) -> dict[str, Any]:
    """Return the field inside a label, with a number of its own."""
    part: dict[str, Any] = label["component"]
    return part if part.get("id") else part | {"id": label["id"] + 100}


def _submitted(component: dict[str, Any], filled: dict[str, Submitted]) -> Submitted:
    sent: Submitted = {"type": component["type"], "id": component["id"]}
    if component["type"] == ROW:
        sent["components"] = [filled[part["custom_id"]] for part in component["components"]]
    elif component["type"] == LABEL:
        sent["component"] = filled[component["component"]["custom_id"]]
    return sent
