"""What is handed over in an action, in the words of whoever gets it."""

import pytest

from bot.engines.authored.giving import thing_given
from bot.engines.authored.lexicon import Lexicon


@pytest.mark.parametrize(
    ("typed", "thing"),
    [
        ("*hands you a towel*", "a towel"),
        ("*hands you my coat*", "your coat"),
        ("*gives you back your pen*", None),
        ("*slides you the folded letter without a word*", "the folded letter"),
        ("*quietly sets a cup of tea beside you*", "a cup of tea"),
        ("*sets a cup down beside you*", "a cup"),
        ("*holds out half a banana*", "half a banana"),
        ("_offers you a stool_", "a stool"),
        ("here *gives you some water* drink", "some water"),
        ("*throws three roses onto the stage*", "three roses"),
        ("*leaves, then brings the programme*", "the programme"),
        ("*hands shaking*", None),
        ("*gives up*", None),
        ("*holds out a torn photo of you two*", "a torn photo"),
        ("*gives you a big hug*", None),
        ("*shows you the door*", None),
        ("*bows*", None),
        ("hands you a towel", None),
        ("*hands you the very long name of a thing that goes on*", None),
    ],
)
def test_a_thing_is_found_in_what_is_done(typed: str, thing: str | None) -> None:
    assert thing_given(typed, Lexicon.english().giving) == thing
