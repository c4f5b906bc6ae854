"""What was truly said here before, and only to whom and when the character was there for it."""

import pytest

from bot.conversation.context import build_context
from bot.turn import Person, Turn
from tests.conftest import ADA, NOON, Talk, TalkWith

BEN = Person("person-2", "Ben")
CHLOE = Person("person-3", "Chloé")


@pytest.mark.parametrize("character", ["camilla", "director"])
@pytest.mark.parametrize(
    "words",
    ["What did I just ask you?", "what was my last question?", "do you know what I just asked"],
)
def test_a_character_knows_what_it_was_just_asked(
    talk_with: TalkWith, character: str, words: str
) -> None:
    talk = talk_with(character)
    talk.say("Does the floor ever answer?")
    reply = talk.say(words)
    assert reply.stands_on == "played"
    assert "Does the floor ever answer?" in reply.text


def test_a_silence_is_not_taken_for_what_was_asked(talk_with: TalkWith) -> None:
    talk = talk_with("camilla")
    for words in ("really?", "..."):
        talk.say(words)
    assert "really?" in talk.say("What did I just ask you?").text


@pytest.mark.parametrize("words", ["What did I just ask you?", "do you remember me?"])
def test_to_somebody_new_a_character_claims_no_memory(talk_with: TalkWith, words: str) -> None:
    talk = talk_with("camilla")
    talk.say("Why do you dance?", BEN)
    reply = talk.say(words, ADA)
    assert str(reply.line).startswith("recall.stranger/")
    assert "dance?" not in reply.text


def test_somebody_is_remembered_by_what_they_said_first(talk_with: TalkWith) -> None:
    talk = talk_with("camilla")
    talk.say("Is the moon heavy?")
    talk.say("Hello.")
    reply = talk.say("Do you remember me?")
    assert str(reply.line).startswith("recall.remember/")
    assert reply.stands_on == "played"


def test_what_somebody_told_is_found_by_what_it_was_about(talk_with: TalkWith) -> None:
    talk = talk_with("camilla")
    talk.say("I have my exam on Saturday and I don't want to go")
    talk.say("Do your feet hurt?")
    reply = talk.say("What did I say was on Saturday?")
    assert str(reply.line).startswith("recall.told/")
    assert "I have my exam on Saturday" in reply.text


def test_what_was_never_told_is_not_made_up(talk_with: TalkWith) -> None:
    talk = talk_with("director")
    talk.say("Do you miss her?")
    assert str(talk.say("What did I say about my brother?").line).startswith("recall.not-told/")


def test_a_character_names_whom_it_talked_to(talk_with: TalkWith) -> None:
    talk = talk_with("director")
    assert str(talk.say("Who else have you talked to?").line).startswith("recall.nobody/")
    talk.say("Do you miss her?", BEN)
    talk.say("Why the face?", CHLOE)
    reply = talk.say("Who else have you talked to?")
    assert "Ben" in reply.text
    assert "Chloé" in reply.text


def test_a_character_tells_what_another_asked(talk_with: TalkWith) -> None:
    talk = talk_with("camilla")
    for words in ("Is he still waiting?", "why?", "..."):
        talk.say(words, BEN)
    reply = talk.say("What did Ben ask you?")
    assert "Is he still waiting?" in reply.text
    assert reply.stands_on == "played"


def test_of_two_people_with_one_name_the_other_is_meant(talk_with: TalkWith) -> None:
    talk = talk_with("camilla")
    talk.say("Is he still waiting?", BEN)
    namesake = Person("person-4", "Ben")
    talk.say("Do your feet hurt?", namesake)
    assert "Is he still waiting?" in talk.say("What did Ben ask you?", namesake).text


def test_what_was_said_to_another_character_is_not_known(talk_with: TalkWith) -> None:
    told = talk_with("director")
    told.say("My exam is on Saturday.", BEN)
    camilla = talk_with("camilla")
    camilla.heard = told.heard
    turn = Turn("t", ADA, "camilla", "Who else have you talked to?", NOON, "channel")
    context = build_context(camilla.story, turn, told.heard, 1)
    reply = camilla.engine.answer(context)
    assert str(reply.line).startswith("recall.nobody/")


def test_what_was_played_later_is_not_remembered_at_an_earlier_scene(talk_with: TalkWith) -> None:
    talk = talk_with("camilla")
    talk.say("My exam is on Saturday.")
    talk.scene = talk.story.scenes[0].id
    assert str(talk.say("What did I say was on Saturday?").line).startswith("recall.stranger/")


def test_quoted_words_come_out_as_plain_text(talk_with: TalkWith) -> None:
    talk = talk_with("camilla")
    talk.say("Is **this** {{ 7*7 }} safe?")
    reply = talk.say("What did I just ask you?")
    assert r"\*\*this\*\*" in reply.text
    assert "49" not in reply.text


def test_a_pack_without_such_lines_claims_nothing(clock_talk: Talk) -> None:
    clock_talk.say("is it broken")
    assert clock_talk.say("What did I just ask you?").stands_on == "deflection"
