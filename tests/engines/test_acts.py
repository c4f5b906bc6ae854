"""What is done or stated, hedges, and what is clipped: heard for what it was."""

import pytest

from tests.conftest import Talk, TalkWith
from tests.engines.talking import talk_over
from tests.packs import TinyPack

MORE = """
acts:
  gift: {says: ["I will keep {{ thing }} by the clock."]}
  gesture: {says: [That was quick.]}
  remark: {says: [So it has been said.]}
hedges:
  clock: [Of clocks I only know the inside.]
"""


@pytest.fixture
def formal_talk(pack: TinyPack) -> Talk:
    """A talk with somebody who hears gifts, gestures and remarks."""
    pack.write("ada/beats.yaml", pack.text("ada/beats.yaml") + MORE)
    return talk_over(pack.load(), "ada")


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("*hands you my old lantern*", "I will keep your old lantern by the clock."),
        ("*walks twice around the table*", "That was quick."),
        ("my boat sank yesterday evening", "So it has been said."),
    ],
)
def test_what_no_beat_answers_is_answered_by_its_form(
    formal_talk: Talk, typed: str, text: str
) -> None:
    assert formal_talk.say(typed).text.startswith(text)


def test_a_question_is_no_remark(formal_talk: Talk) -> None:
    assert str(formal_talk.say("Where do boats sleep?").line).startswith("deflection.")


def test_a_few_words_that_mean_nothing_alone_go_on_from_what_was_said(formal_talk: Talk) -> None:
    formal_talk.say("is it broken")
    reply = formal_talk.say("in what way")
    assert (reply.beat, reply.went_on) == ("the-repair", True)


@pytest.mark.parametrize("character", ["camilla", "director"])
@pytest.mark.parametrize(
    ("typed", "section"),
    [
        ("*hands you a small brass compass*", "act.gift"),
    ],
)
def test_the_shipped_cast_hears_what_is_done(
    talk_with: TalkWith, character: str, typed: str, section: str
) -> None:
    assert str(talk_with(character).say(typed).line).startswith(section)


def test_a_gift_is_called_by_its_name(talk_with: TalkWith) -> None:
    texts = set()
    for character in ("camilla", "director"):
        talk = talk_with(character)
        texts |= {talk.say("*hands you a small brass compass*").text for _ in range(6)}
    assert any("a small brass compass" in text for text in texts)
