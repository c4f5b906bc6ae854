"""Our WordPiece is the one of the ``tokenizers`` library, which serves here as the reference."""

import functools
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tokenizers import Tokenizer
from tokenizers.models import WordPiece as ReferenceModel
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

import bot.engines.likeness
from bot.engines.authored.lexicon import Lexicon
from bot.engines.authored.matcher import triggers_of
from bot.engines.likeness.wordpiece import WordPiece
from bot.story import Story

VOCABULARY = Path(bot.engines.likeness.__file__).with_name("bert-vocab.txt")
LINES = [
    "Why do you dance?",
    "WHY DO YOU DANCE",
    "it's $5.00, isn't it?!",
    "naïve café — ÜBER “quotes” ‘so’…",
    "a\tb\nc\r\nd",
    "İstanbul straße ﬁn",
    "Привет, мир! Γεια Κόσμε \u039f\u0394\u039f\u03a3",
    "你好。世界 日本語のテキスト 한국어",
    "emoji 😀👩‍👧 and ♥",
    "مرحبا بالعالم שלום",
    "x" * 100,
    "x" * 101,
    "pneumonoultramicroscopicsilicovolcanoconiosis",
    "[CLS] [MASK] <s> ##ing",
    "zero\u200bwidth non\u00a0breaking \u2028line",
    "^_`{|}~ 3^2 @you #tag 50%",
    "",
    " ",
]
# Letters that the reference, whose Unicode is older, knows as well.
LETTERS = st.characters(
    categories=["Lu", "Ll", "Nd", "Po", "Pd", "Ps", "Pe", "Sm", "Sc", "Zs", "Cc", "Mn"],
    max_codepoint=0x17F,
) | st.sampled_from("αβγАБВ你好ねこ…—“”’\u0301\u0308\u200b\u00ad€")


@pytest.fixture(scope="module")
def reference() -> Tokenizer:
    return _reference()


@functools.cache
def _reference() -> Tokenizer:
    pieces = VOCABULARY.read_text(encoding="utf-8").split("\n")
    vocabulary = {piece: at for at, piece in enumerate(pieces) if piece}
    made = Tokenizer(ReferenceModel(vocabulary, unk_token="[UNK]", max_input_chars_per_word=100))
    made.normalizer = BertNormalizer(lowercase=True)
    made.pre_tokenizer = BertPreTokenizer()
    return made


@pytest.fixture(scope="module")
def pieces() -> WordPiece:
    return _pieces()


@functools.cache
def _pieces() -> WordPiece:
    return WordPiece.shipped()


def inner(pieces: WordPiece, text: str) -> list[int]:
    """The ids of ``text`` without those of its beginning and end."""
    ids = pieces.ids(text)
    assert (ids[0], ids[-1]) == (101, 102)
    return ids[1:-1]


@pytest.mark.parametrize("line", LINES)
def test_a_line_is_cut_as_the_reference_cuts_it(
    pieces: WordPiece, reference: Tokenizer, line: str
) -> None:
    assert inner(pieces, line) == reference.encode(line).ids[:126]


def test_every_trigger_of_the_story_is_cut_as_the_reference_cuts_it(
    pieces: WordPiece, reference: Tokenizer, story: Story
) -> None:
    triggers, _ = triggers_of(story.characters, Lexicon.english().examples)
    assert len(triggers) > 1000
    cut = reference.encode_batch(triggers)
    assert [inner(pieces, trigger) for trigger in triggers] == [each.ids for each in cut]


@given(st.text(LETTERS, max_size=60))
@example("Σ")
def test_any_text_is_cut_as_the_reference_cuts_it(text: str) -> None:
    assert inner(_pieces(), text) == _reference().encode(text).ids[:126]


@given(st.text())
def test_any_text_at_all_is_cut_without_an_error(text: str) -> None:
    ids = _pieces().ids(text)
    assert 2 <= len(ids) <= 128


def test_a_long_text_is_cut_to_128_pieces(pieces: WordPiece) -> None:
    assert len(pieces.ids("dance " * 500)) == 128


def test_whole_words_are_known_and_noise_is_not(pieces: WordPiece) -> None:
    assert pieces.knows("dance")
    assert not pieces.knows("asdfghjkl")
