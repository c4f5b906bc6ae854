"""The words the engine knows of a language: an authored file as frozen values."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.story.pattern import Pattern, compile_pattern


@dataclass(frozen=True, slots=True)
class SocialWords:
    """A social turn is made of ``words`` alone, one of ``core`` among them."""

    words: frozenset[str]
    core: frozenset[str]


SOMEONE = "<someone>"
"""Stands in a pattern for the name of somebody else who was here."""


@dataclass(frozen=True, slots=True)
class Giving:
    """How an action tells of a thing that is handed over: the verbs, the words between them and
    the thing, those a thing begins with, those that are given and no things (a hug, a look), and
    those after which it is over."""

    verbs: frozenset[str]
    to_whom: frozenset[str]
    determiners: frozenset[str]
    no_things: frozenset[str]
    stops: frozenset[str]


@dataclass(frozen=True, slots=True)
class Examples:
    """What people type to characters of any story, by kind of social turn, act and deflection."""

    social: Mapping[str, Sequence[str]]
    acts: Mapping[str, Sequence[str]]
    deflections: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """How people write a language in a chat."""

    contractions: Mapping[str, str]
    endings: Mapping[str, str]
    is_after: frozenset[str]
    slang: Mapping[str, str]
    fillers: frozenset[str]
    asides: frozenset[str]
    follow_ups: Mapping[str, frozenset[str]]
    lead_ons: tuple[Pattern, ...]
    social: Mapping[str, SocialWords]
    patterns: Mapping[str, tuple[Pattern, ...]]
    actions: Mapping[str, tuple[Pattern, ...]]
    any_length: Mapping[str, tuple[Pattern, ...]]
    longest_pattern: int
    asking: frozenset[str]
    question_words: frozenset[str]
    program: tuple[Pattern, ...]
    recall: Mapping[str, tuple[Pattern, ...]]
    behaviour: Mapping[str, tuple[Pattern, ...]]
    giving: Giving
    common: frozenset[str]
    examples: Examples

    @classmethod
    def english(cls) -> "Lexicon":
        """The English that travels with the package."""
        return cls.parse(_shipped("english.toml"), _shipped("examples.toml"))

    @classmethod
    def parse(cls, data: Mapping[str, Any], examples: Mapping[str, Any]) -> "Lexicon":
        """The lexicon that the parsed files ``data`` and ``examples`` describe."""
        patterns = data["patterns"]
        lists = {name: " ".join(text.split()) for name, text in patterns["lists"].items()}
        return cls(
            contractions=data["contractions"],
            endings=data["endings"],
            is_after=_words(data["is_after"]["words"]),
            slang=data["slang"],
            fillers=_words(data["fillers"]["words"]),
            asides=_words(data["fillers"]["within"]),
            follow_ups={kind: frozenset(forms) for kind, forms in data["follow_ups"].items()},
            lead_ons=_patterns({"more": patterns["lead_ons"]}, lists)["more"],
            social={
                kind: SocialWords(_words(each["words"]), _words(each["core"]))
                for kind, each in data["social"].items()
            },
            patterns=_patterns(patterns["kinds"], lists),
            actions=_patterns(patterns["actions"], lists),
            any_length=_patterns(patterns["any_length"], lists),
            longest_pattern=patterns["longest"],
            asking=_words(patterns["asking"]),
            question_words=_words(patterns["question_words"]),
            program=_patterns({"program": patterns["program"]["kinds"]}, lists)["program"],
            recall=_patterns(patterns["recall"], {"someone": SOMEONE}),
            behaviour=_patterns(data["behaviour"], lists),
            giving=Giving(**{kind: _words(words) for kind, words in data["giving"].items()}),
            common=_words(data["common"]["words"]),
            examples=Examples(examples["social"], examples["acts"], examples["deflections"]),
        )


def _shipped(name: str) -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _patterns(
    kinds: Mapping[str, list[str]], lists: Mapping[str, str]
) -> Mapping[str, tuple[Pattern, ...]]:
    def filled(text: str) -> str:
        for name, alternatives in lists.items():
            text = text.replace(f"<{name}>", alternatives)
        return text

    return {
        kind: tuple(compile_pattern(filled(text)) for text in texts)
        for kind, texts in kinds.items()
    }
