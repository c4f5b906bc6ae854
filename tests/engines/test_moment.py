"""Rewound to an earlier scene: what is said belongs to that moment, with no hint of what comes."""

import re

import pytest

from bot.story import Line, Story
from bot.story.lines import lines_of
from bot.turn import Reply
from tests.conftest import Talk, TalkWith

BACKSTAGE = [
    "What did he say to you backstage?", "What did you say to her?", "Why did he scowl?",
    "why the face", "did u answer him", "You were magnificent, he said. Did you believe him?",
    "Was he waiting for you?", "what were the three words", "Did she cry after you said it?",
    "tell me about the meeting backstage", "Will she ever be good enough?",
    "How was the applause?", "did they whistle", "How did the bow feel?", "did you find yourself",
]  # fmt: skip
TELLS = re.compile(
    r"magnificent|scowl|backstage|three words|applau|whistl|cheer(ed|ing)|found myself|cold word",
    re.IGNORECASE,
)

WHAT_COMES = re.compile(r"magnificent|three words|found myself|cold word", re.IGNORECASE)


def said(story: Story, character: str, reply: Reply) -> list[Line]:
    """The lines that a reply is made of."""
    lines = {line.id: line for _, line in lines_of(story.characters[character])}
    return [lines[each] for each in (reply.line, reply.volunteered) if each]


@pytest.mark.parametrize("character", ["camilla", "director"])
def test_at_the_first_scene_nobody_hints_at_the_last(talk_with: TalkWith, character: str) -> None:
    for question in BACKSTAGE:
        talk = talk_with(character)
        talk.scene = talk.story.scenes[0].id
        for words in (question, "why?", "tell me more", "..."):
            reply = talk.say(words)
            assert not TELLS.search(reply.text), (words, reply.text)


@pytest.mark.parametrize("character", ["camilla", "director"])
def test_however_often_somebody_asks_for_more_nothing_later_comes_out(
    talk_with: TalkWith, character: str
) -> None:
    for beat in talk_with(character).story.characters[character].beats[::12]:
        talk = talk_with(character)
        talk.scene = talk.story.scenes[0].id
        talk.say(beat.answers[0])
        for _ in range(8):
            reply = talk.say("tell me more")
            assert not WHAT_COMES.search(reply.text), reply.text


@pytest.mark.parametrize("character", ["camilla", "director"])
def test_at_every_scene_every_line_that_is_said_may_be_said_there(
    talk_with: TalkWith, character: str
) -> None:
    story = talk_with(character).story
    turns = [
        "hello", "where do you live", "go on", "*hands you a key*", "it rained on me", "...",
        "what did I just ask you?", "Pourquoi est-ce que tu danses ?", "you suck", "why?",
    ]  # fmt: skip
    for place, scene in enumerate(story.scenes):
        talk: Talk = talk_with(character)
        talk.scene = scene.id
        known = {each.fact for each in story.known_to(character, scene.id)}
        for words in (*turns, *BACKSTAGE):
            for line in said(story, character, talk.say(words)):
                assert line.since <= place, (scene.id, line)
                assert known.issuperset(line.stands_on), (scene.id, line)
