"""What a person typed, in the words the engine compares: slang and contractions written out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Literal

from bot.engines.authored.lexicon import Lexicon
from bot.text import sentences

_ASIDE = re.compile(r"\(\(.*\)\)", re.DOTALL)
SHORTEST_CLAUSE = 3
"""Words of a stretch that may say by itself what a message means."""
LEADS_IN = 3
"""So many words may stand before a question word: "ok but why", "quick how did it go"."""
ACTION = re.compile(r"\*[^*]+\*|\b_[^_]+_\b")
_NOT_A_WORD = re.compile(r"[^\w\s']|_")
_DETERMINERS = frozenset({"a", "the", "your", "her", "his", "my", "this", "that", "of", "as"})
_MARK = re.compile(r"[.,;:!?…—–*()\n]+|\s-+\s")
_STRETCHED = re.compile(r"(\w)\1{2,}")


Form = Literal["question", "action", "remark"]


@dataclass(frozen=True, slots=True)
class Heard:
    """A turn as the engine hears it. ``words`` is normalised, one space between words;
    ``typed`` is as it was written. ``form`` is what it looks like: something asked, something done
    *like this*, or something stated. ``is_aside`` is an aside ((like this)), ``is_action`` an
    action and nothing else. ``sentences`` are all of them, and ``clauses`` the stretches between
    marks and fillers that may say it all ("how old are you, quick"), each normalised."""

    words: str
    typed: str = ""
    form: Form = "remark"
    is_aside: bool = False
    is_action: bool = False
    clauses: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()


class Normaliser:
    """Mends what was typed by a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        # What people said before is normalised again with every turn.
        self.normalise = lru_cache(maxsize=4096)(self._normalised)

    def hear(self, typed: str) -> Heard:
        """What was typed, normalised, and the manner it was typed in."""
        stripped = typed.strip()
        is_aside = bool(_ASIDE.fullmatch(stripped)) or stripped.casefold().startswith("ooc")
        is_action = bool(ACTION.search(stripped)) and not ACTION.sub("", stripped).split()
        spoken = sentences(stripped)
        words = self.normalise(stripped)
        said = tuple(self.normalise(each) for each in spoken)
        form = self._form(stripped, [self.normalise(each) for each in _MARK.split(stripped)])
        clauses = tuple(dict.fromkeys(self._clauses(stripped, words)))
        return Heard(words, stripped, form, is_aside, is_action, clauses, said)

    def _clauses(self, typed: str, words: str) -> Iterator[str]:
        for stretch in _MARK.split(typed):
            parts = self.normalise(stretch).split()
            for is_filler, clause in groupby(parts, self._lexicon.asides.__contains__):
                said = " ".join(clause)
                if not is_filler and said != words and said.count(" ") >= SHORTEST_CLAUSE - 1:
                    yield said

    def _form(self, typed: str, stretches: Sequence[str]) -> Form:
        if ACTION.search(typed):
            return "action"
        return "question" if "?" in typed or any(map(self._asks, stretches)) else "remark"

    def _asks(self, stretch: str) -> bool:
        """Whether a stretch asks without its mark: "so what did he say", "tell me about it"."""
        words = stretch.split()
        opening = set(words[:LEADS_IN])
        return bool(
            (words[:1] and words[0] in self._lexicon.asking)
            or opening & self._lexicon.question_words
            or stretch.startswith("tell me")
        )  # fmt: skip

    def _normalised(self, typed: str) -> str:
        """``typed`` in lower case without punctuation, contractions and slang written out."""
        text = typed.casefold().replace("’", "'").replace("‘", "'")
        text = _STRETCHED.sub(r"\1\1", _NOT_A_WORD.sub(" ", text))
        return " ".join(word for each in text.split() for word in self._mended(each).split())

    def _mended(self, word: str) -> str:
        bare = word.strip("'")
        if mended := self._lexicon.contractions.get(bare) or self._lexicon.slang.get(bare):
            return mended
        for ending, instead in self._lexicon.endings.items():
            if bare.endswith(ending) and len(bare) > len(ending):
                return bare.removesuffix(ending) + instead
        if bare.endswith("'s") and bare[:-2] in self._lexicon.is_after:
            return bare[:-2] + " is"
        return bare.replace("'", "")


def without_names(words: str, names: Sequence[str]) -> str:
    """``words`` without any of ``names`` as an address, at its beginning or end."""
    for name in sorted(names, key=len, reverse=True):
        if words == name:
            return ""
        words = words.removeprefix(f"{name} ")
        before = words.removesuffix(f" {name}")
        # "why are you a director" speaks of one and does not address him.
        if before != words and before.split()[-1] not in _DETERMINERS and name[:4] != "the ":
            words = before
    return words
