"""The rules of voice that a machine can hold."""

import pytest

from bot.story import Story
from bot.story.check import check_pack
from bot.story.rules import Spoken, narration_runs, voice_findings, words_of
from tests.conftest import SHIPPED
from tests.packs import TinyPack, tiny_pack

NARRATION = 'The old clock struck six at last. "It runs at long last," said Bo. Ada’s hand shook.'


def findings(*lines: str, never_says: tuple[str, ...] = ()) -> list[str]:
    """What is wrong with ``lines``, each said from a place of its own."""
    spoken = [Spoken((str(at),), line) for at, line in enumerate(lines)]
    return [wrong for _, wrong, _ in voice_findings(spoken, narration_runs(NARRATION), never_says)]


def test_four_words_of_the_narration_in_a_row_are_an_echo() -> None:
    assert findings("I heard that The Old CLOCK, struck!") == [
        "This line repeats the narration: “the old clock struck”."
    ]
    assert findings("I heard the old clock strike.") == []


def test_an_echo_is_heard_through_stars_and_apostrophes() -> None:
    assert findings("*Bo Ada's hand shook.*") == [
        "This line repeats the narration: “bo ada's hand shook”."
    ]


def test_quoted_speech_may_be_repeated() -> None:
    assert findings("He told me it runs at long last.") == []


@pytest.mark.parametrize("line", ["My SOUL is here.", "Here is *soul*", "soul, then"])
def test_a_word_the_character_never_says_is_caught(line: str) -> None:
    assert findings(line, never_says=("soul",)) == ["This character never says 'soul'."]


def test_a_word_inside_another_is_not_that_word() -> None:
    assert findings("I like souls and soulful cats.", never_says=("soul",)) == []


def test_a_phrase_the_character_never_says_is_caught_whole() -> None:
    assert findings("It was like a bird.", never_says=("like a",))
    assert not findings("I like that a bird came.", never_says=("like a",))


def test_a_line_has_three_sentences_at_most() -> None:
    assert findings("One. Two. Three.") == []
    assert findings("One. Two. Three. Four.") == ["This line has 4 sentences."]


def test_a_line_has_280_characters_at_most() -> None:
    assert findings("x" * 280) == []
    assert findings("x" * 281) == ["This line has 281 characters."]


def test_no_two_lines_begin_with_the_same_four_words() -> None:
    assert len(findings("I never saw it break.", "I never SAW it. Twice")) == 1
    assert findings("I never saw it break.", "I never saw him.") == []


def test_one_line_in_three_may_end_in_a_question() -> None:
    assert findings("Why?", "No.", "Yes.") == []
    assert findings("*Who?*", "Why?”", "No.", "Yes.", "So.") == ["2 of 5 lines end in a question."]


def test_words_are_compared_without_case_and_marks() -> None:
    assert words_of("*Don’t* shout, ANNA_B!") == ("don't", "shout", "anna", "b")


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("- The cat heard one tooth missing from it.", "repeats the narration"),
        ("- Tick, tock.", "never says 'tick tock'"),
        ("- One. Two. Three. Four.", "4 sentences"),
        ("- Small things stop large animals.", "begins with"),
    ],
)
def test_a_broken_rule_is_named_where_its_line_stands(pack: TinyPack, new: str, said: str) -> None:
    line = pack.replace("ada/beats.yaml", "- Ask the wheel.", new)
    (problem,) = pack.problems()
    assert (problem.file, problem.line) == ("ada/beats.yaml", line)
    assert said in problem.wrong


def test_a_broken_rule_of_voice_does_not_keep_a_pack_from_loading(pack: TinyPack) -> None:
    pack.replace("ada/beats.yaml", "- Ask the wheel.", "- One. Two. Three. Four.")
    assert pack.load().title == "The Clock"


def test_rules_hold_for_rejoinders_social_lines_and_deflections(pack: TinyPack) -> None:
    for old in ("Count them yourself.", "Ada keeps thanks short.", "Not task again from Ada."):
        line = pack.replace("ada/beats.yaml", old, "Tick tock")
        assert any(each.line == line and "never says" in each.wrong for each in pack.problems()), (
            old
        )
        tiny_pack(pack.folder)


def test_the_shipped_pack_has_no_problem(story: Story) -> None:
    checked, tests, problems = check_pack(SHIPPED)
    assert problems == []
    assert checked is not None
    assert tests
