"""The words the engine knows of a language: an authored file as frozen values."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.story.pattern import Pattern, compile_pattern


@dataclass(frozen=True, slots=True)
class SocialWords:
    """A social turn is made of ``words`` alone, one of ``core`` among them."""

    words: frozenset[str]
    core: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """How people write a language in a chat."""

    contractions: Mapping[str, str]
    endings: Mapping[str, str]
    is_after: frozenset[str]
    slang: Mapping[str, str]
    fillers: frozenset[str]
    follow_ups: Mapping[str, frozenset[str]]
    social: Mapping[str, SocialWords]
    patterns: Mapping[str, tuple[Pattern, ...]]
    actions: Mapping[str, tuple[Pattern, ...]]
    longest_pattern: int
    asking: frozenset[str]

    @classmethod
    def english(cls) -> "Lexicon":
        """The English that travels with the package."""
        path = Path(__file__).with_name("english.toml")
        return cls.parse(tomllib.loads(path.read_text(encoding="utf-8")))

    @classmethod
    def parse(cls, data: Mapping[str, Any]) -> "Lexicon":
        """The lexicon that the parsed file ``data`` describes."""
        patterns = data["patterns"]
        lists = {name: " ".join(text.split()) for name, text in patterns["lists"].items()}
        return cls(
            contractions=data["contractions"],
            endings=data["endings"],
            is_after=_words(data["is_after"]["words"]),
            slang=data["slang"],
            fillers=_words(data["fillers"]["words"]),
            follow_ups={kind: frozenset(forms) for kind, forms in data["follow_ups"].items()},
            social={
                kind: SocialWords(_words(each["words"]), _words(each["core"]))
                for kind, each in data["social"].items()
            },
            patterns=_patterns(patterns["kinds"], lists),
            actions=_patterns(patterns["actions"], lists),
            longest_pattern=patterns["longest"],
            asking=_words(patterns["asking"]),
        )


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
