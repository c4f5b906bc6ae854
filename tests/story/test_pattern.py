"""The pattern language of core facts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.story.pattern import PatternError, compile_pattern


@pytest.mark.parametrize(
    ("pattern", "words", "matches"),
    [
        ("what did (he|the director) say", "what did he say", True),
        ("what did (he|the director) say", "what did the director say", True),
        ("what did (he|the director) say", "what did she say", False),
        ("what [exactly] did he say *", "what did he say", True),
        ("what [exactly] did he say *", "what exactly did he say to you then", True),
        ("* who [really] ended (it|[all] this)", "so who ended all this", True),
        ("* who [really] ended (it|[all] this)", "who ended this", True),
        ("* who [really] ended (it|[all] this)", "who ended", False),
        ("why", "whys", False),
        ("why", "", False),
    ],
)
def test_a_pattern_means_whole_questions(pattern: str, words: str, matches: bool) -> None:
    assert compile_pattern(pattern).matches(words) is matches


@pytest.mark.parametrize("pattern", ["(a", "a)", "[a", "a | b", "* *", "", "(a]"])
def test_a_pattern_that_is_not_well_formed_is_refused(pattern: str) -> None:
    with pytest.raises(PatternError):
        compile_pattern(pattern)


@given(st.lists(st.sampled_from("ab"), max_size=8))
def test_any_words_may_stand_where_the_star_is(words: list[str]) -> None:
    question = " ".join(words)
    expected = "a" in words and "b" in words[words.index("a") + 1 :]
    assert compile_pattern("* a * b *").matches(question) is expected


def test_many_stars_and_a_long_question_take_no_time_to_speak_of() -> None:
    pattern = compile_pattern("* a * a * a * a * a * a * a * a * b")
    assert not pattern.matches("a " * 500)
