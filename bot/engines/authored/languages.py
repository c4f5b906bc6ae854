"""Which language a message is in, as far as its small words and its script tell."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from pathlib import Path

OTHER = "other"
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LEAST = 2
"""So many small words make a language; one is a borrowed word."""


class Languages:
    """Tells English from other languages by lists of small words."""

    def __init__(self, words: Mapping[str, frozenset[str]]) -> None:
        self._english = words["english"]
        self._foreign = {
            code: known - self._english for code, known in words.items() if code != "english"
        }

    @classmethod
    def shipped(cls) -> "Languages":
        """The lists that travel with the package."""
        path = Path(__file__).with_name("languages.toml")
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return cls({code: frozenset(words.split()) for code, words in data.items()})

    def foreign(self, typed: str) -> str | None:
        """The ISO 639-1 code of the language that ``typed`` is in, ``other`` for one that no pack
        answers in, ``None`` for English and for what cannot be told."""
        words = [word.replace("’", "'") for word in _WORD.findall(typed.casefold())]
        letters = [char for word in words for char in word]
        # One letter of another script is a face (¯\\_(ツ)_/¯), and no word.
        if len(set(letters)) > 1 and 2 * sum(map(_is_latin, letters)) < len(letters):
            return OTHER
        counts = {code: len(known.intersection(words)) for code, known in self._foreign.items()}
        best = max(counts, key=lambda code: counts[code])
        english = sum(word in self._english for word in words)
        return best if counts[best] >= _LEAST and counts[best] > english else None


def _is_latin(char: str) -> bool:
    return "LATIN" in unicodedata.name(char, "")
