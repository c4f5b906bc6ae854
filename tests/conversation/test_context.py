"""What an engine is given: what the character may know, and what it was present for."""

import pytest

from bot.conversation.context import build_context, up_to
from bot.errors import UnknownScene
from bot.story import Story
from bot.turn import Exchange, Reply, Turn
from tests.conftest import ADA, NOON


def exchange(number: int, character: str, scene: str | None) -> Exchange:
    turn = Turn(str(number), ADA, character, "why?", NOON, "channel", scene)
    return Exchange(turn, Reply("So.", "invented", "authored"), "shown")


def turn(character: str = "camilla", scene: str | None = None, channel: str | None = "c") -> Turn:
    return Turn("now", ADA, character, "and now?", NOON, channel, scene)


PLAYED = (
    exchange(1, "camilla", "edge-of-the-stage"),
    exchange(2, "director", "edge-of-the-stage"),
    exchange(3, "camilla", "letting-go"),
    exchange(4, "camilla", None),
    exchange(5, "camilla", "a-scene-that-was-cut"),
)


def heard(story: Story, at: Turn) -> list[str]:
    return [each.turn.id for each in build_context(story, at, PLAYED, 5).heard]


def test_a_character_hears_only_what_was_said_to_it(story: Story) -> None:
    assert heard(story, turn("camilla")) == ["1", "3", "4", "5"]
    assert heard(story, turn("director")) == ["2"]


def test_at_an_earlier_scene_what_was_played_later_has_not_happened(story: Story) -> None:
    assert heard(story, turn(scene="edge-of-the-stage")) == ["1"]
    assert heard(story, turn(scene="what-she-carried")) == ["1"]
    assert heard(story, turn(scene="letting-go")) == ["1", "3"]
    assert heard(story, turn(scene="backstage")) == ["1", "3"]


def test_a_scene_the_story_has_no_more_counts_as_after_the_last(story: Story) -> None:
    assert [each.turn.id for each in up_to(story, None, PLAYED)] == ["1", "2", "3", "4", "5"]
    assert [each.turn.id for each in up_to(story, "backstage", PLAYED)] == ["1", "2", "3"]


def test_what_may_be_known_is_what_the_story_says(story: Story) -> None:
    context = build_context(story, turn("director", "letting-go"), (), 0)
    assert context.known == story.known_to("director", "letting-go")


def test_a_scene_that_is_not_there_is_refused(story: Story) -> None:
    with pytest.raises(UnknownScene):
        build_context(story, turn(scene="intermission"), (), 0)


def test_the_seed_is_the_channel_and_how_much_was_ever_said_there(story: Story) -> None:
    seeds = {
        build_context(story, turn(channel="a"), (), 0).seed,
        build_context(story, turn(channel="a"), (), 1).seed,
        build_context(story, turn(channel="b"), (), 0).seed,
        build_context(story, turn(channel=None), (), 0).seed,
    }
    assert len(seeds) == 4
    assert build_context(story, turn(channel="a"), PLAYED, 1).seed in seeds
