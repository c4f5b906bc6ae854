"""Who may know what, when: the one place that decides it, over the whole shipped story."""

from itertools import pairwise

import pytest

from bot.errors import UnknownCharacter, UnknownScene
from bot.story import BEFORE, Story
from tests.packs import TinyPack

THOUGHTS = {
    "familiar-flutter", "lost-and-present", "haunted", "raw-and-vulnerable", "weight-of-heartbreak",
    "mind-wandered", "replaying-it-all", "emotions-swirled", "near-overwhelmed", "pain-threatened",
    "drawn-to-the-music", "let-go", "satisfaction-and-pride", "only-the-beginning",
    "more-than-victory", "found-herself", "heart-skipped", "never-good-enough",
    "learned-to-silence", "tuned-out-doubts", "not-defined-by-others",
}  # fmt: skip


def places(story: Story) -> list[str | None]:
    """Every place where a channel may stand, in the order of the story."""
    return [*(scene.id for scene in story.scenes), None]


def known(story: Story, character: str, scene: str | None) -> set[str]:
    return {citation.fact for citation in story.known_to(character, scene)}


@pytest.mark.parametrize("character", ["camilla", "director"])
def test_nothing_is_unlearned_as_the_story_goes_on(story: Story, character: str) -> None:
    for earlier, later in pairwise(places(story)):
        assert known(story, character, earlier) <= known(story, character, later)


def test_her_thoughts_are_hers_alone_at_every_scene(story: Story) -> None:
    assert known(story, "camilla", None) >= THOUGHTS
    for scene in places(story):
        assert not known(story, "director", scene) & THOUGHTS


def test_what_only_the_narrator_knows_is_known_to_nobody(story: Story) -> None:
    everybody = known(story, "camilla", None) | known(story, "director", None)
    assert set(story.facts) - everybody == {"mesmerized"}


@pytest.mark.parametrize("character", ["camilla", "director"])
def test_nobody_knows_a_later_scene(story: Story, character: str) -> None:
    for place, scene in enumerate(story.scenes):
        for citation in story.known_to(character, scene.id):
            fact = story.facts[citation.fact]
            told = story.place(citation.scene)
            assert fact.known_from <= place
            assert told <= place or fact.known_from < told


@pytest.mark.parametrize("character", ["camilla", "director"])
def test_at_the_first_scene_what_is_told_later_needs_a_since(story: Story, character: str) -> None:
    first = story.scenes[0]
    told_later = {
        each.fact for each in story.known_to(character, first.id) if each.scene != first.id
    }
    assert all(story.facts[fact].known_from in {BEFORE, 0} for fact in told_later)
    assert "he-said-magnificent" not in told_later
    assert "applause" not in told_later


def test_a_fact_known_earlier_says_so_by_since(pack: TinyPack) -> None:
    story = pack.load()
    assert known(story, "ada", "morning") == {"old-clock", "missing-tooth"}
    pack.replace(
        "canon.yaml", "id: struck-six, quote: the clock struck six, known_to: [ada, bo]",
        "id: struck-six, since: before, quote: the clock struck six, known_to: [ada, bo]",
    )  # fmt: skip
    assert known(pack.load(), "ada", "morning") == {"old-clock", "missing-tooth", "struck-six"}


def test_every_citation_is_the_words_of_the_text(story: Story) -> None:
    for fact in story.facts.values():
        citation = fact.citation
        assert story.text[citation.start : citation.end] == citation.quote
        scene = story.scene(citation.scene)
        assert scene is not None
        assert scene.start <= citation.start < scene.end


def test_scenes_together_are_the_text(story: Story) -> None:
    assert not story.text[: story.scenes[0].start].strip()
    for earlier, later in pairwise(story.scenes):
        assert not story.text[earlier.end : later.start].strip()
    assert not story.text[story.scenes[-1].end :].strip()


def test_no_line_can_be_said_before_its_facts_are_known(story: Story) -> None:
    for name, character in story.characters.items():
        lines = [line for beat in character.beats for line in beat.lines]
        for line in lines:
            assert set(line.stands_on) <= known(story, name, None)


def test_a_scene_that_is_not_there_is_answered_with_those_that_are(story: Story) -> None:
    with pytest.raises(UnknownScene, match=r"There are: edge-of-the-stage, .*, backstage, after"):
        story.place("intermission")


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("camilla", "camilla"),
        ("CAMILLA  ROCHE", "camilla"),
        ("the dancer", "camilla"),
        ("The Director", "director"),
        ("director", "director"),
    ],
)
def test_a_character_goes_by_any_of_its_names_in_any_case(
    story: Story, name: str, found: str
) -> None:
    assert story.find_character(name).persona.id == found


def test_a_name_that_is_nearly_right_is_answered_with_the_nearest(story: Story) -> None:
    with pytest.raises(UnknownCharacter, match=r"Did you mean Camilla Roche \(camilla\)\?"):
        story.find_character("camila")


def test_a_name_that_nobody_has_is_answered_with_the_cast(story: Story) -> None:
    with pytest.raises(UnknownCharacter, match=r"The cast: Camilla Roche .*, The Director"):
        story.find_character("zzqx")


def test_a_wrong_name_is_shown_as_the_plain_text_it_is(story: Story) -> None:
    with pytest.raises(UnknownCharacter) as refusal:
        story.find_character("<@123>\n**x** " + "y" * 200)
    assert r"\<\@123\> \*\*x\*\*" in str(refusal.value)
    assert len(str(refusal.value)) < 250
