"""WordPiece as BERT's uncased vocabulary means it (Devlin et al. 2018, section 3.1), lower case."""

import functools
import unicodedata
from pathlib import Path

_LONGEST_WORD = 100
_MOST_PIECES = 128


class WordPiece:
    """Cuts text into the pieces of a vocabulary."""

    def __init__(self, vocabulary: dict[str, int]) -> None:
        self._vocabulary = vocabulary
        self._pieces_of = functools.lru_cache(maxsize=4096)(self._cut)

    @classmethod
    def shipped(cls) -> "WordPiece":
        """Over the public BERT vocabulary that travels with the package (30,522 pieces)."""
        path = Path(__file__).with_name("bert-vocab.txt")
        pieces = path.read_text(encoding="utf-8").split("\n")
        return cls({piece: at for at, piece in enumerate(pieces) if piece})

    def ids(self, text: str) -> list[int]:
        """The ids of ``text`` between ``[CLS]`` and ``[SEP]``, at most 128 of them."""
        pieces = [piece for word in split_words(text) for piece in self._pieces_of(word)]
        pieces = ["[CLS]", *pieces[: _MOST_PIECES - 2], "[SEP]"]
        return [self._vocabulary[piece] for piece in pieces]

    def knows(self, word: str) -> bool:
        """Whether ``word`` (lower case) is a whole piece of the vocabulary."""
        return word in self._vocabulary

    def _cut(self, word: str) -> tuple[str, ...]:
        pieces: list[str] = []
        start = 0
        while start < len(word) <= _LONGEST_WORD:
            for end in range(len(word), start, -1):
                piece = word[start:end] if start == 0 else f"##{word[start:end]}"
                if piece in self._vocabulary:
                    pieces.append(piece)
                    start = end
                    break
            else:
                return ("[UNK]",)
        return tuple(pieces) if pieces else ("[UNK]",)


def split_words(text: str) -> list[str]:
    """Words, numbers and single punctuation marks of ``text``, lower case and without accents."""
    spaced: list[str] = []
    for upper in unicodedata.normalize("NFD", text):
        char = upper.lower()  # letter by letter: of a whole word, a last sigma would change
        category = unicodedata.category(char)
        if (
            category == "Mn"
            or char in "\x00\ufffd"
            or (category[0] == "C" and char not in "\t\n\r")
        ):
            continue
        alone = _is_punctuation(char, category) or _is_ideograph(char)
        spaced.append(f" {char} " if alone else char)
    return "".join(spaced).split()


def _is_punctuation(char: str, category: str) -> bool:
    # BERT counts every ASCII character that is no letter, digit or space, such as "$" and "^".
    return category.startswith("P") or (
        char.isascii() and not char.isalnum() and not char.isspace()
    )


def _is_ideograph(char: str) -> bool:
    return (
        "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf" or "\uf900" <= char <= "\ufaff"
        or "\U00020000" <= char <= "\U0002ceaf" or "\U0002f800" <= char <= "\U0002fa1f"
    )  # fmt: skip
