"""Over every trigger and every line of the shipped story: no reply says more than may be known."""

import pytest

from bot.engines.authored import AuthoredEngine
from bot.story import Story
from bot.turn import Reply
from tests.conftest import Talk


def holds(story: Story, character: str, scene: str | None, reply: Reply) -> None:
    """The reply stands on what its character may know at ``scene``, in the words of the text."""
    known = story.known_to(character, scene)
    assert set(reply.citations) <= set(known)
    for citation in reply.citations:
        assert story.text[citation.start : citation.end] == citation.quote
    assert (reply.stands_on == "canon") == bool(reply.citations)
    assert reply.text


@pytest.mark.parametrize("character", ["camilla", "director"])
def test_every_trigger_finds_its_beat_or_another_and_never_says_more_than_may_be_known(
    story: Story, engine: AuthoredEngine, character: str
) -> None:
    scenes = [*(scene.id for scene in story.scenes), None]
    asked = answered = found = 0
    for beat in story.characters[character].beats:
        for trigger in beat.answers[::4]:
            talk = Talk(story, engine, character)
            talk.scene = scenes[asked % len(scenes)]
            reply = talk.say(trigger)
            holds(story, character, talk.scene, reply)
            asked += 1
            answered += reply.beat is not None
            found += reply.beat == beat.id
    assert asked > 400
    assert found / answered > 0.97


@pytest.mark.parametrize("character", ["camilla", "director"])
def test_every_beat_at_every_scene_is_answered_within_what_may_be_known(
    story: Story, engine: AuthoredEngine, character: str
) -> None:
    spoken: set[str | None] = set()
    for place, scene in enumerate([*(scene.id for scene in story.scenes), None]):
        for beat in story.characters[character].beats[place % 3 :: 3]:
            talk = Talk(story, engine, character)
            talk.scene = scene
            for words in (beat.answers[0], "why?", "go on"):
                reply = talk.say(words)
                holds(story, character, scene, reply)
                spoken.add(reply.line)
    assert len(spoken) > 100


@pytest.mark.parametrize("character", ["camilla", "director"])
def test_no_line_is_said_before_its_scene(
    story: Story, engine: AuthoredEngine, character: str
) -> None:
    lines = {
        line.id: line
        for beat in story.characters[character].beats
        for line in (*beat.lines, *(each for lines in beat.rejoinders.values() for each in lines))
    }
    for place, scene in enumerate(story.scenes[:4]):
        for beat in story.characters[character].beats[place % 4 :: 4]:
            talk = Talk(story, engine, character)
            talk.scene = scene.id
            for words in (beat.answers[-1], "and then?", "and then?", "really?"):
                line = lines.get(talk.say(words).line or "")
                assert line is None or line.since <= place
