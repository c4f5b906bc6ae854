"""Whom a person speaks to, and what may be asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.address import LONGEST_QUESTION, addressed, asked
from bot.errors import NothingAsked, Refusal, TooLong, UnknownCharacter
from bot.story import Story


@pytest.mark.parametrize(
    ("text", "character", "question"),
    [
        ("camilla why do you dance", "camilla", "why do you dance"),
        ("Camilla, why do you dance?", "camilla", "why do you dance?"),
        ("CAMILLA: why do you dance?", "camilla", "why do you dance?"),
        ("camilla,why", "camilla", "why"),
        ("camilla , why", "camilla", "why"),
        ("camilla! why", "camilla", "why"),
        ("Camilla Roche why do you dance", "camilla", "why do you dance"),
        ("Camilla  Roche,  why", "camilla", "why"),
        ("ms Roche are you tired", "camilla", "are you tired"),
        ("the director what did you say", "director", "what did you say"),
        ("The Director, what, exactly, did you say?", "director", "what, exactly, did you say?"),
        ("camilla do you dance, or sing, or both", "camilla", "do you dance, or sing, or both"),
        ("  camilla  two  spaces  ", "camilla", "two  spaces"),
        ("camilla two\nlines", "camilla", "two\nlines"),
        ("camilla", "camilla", ""),
        ("Camilla?", "camilla", ""),
        ("Camilla Roche,", "camilla", ""),
        ("camilla the director is rude", "camilla", "the director is rude"),
    ],
)
def test_one_field_may_hold_a_name_and_a_question(
    story: Story, text: str, character: str, question: str
) -> None:
    found, rest = addressed(story, text)
    assert (found.persona.id, rest) == (character, question)


def test_the_longest_name_that_fits_is_the_one_that_is_meant(story: Story) -> None:
    assert addressed(story, "camilla roche roche")[1] == "roche"


def test_a_question_to_nobody_known_is_answered_with_the_nearest_name(story: Story) -> None:
    with pytest.raises(UnknownCharacter, match=r"“camila” .* Did you mean Camilla Roche"):
        addressed(story, "camila, why do you dance")


@pytest.mark.parametrize("text", ["", "  ", ",", "?!", "\n"])
def test_no_name_at_all_is_answered_with_the_cast(story: Story, text: str) -> None:
    with pytest.raises(UnknownCharacter, match="The cast: Camilla Roche"):
        addressed(story, text)


@given(st.text())
def test_any_text_has_a_character_or_a_refusal(story: Story, text: str) -> None:
    try:
        found, rest = addressed(story, text)
    except Refusal as refusal:
        assert str(refusal)  # noqa: PT017 - either may come
    else:
        assert found.persona.id in story.characters
        assert rest in text


def test_a_question_is_taken_without_the_space_around_it() -> None:
    assert asked("  why?\n") == "why?"


@pytest.mark.parametrize("words", ["", "   ", "\n", "\u200b", "\u202e \u2066", "\x00"])
def test_a_question_of_nothing_that_can_be_seen_is_refused(words: str) -> None:
    with pytest.raises(NothingAsked):
        asked(words)


def test_a_question_of_the_most_characters_is_taken_and_one_more_is_refused() -> None:
    assert asked("x" * LONGEST_QUESTION)
    with pytest.raises(TooLong, match="1,001 characters long, and 1,000 is the most"):
        asked("x" * (LONGEST_QUESTION + 1))


def test_space_around_a_question_does_not_make_it_too_long() -> None:
    assert len(asked("x" * LONGEST_QUESTION + "   ")) == LONGEST_QUESTION
