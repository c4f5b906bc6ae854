"""Where the story stands, in words."""

import pytest

from bot.conversation.recap import MOST_PLAYED, tell
from bot.errors import UnknownScene
from bot.story import Story
from bot.story.render import Templates
from bot.text import plain
from bot.turn import Exchange, Person, Reply, Turn
from tests.conftest import ADA, NOON
from tests.packs import TinyPack

BEN = Person("2", "Ben")


def played(
    words: str, *, beat: str | None = None, line: str | None = None, person: Person = ADA,
    character: str = "ada", scene: str | None = None, went_on: bool = False,
) -> Exchange:  # fmt: skip
    turn = Turn(words, person, character, words, NOON, "c", scene)
    line = line or (f"{beat}/1" if beat else None)
    reply = Reply("So.", "invented", "authored", beat, line, went_on=went_on)
    return Exchange(turn, reply, "shown")


def told(story: Story, *exchanges: Exchange, scene: str | None = None) -> str:
    return tell(story, Templates(), scene, exchanges).played


@pytest.fixture
def tiny(pack: TinyPack) -> Story:
    return pack.load()


def test_the_story_so_far_ends_where_the_channel_stands(tiny: Story) -> None:
    at_first = tell(tiny, Templates(), "morning", ())
    assert (at_first.told, at_first.played) == ("Ada took the clock apart.", "")
    assert at_first.text == at_first.told
    after = tell(tiny, Templates(), None, ())
    assert after.told == "Ada took the clock apart.\n\nIt struck, and Bo was pleased."
    assert after.scene is None


def test_who_is_there_is_named(tiny: Story) -> None:
    assert tell(tiny, Templates(), "morning", ()).present == ("Ada Vale",)
    assert tell(tiny, Templates(), None, ()).present == ("Ada Vale", "Bo Vale")


def test_a_recap_may_hold_a_gesture(pack: TinyPack) -> None:
    pack.replace("story.yaml", "recap: Ada took", "recap: '*Silence.* Ada took")
    pack.replace("story.yaml", "the clock apart.", "the clock apart.'")
    told_so_far = tell(pack.load(), Templates(), None, ()).told
    assert told_so_far.startswith("*Silence.* Ada took the clock apart.\n\n")


def test_what_was_asked_is_told_in_indirect_speech(tiny: Story) -> None:
    assert told(tiny, played("q", beat="the-repair")) == (
        "Since the curtain rose, Ada asked Ada what was wrong with the clock."
    )


def test_questions_of_one_person_are_told_together(tiny: Story) -> None:
    first, second, third = (
        played("a", beat="the-repair"),
        played("b", beat="the-striking"),
        played("hello"),
    )
    assert told(tiny, first, second) == (
        "Since the curtain rose, Ada asked Ada what was wrong with the clock and what happened "
        "at six."
    )
    assert told(tiny, first, second, third) == (
        "Since the curtain rose, Ada asked Ada what was wrong with the clock, what happened at six "
        "and said “hello”."
    )


def test_somebody_else_or_another_character_begins_anew(tiny: Story) -> None:
    assert told(
        tiny,
        played("a", beat="the-repair", person=BEN),
        played("b", beat="the-verdict", person=BEN, character="bo"),
    ) == (
        "Since the curtain rose, Ben asked Ada what was wrong with the clock; "
        "Ben asked Bo whether it runs."
    )


def test_a_follow_up_is_told_as_one(tiny: Story) -> None:
    question, follow_up = (
        played("a", beat="the-repair"),
        played("go on", beat="the-striking", went_on=True),
    )
    assert told(tiny, question, follow_up, follow_up).endswith("the clock and pressed further.")
    assert told(tiny, follow_up) == "Since the curtain rose, Ada pressed Ada further."


def test_what_no_beat_answered_is_told_in_its_own_words_and_cut(tiny: Story) -> None:
    text = told(tiny, played("x" * 200, character="bo"))
    assert text == f"Since the curtain rose, Ada said to Bo “{'x' * 79}…”."


@pytest.mark.parametrize(
    "hostile",
    ["**b** <@1> @everyone", "{{ 7*7 }}", "{% raw %}", "a\u202eb", "[x](https://e.org)", "_i_"],
)
def test_names_and_words_of_people_come_out_as_the_plain_text_they_are(
    tiny: Story, hostile: str
) -> None:
    text = told(tiny, played(hostile, person=Person("3", hostile)))
    shown = hostile.replace("\u202e", "")
    assert plain(text) == f"Since the curtain rose, {shown} said to Ada “{shown}”."
    assert "<@" not in text
    assert "**" not in text.replace(r"\*\*", "")
    assert "49" not in text


def test_the_latest_are_told_and_earlier_ones_are_counted(tiny: Story) -> None:
    many = [played(str(at)) for at in range(MOST_PLAYED + 1)]
    assert told(tiny, *many).startswith("After 1 earlier turn, Ada said to Ada “1”")
    assert told(tiny, many[0], *many).startswith("After 2 earlier turns, Ada said")


def test_what_was_played_later_is_not_told_at_an_earlier_scene(tiny: Story) -> None:
    assert told(tiny, played("a"), played("b", scene="morning"), scene="morning").endswith("“b”.")


def test_a_beat_or_a_character_that_was_cut_is_told_by_its_words(tiny: Story) -> None:
    assert told(tiny, played("why?", beat="a-cut-beat")).endswith("said to Ada “why?”.")
    assert told(tiny, played("why?", character="cy")).endswith("said to cy “why?”.")


def test_a_scene_that_is_not_there_is_refused(tiny: Story) -> None:
    with pytest.raises(UnknownScene, match="There are: morning, evening, after"):
        tell(tiny, Templates(), "noon", ())


def test_what_goes_on_in_the_same_way_takes_no_second_verb(tiny: Story) -> None:
    assert told(
        tiny, played("hi"), played("well"), played("q", beat="the-repair"), played("bye")
    ) == (
        "Since the curtain rose, Ada said to Ada “hi”, “well”, asked what was wrong with the clock "
        "and said “bye”."
    )
