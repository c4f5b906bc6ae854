"""Authored data as a model, or what is wrong with its shape, in words for a writer."""

from collections.abc import Iterator
from datetime import date
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.story.files import Authored
from bot.story.ids import RIGHT_ID
from bot.story.problems import Problem, nearest_hint
from bot.story.source import AnySource, Place

Model = TypeVar("Model", bound=Authored)


def parse(model: type[Model], source: AnySource) -> tuple[Model | None, list[Problem]]:
    """``source`` as ``model``, or ``None``, with every problem of its shape."""
    try:
        return model.model_validate(source.data), []
    except ValidationError as error:
        return None, [_problem(model, source, detail) for detail in error.errors()]


def _problem(model: type[Authored], source: AnySource, detail: ErrorDetails) -> Problem:
    # pydantic marks the key of a mapping with a "[key]" of its own.
    place: Place = tuple(part for part in detail["loc"] if part != "[key]")
    where = _said(place)
    if detail["type"] == "extra_forbidden":
        known = _keys_at(model, place[:-1])
        return source.problem(place, f"Unknown key {where}.", nearest_hint(str(place[-1]), known))
    if detail["type"] == "missing":
        return source.problem(place, f"{where} is missing.", "Add it here.")
    if detail["type"] in {"model_type", "model_attributes_type", "dict_type"}:
        wrong = f"{where} must be keys with their values, not {_seen(detail['input'])}."
        return source.problem(place, wrong, "Write each as `key: value`.")
    if "pattern" in detail.get("ctx", {}):
        return source.problem(
            place, f"{where} is {detail['input']!r}.", _right(detail["ctx"]["pattern"])
        )
    wrong = (
        f"{where}: {detail['msg'][:1].lower()}{detail['msg'][1:]}, not {_seen(detail['input'])}."
    )
    quote = (
        isinstance(detail["input"], bool | int | float | date) and detail["type"] == "string_type"
    )
    return source.problem(place, wrong, "Put it between quotes." if quote else "")


def _right(pattern: str) -> str:
    if pattern.endswith("|other)$"):
        return "A language is its code of two letters, such as fr, or `other`."
    if pattern.startswith("^#"):
        return "A colour is written as '#8C2F39': a hash and six hexadecimal digits, in quotes."
    return RIGHT_ID


def _seen(value: object) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return "a number"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    if isinstance(value, dict):
        return "a mapping"
    return repr(value)[:60]


def _said(place: Place) -> str:
    said = ""
    for part in place:
        said += f"[{part + 1}]" if isinstance(part, int) else f"{'.' if said else ''}{part}"
    return said or "the file"


def _keys_at(model: type[Authored], place: Place) -> list[str]:
    """The keys that the part of ``model`` at ``place`` knows."""
    found: Any = model
    for part in place:
        models = list(_models(found))
        fields = models[0].model_fields if models and isinstance(part, str) else {}
        if part in fields:
            found = fields[str(part)].annotation
    return [key for each in _models(found) for key in each.model_fields]


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)
