"""What ``stagedoor check --coverage`` prints: three lists, each entry with its file and line."""

from collections.abc import Iterator, Mapping, Sequence

from bot.conversation.pulled import PulledTrigger
from bot.story import Character, Story
from bot.story.joined import read_joined
from bot.story.lines import BEATS
from bot.story.source import AnySource, Place, read_source


def coverage_lines(
    story: Story,
    facts: Sequence[str],
    beats: Sequence[tuple[str, str]],
    triggers: Sequence[PulledTrigger],
) -> Iterator[str]:
    """The lines to print of facts that no line stands on, of beats that no test reaches, and of
    triggers that pull to another beat."""
    sources = {name: read_joined(story.folder, name, BEATS)[0] for name in story.characters}
    canon = read_source(story.folder, "canon.yaml")[0]
    places = {fact: at for at, fact in enumerate(story.facts)}
    yield f"Facts that no line stands on: {len(facts)}"
    for fact in facts:
        yield _entry(story, canon, ("facts", places[fact]), fact)
    yield f"Beats that no test reaches: {len(beats)}"
    for name, beat in beats:
        at = _places(story.characters[name])[beat]
        yield _entry(story, sources[name], ("beats", at), beat)
    yield f"Triggers that pull to another beat: {len(triggers)}"
    for pulled in triggers:
        character = story.characters[pulled.character]
        at = _places(character)[pulled.beat]
        place = ("beats", at, "answers", character.beats[at].answers.index(pulled.trigger))
        words = f"“{pulled.trigger}” of {pulled.beat} pulls to {pulled.other}"
        yield _entry(story, sources[pulled.character], place, words)


def _places(character: Character) -> Mapping[str, int]:
    return {beat.id: at for at, beat in enumerate(character.beats)}


def _entry(story: Story, source: AnySource | None, place: Place, words: str) -> str:
    # Without a source there would be no story: only in the moment since may it have gone.
    found = source.problem(place, words) if source else words
    return f"  {story.folder}/{found}"
