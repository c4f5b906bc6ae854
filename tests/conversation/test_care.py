"""What must be heard as somebody hurting themselves, and what people say about a stage."""

import pytest

from bot.conversation.care import CARE, needs_care


@pytest.mark.parametrize(
    "words",
    [
        "I want to die",
        "i wanna die",
        "I just want to die.",
        "I’m going to end it all",
        "im gonna end it all",
        "I'm just going to end it",
        "I'd rather be dead",
        "I want to kill myself",
        "should I kill my self",
        "thinking about killing myself",
        "i keep cutting myself",
        "I hurt myself on purpose",
        "I feel suicidal",
        "what do you think about suicide",
        "kms",
        "I don't want to live anymore",
        "i dont want to live",
        "I do not want to be here anymore",
        "i no longer want to exist",
        "I wish I was dead",
        "I wish I were never born",
        "I should be dead",
        "there is no reason to go on",
        "I have nothing left to live for",
        "everyone would be better off without me",
        "I want to end my life",
        "he said no.\nI want   to\ndie",
        "I took an overdose",
        "self-harm",
        "I WANT TO DIE",
        "je veux mourir",
        "quiero morir",
        "ich will nicht mehr leben",
        "ich will mich umbringen",
        "voglio morire",
        "quero morrer",
    ],
)
def test_these_words_are_answered_by_the_bot_itself(words: str) -> None:
    assert needs_care(words)


@pytest.mark.parametrize(
    "words",
    [
        "break a leg",
        "you killed it",
        "you killed it up there tonight",
        "I'd die to see you dance",
        "did you hurt yourself",
        "this is to die for",
        "did he hurt you",
        "do you want to die on stage",
        "did you ever want to give up",
        "why do you live for the music",
        "what would you die for",
        "is it the end of it all",
        "I want to live like you",
        "I want to dance until I drop",
        "I could watch you forever",
        "your shoes must be killing you",
        "did it kill you to smile at him",
        "my feet are killing me",
        "are you dead inside",
        "I wish I was there",
        "did you cut yourself on the glass",
        "the show must go on",
        "I have no reason to lie",
        "I want to end the conversation",
        "I'm going to see the show",
        "would you rather be dead than be loved",
        "I don't want to go home",
    ],
)
def test_these_words_are_for_the_character(words: str) -> None:
    assert not needs_care(words)


def test_the_answer_names_help_and_says_who_speaks_and_that_nothing_is_kept() -> None:
    assert CARE.startswith("This is the bot speaking, not a character.")
    assert "findahelpline.com" in CARE
    assert "has not been kept" in CARE
