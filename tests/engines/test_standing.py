"""How a person stands with a character, and how it shows."""

import pytest

from bot.engines.authored.behaviour import Behaviours
from bot.engines.authored.lexicon import Lexicon
from bot.engines.authored.normalise import Normaliser
from bot.turn import Person
from tests.conftest import Talk, TalkWith
from tests.engines.talking import talk_over
from tests.packs import TinyPack

BEN = Person("person-2", "Ben")
MOODS = "moods: {rests: calm, moves: {praise: warm, insult: cold, again: tired, patience: open}}\n"


@pytest.fixture
def moody_talk(pack: TinyPack) -> Talk:
    """A talk with somebody whose answers differ with mood and trust."""
    pack.replace("ada/persona.yaml", "traits:", f"{MOODS}traits:")
    pack.replace("ada/beats.yaml", "    asked: what happened at six\n",
                 "    asked: what happened at six\n    mood: shaken\n")  # fmt: skip
    pack.replace(
        "ada/beats.yaml",
        "      - It rang, and the cups rang with it.\n",
        "      - It rang, and the cups rang with it.\n"
        "      - {text: Loud enough., moods: [cold]}\n"
        "      - {text: I counted them on your hand., moods: [warm, open]}\n"
        "      - {text: Nobody else was told of the seventh., trust: 2}\n",
    )
    return talk_over(pack.load(), "ada")


def test_what_people_do_is_told_from_what_they_ask() -> None:
    lexicon = Lexicon.english()
    behaviours = Behaviours(lexicon, Normaliser(lexicon))
    turns = ["You were amazing", "thanks!", "you suck", "*hugs you*", "marry me", "is it broken",
             "is it broken", "why?", "why?"]  # fmt: skip
    assert behaviours.of(turns, ["ada"]) == [
        "praise", "thanks", "insult", "comfort", "flirt", None, "again", None, None
    ]  # fmt: skip


def test_a_mood_shows_in_the_line_that_is_chosen(moody_talk: Talk) -> None:
    moody_talk.say("you suck")
    reply = moody_talk.say("did it strike")
    assert (reply.mood, reply.text) == ("cold", "Loud enough.")


def test_praise_warms_and_a_mood_passes(moody_talk: Talk) -> None:
    moody_talk.say("you are amazing")
    assert moody_talk.say("is it broken").mood == "warm"
    moods = [moody_talk.say(words).mood for words in ("hello", "where do you live", "bye bye")]
    assert moods == ["warm", "warm", "calm"]


def test_a_subject_leaves_a_mood_behind(moody_talk: Talk) -> None:
    moody_talk.say("did it strike")
    assert moody_talk.say("is it broken").mood == "shaken"


def test_asking_the_same_again_tires(moody_talk: Talk) -> None:
    moody_talk.say("what is broken here")
    assert moody_talk.say("what is broken here").mood == "tired"


def test_patience_opens(moody_talk: Talk) -> None:
    for at in range(6):
        moody_talk.say(f"is it broken {'very ' * at}much")
    assert moody_talk.say("hello").mood == "open"


def test_a_mood_belongs_to_one_person(moody_talk: Talk) -> None:
    moody_talk.say("you suck", BEN)
    assert moody_talk.say("is it broken").mood == "calm"


def test_what_takes_trust_is_said_to_somebody_kind(moody_talk: Talk) -> None:
    said = {moody_talk.say("did it strike").text for _ in range(4)}
    assert "Nobody else was told of the seventh." not in said
    moody_talk.heard = ()
    for words in ("you are amazing", "thank you", "you were wonderful"):
        moody_talk.say(words)
    assert moody_talk.say("did it strike").text == "Nobody else was told of the seventh."


def test_cruelty_costs_the_trust_that_kindness_won(moody_talk: Talk) -> None:
    for words in ("you are amazing", "thank you", "you suck", "shut up"):
        moody_talk.say(words)
    assert moody_talk.say("did it strike").text != "Nobody else was told of the seventh."


@pytest.mark.parametrize("character", ["camilla", "director"])
def test_cruelty_and_praise_are_felt_in_the_shipped_cast(
    talk_with: TalkWith, character: str
) -> None:
    moods = set()
    for words in ("You were magnificent", "you suck", "is anything else on your mind tonight"):
        talk = talk_with(character)
        talk.say(words)
        moods.add(talk.say("What do you want?").mood)
    assert len(moods) == 3
