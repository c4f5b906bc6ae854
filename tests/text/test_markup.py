"""Escaping: what people wrote shows as the plain text it is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text import cleaned, escaped, named, one_line, plain

DANGEROUS = st.text(st.sampled_from("\\*_~`|<>@[]():/-+#. \n\tab1é…\u202e\u200b"), max_size=40)


@given(st.text() | DANGEROUS)
def test_what_is_escaped_reads_as_what_was_written(text: str) -> None:
    assert plain(escaped(text)) == cleaned(text)


@given(st.text() | DANGEROUS)
def test_nothing_escaped_is_left_as_markup(text: str) -> None:
    without_escapes = re.sub(r"\\[^\w\s]|\\_", "x", escaped(text))
    assert not re.search(r"[\\*_~`|<>@\[\]]|^\s*[-+#]|://", without_escapes, re.MULTILINE)


@given(st.text() | DANGEROUS)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert cleaned(cleaned(text)) == cleaned(text)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("snake_case_name", r"snake\_case\_name"),
        ("@everyone", r"\@everyone"),
        ("<@1234> <#5> <:smile:6>", r"\<\@1234\> \<#5\> \<:smile:6\>"),
        ("[here](https://example.org)", r"\[here\](https\://example.org)"),
        ("# a heading", r"\# a heading"),
        ("  - a list", r"  \- a list"),
        ("one\n\n- two", "one\n\n\\- two"),
        ("||spoiler|| `code` ~~gone~~", r"\|\|spoiler\|\| \`code\` \~\~gone\~\~"),
        ("well-known #1", "well-known #1"),
    ],
)
def test_discord_shows_what_was_written(written: str, shown: str) -> None:
    assert escaped(written) == shown


def test_marks_that_turn_the_direction_of_writing_are_taken_out() -> None:
    assert escaped("a\u202eb\u2066c\u2069") == "abc"


def test_joiners_stay_because_scripts_and_emoji_need_them() -> None:
    persian, family = "\u0646\u0645\u06cc\u200c\u062e\u0648\u0627", "👩\u200d👧"
    assert cleaned(f"{persian} {family}") == f"{persian} {family}"


def test_gestures_keep_their_stars_when_read_without_discord() -> None:
    assert plain(r"*She nods.* Yes, snake\_case, 2 \* 3.") == "*She nods.* Yes, snake_case, 2 * 3."


@given(st.text(), st.integers(1, 60))
def test_one_line_is_one_line_and_within_its_limit(text: str, limit: int) -> None:
    line = one_line(text, limit)
    assert len(line) <= limit
    assert len(line.splitlines()) <= 1


def test_one_line_marks_what_it_left_out() -> None:
    assert one_line("one two three", 8) == "one two…"
    assert one_line("one  \n two", 20) == "one two"


def test_a_numbered_list_shows_as_it_was_typed() -> None:
    assert escaped("1. a\n2) b\n3.5 c") == "1\\. a\n2\\) b\n3.5 c"
    assert plain(escaped("1. a\n2) b")) == "1. a\n2) b"


@pytest.mark.parametrize("name", ["", "\u200b", "\u3164", "\u2800 ", "\u00ad", "\U000e0041"])
def test_a_name_of_which_nothing_can_be_seen_is_somebody(name: str) -> None:
    assert named(name) == "somebody"
