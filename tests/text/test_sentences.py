"""Cutting long text: at sentences, else between words, never losing any."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text import escaped, plain, sentences, split_at_sentences

PROSE = st.lists(
    st.sampled_from(["One", "two", "three.", "Four?", "five!”", "…", "\n", "\\*", "a" * 30, "é"]),
    max_size=40,
).map(" ".join)


@given(st.text() | PROSE, st.integers(2, 80))
def test_no_character_but_white_space_is_lost_or_moved(text: str, limit: int) -> None:
    parts = split_at_sentences(text, limit)
    assert "".join("".join(parts).split()) == "".join(text.split())


@given(st.text() | PROSE, st.integers(1, 80))
def test_every_part_has_something_in_it_and_is_within_the_limit(text: str, limit: int) -> None:
    assert all(0 < len(part) <= limit for part in split_at_sentences(text, limit))


@given(PROSE, st.integers(30, 80))
def test_words_that_fit_are_never_cut(text: str, limit: int) -> None:
    parts = split_at_sentences(text, limit)
    assert [word for part in parts for word in part.split()] == text.split()


@given(st.text(st.sampled_from("*_\\ab"), max_size=60), st.integers(2, 20))
def test_no_part_ends_between_a_backslash_and_what_it_escapes(text: str, limit: int) -> None:
    parts = split_at_sentences(escaped(text), limit)
    assert "".join(plain(part) for part in parts) == text


def test_a_text_that_fits_stays_whole() -> None:
    assert split_at_sentences("One. Two.", 9) == ("One. Two.",)


def test_the_cut_is_after_the_last_sentence_that_fits() -> None:
    assert split_at_sentences("One. Two. Three.", 12) == ("One. Two.", "Three.")


def test_without_a_sentence_the_cut_is_between_words() -> None:
    assert split_at_sentences("one two three", 8) == ("one two", "three")


def test_a_line_break_is_between_words_too() -> None:
    assert split_at_sentences("aaa\nbbb", 5) == ("aaa", "bbb")


def test_nothing_gives_no_part() -> None:
    assert split_at_sentences(" \n ", 10) == ()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two? Three!", 3),
        ("“You were magnificent.” He said no more.", 2),
        ("*She nods.* Yes.", 2),
        ("no end", 1),
        ("Wait… what", 2),
        ("", 0),
        ("3.5 metres.", 1),
    ],
)
def test_sentences_are_counted_as_a_reader_counts_them(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@given(st.text())
def test_sentences_together_are_the_text(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())
