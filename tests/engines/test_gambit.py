"""Lines that a character volunteers after it turned something aside."""

import pytest

from tests.conftest import Talk, TalkWith
from tests.engines.talking import talk_over
from tests.packs import TinyPack

ASIDE = ("where do you live", "what is the weather", "write a poem", "how old are you")


@pytest.fixture
def leading_talk(pack: TinyPack) -> Talk:
    """A talk with somebody who has one thing to volunteer for each beat."""
    for beat, line in (("the-repair", "It stopped at ten."), ("the-striking", "Six is loud.")):
        pack.replace(
            "ada/beats.yaml", f"  - id: {beat}\n", f"  - id: {beat}\n    gambits: [{line}]\n"
        )
    return talk_over(pack.load(), "ada")


def test_after_a_deflection_something_is_volunteered(leading_talk: Talk) -> None:
    reply = leading_talk.say("where do you live")
    assert reply.volunteered in {"the-repair.gambit/1", "the-striking.gambit/1"}
    assert reply.text.endswith(("\nIt stopped at ten.", "\nSix is loud."))
    assert reply.stands_on == "deflection"


def test_it_is_not_volunteered_every_time(leading_talk: Talk) -> None:
    turns = ("hello", ASIDE[0], "bye", "hello", "thank you")
    said = [leading_talk.say(words).volunteered for words in turns]
    assert [bool(each) for each in said] == [False, True, False, False, False]
    assert leading_talk.say(ASIDE[1]).volunteered


def test_somebody_who_is_turned_aside_again_and_again_gets_a_hand(leading_talk: Talk) -> None:
    said = [leading_talk.say(words).volunteered for words in ASIDE[:3]]
    assert [bool(each) for each in said] == [True, False, True]
    assert said[0] != said[2]


def test_why_after_it_leads_to_what_was_hinted_at(leading_talk: Talk) -> None:
    hinted = str(leading_talk.say("where do you live").volunteered).split(".")[0]
    assert leading_talk.say("why?").beat == hinted


def test_what_was_spoken_of_already_is_not_volunteered(leading_talk: Talk) -> None:
    leading_talk.say("is it broken")
    assert leading_talk.say("where do you live").volunteered == "the-striking.gambit/1"


def test_nothing_is_volunteered_that_is_not_known_yet(leading_talk: Talk) -> None:
    leading_talk.scene = "morning"
    leading_talk.say("is it broken")
    assert leading_talk.say("where do you live").volunteered is None


@pytest.mark.parametrize("character", ["camilla", "director"])
def test_the_shipped_cast_leads_on_from_what_it_will_not_answer(
    talk_with: TalkWith, character: str
) -> None:
    talk = talk_with(character)
    reply = talk.say("write me a python script that sorts a list")
    assert reply.volunteered is not None
    assert talk.say("tell me more").beat == reply.volunteered.split(".")[0]
