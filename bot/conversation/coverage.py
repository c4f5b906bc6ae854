"""What of a pack nothing makes use of: facts without a line, beats without a test."""

from collections.abc import Sequence

from bot.conversation.rehearse import Rehearsed
from bot.story import Story
from bot.story.lines import lines_of


def unused_facts(story: Story) -> tuple[str, ...]:
    """The facts that no line of any character stands on, in the order of the canon."""
    used = {
        fact
        for character in story.characters.values()
        for _, line in lines_of(character)
        for fact in line.stands_on
    }
    return tuple(fact for fact in story.facts if fact not in used)


def untested_beats(story: Story, rehearsed: Sequence[Rehearsed]) -> tuple[tuple[str, str], ...]:
    """``(character, beat)`` for each beat that no test names and that answered none of them."""
    reached = {
        (each.test.character, beat)
        for each in rehearsed
        for beat in (*each.test.beats, each.reply.beat)
    }
    return tuple(
        (name, beat.id)
        for name, character in story.characters.items()
        for beat in character.beats
        if (name, beat.id) not in reached
    )
