"""Telling English from other languages by small words and by script."""

import pytest

from bot.engines.authored.languages import Languages
from tests.conftest import TalkWith


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        ("Bonsoir Camilla, est-ce que vous avez pleuré ?", "fr"),
        ("pourquoi tu danses", "fr"),
        ("vite dis moi il a dit quoi ton directeur", "fr"),
        ("¿Por qué bailas?", "es"),
        ("¿todavía lo quieres después de todo?", "es"),
        ("Warum tanzt du?", "de"),
        ("Hat er dir weh getan und warum", "de"),
        ("Perché balli ancora con lui?", "it"),
        ("ma lui cosa ti ha detto", "it"),
        ("Por que você dança?", "pt"),
        ("o que ele disse para você", "pt"),
        ("Waarom dans jij niet meer", "other"),
        ("Dlaczego tańczysz i czy się boisz?", "other"),
        ("почему ты танцуешь", "other"),
        ("なぜ踊るの", "other"),
        ("Why do you dance?", None),
        ("hola", None),
        ("merci", None),
        ("do u love him tho", None),
        ("qué", None),
        ("La la la!", None),
        ("mi mi mi", None),
        ("¯\\_(ツ)_/¯", None),
        ("ಠ_ಠ", None),
        ("he said c'est la vie and left me", None),
        ("me die? no, a son of a gun", None),
        ("Since how long you was together with him before it explode?", None),
        ("", None),
        ("?!", None),
    ],
)
def test_a_language_shows_in_its_small_words(typed: str, language: str | None) -> None:
    assert Languages.shipped().foreign(typed) == language


@pytest.mark.parametrize("character", ["camilla", "director"])
@pytest.mark.parametrize(
    ("typed", "language"),
    [
        ("Pourquoi est-ce que vous dansez ?", "fr"),
        ("¿Por qué no le dices la verdad?", "es"),
        ("Warum bist du nicht zu ihr gegangen?", "de"),
        ("Perché non le hai detto la verità?", "it"),
        ("Por que você não disse a verdade?", "pt"),
        ("почему ты молчишь", "other"),
    ],
)
def test_another_language_gets_a_graceful_word_and_never_a_beat(
    talk_with: TalkWith, character: str, typed: str, language: str
) -> None:
    reply = talk_with(character).say(typed)
    assert str(reply.line).startswith(f"language.{language}/")
    assert reply.beat is None
    assert reply.stands_on == "deflection"
