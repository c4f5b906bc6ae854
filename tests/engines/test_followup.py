"""What follows an answer: rejoinders of every kind, two turns deep, a silence, an answer."""

import pytest

from bot.engines.authored.followup import FollowUps
from bot.engines.authored.lexicon import Lexicon
from bot.engines.authored.social import SocialTurns
from bot.turn import Person
from tests.conftest import Talk
from tests.engines.talking import talk_over
from tests.packs import TinyPack


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("why", "why"),
        ("oh but why", "why"),
        ("and then", "and-then"),
        ("go on", "and-then"),
        ("tell me more", "more"),
        ("really", "really"),
        ("are you sure", "really"),
        ("i do not think so", "disagree"),
        ("that is not true", "disagree"),
        ("why do you dance", None),
        ("", None),
    ],
)
def test_a_follow_up_is_known_by_its_words(words: str, kind: str | None) -> None:
    lexicon = Lexicon.english()
    assert FollowUps(lexicon, SocialTurns(lexicon)).kind(words) == kind


@pytest.fixture
def deep_talk(pack: TinyPack) -> Talk:
    """A talk in which one answer leads two turns deep, and one ends in a question."""
    pack.replace(
        "ada/beats.yaml",
        "      why: [Brass tires like anybody else.]\n",
        "      why:\n"
        "        - text: Brass tires like anybody else.\n"
        "          rejoinders:\n"
        "            why:\n"
        "              - {text: Somebody polishes it., rejoinders: {really: [On Fridays.]}}\n"
        "      silence: [A clock would fill that.]\n"
        "      disagree: [Then open the back and look.]\n"
        "      more:\n"
        "        - text: Which hour do you like best?\n"
        "          rejoinders: {answered: [That one sticks.]}\n",
    )
    return talk_over(pack.load(), "ada")


def test_a_rejoinder_has_rejoinders_of_its_own(deep_talk: Talk) -> None:
    deep_talk.say("is it broken")
    said = [deep_talk.say(words) for words in ("why?", "why?", "really?")]
    assert [reply.line for reply in said] == [
        "the-repair.why/1",
        "the-repair.why/1.why/1",
        "the-repair.why/1.why/1.really/1",
    ]
    assert all(reply.went_on for reply in said)


def test_a_silence_after_an_answer_is_part_of_the_talk(deep_talk: Talk) -> None:
    deep_talk.say("is it broken")
    assert deep_talk.say("...").line == "the-repair.silence/1"
    assert str(deep_talk.say("...").line).startswith("social.silence/")


def test_disagreement_is_met_as_that_and_else_as_doubt(deep_talk: Talk) -> None:
    deep_talk.say("is it broken")
    assert deep_talk.say("I don't think so").line == "the-repair.disagree/1"
    assert deep_talk.say("I don't think so").line == "the-repair.really/1"


def test_a_character_hears_the_answer_to_its_own_question(deep_talk: Talk) -> None:
    deep_talk.say("is it broken")
    assert deep_talk.say("tell me more").text == "Which hour do you like best?"
    assert deep_talk.say("six, I think").text == "That one sticks."


def test_a_question_in_return_is_a_question(deep_talk: Talk) -> None:
    deep_talk.say("is it broken")
    deep_talk.say("tell me more")
    assert deep_talk.say("did it strike").beat == "the-striking"


def test_somebody_else_does_not_answer_for_whom_was_asked(deep_talk: Talk) -> None:
    deep_talk.say("is it broken")
    deep_talk.say("tell me more")
    deep_talk.say("hello", Person("person-2", "Ben"))
    reply = deep_talk.say("six, I think", Person("person-2", "Ben"))
    assert reply.text != "That one sticks."
