"""Where the story stands: the scene, the story so far, and what has been played here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from bot.conversation.context import up_to
from bot.story import Scene, Story
from bot.story.render import Templates, markup
from bot.text import named, one_line
from bot.turn import Exchange

MOST_PLAYED = 12
"""How many of the latest exchanges a recap tells; earlier ones are counted."""


@dataclass(frozen=True, slots=True)
class Recap:
    """Where a channel stands. ``scene`` is ``None`` after the last one. ``told`` is the story so
    far and ``played`` what was played here, both light markup; ``text`` is the two together."""

    title: str
    scene: Scene | None
    present: tuple[str, ...]
    told: str
    played: str

    @property
    def text(self) -> str:
        """The whole recap."""
        return f"{self.told}\n\n{self.played}" if self.played else self.told


def tell(
    story: Story,
    templates: Templates,
    scene: str | None,
    played: Sequence[Exchange],
) -> Recap:
    """The recap of a channel that stands at ``scene`` after the exchanges ``played``.

    Raises ``UnknownScene``.
    """
    at = story.scene(scene)
    heard = up_to(story, scene, played)
    reached = story.scenes[: story.place(scene) + 1]
    told = [markup(templates.render(each.recap, {})) for each in reached]
    groups = [
        {"person": person, "character": character, "deeds": _told([deed for *_, deed in deeds])}
        for (person, character), deeds in groupby(
            (_played(story, exchange) for exchange in heard[-MOST_PLAYED:]), key=itemgetter(0, 1)
        )
    ]
    earlier = max(0, len(heard) - MOST_PLAYED)
    last = at or story.scenes[-1]
    return Recap(
        title=story.title,
        scene=at,
        present=tuple(story.characters[who].persona.name for who in last.present),
        told=templates.render_named("story_so_far.md.j2", {"told": told}),
        played=templates.render_named("played_here.md.j2", {"groups": groups, "earlier": earlier}),
    )


def _told(deeds: Sequence[Mapping[str, object]]) -> list[Mapping[str, object]]:
    """``deeds``, repetitions told once, each with whether it goes on with the verb before it."""
    kept = [deed for at, deed in enumerate(deeds) if not (at and _same(deed, deeds[at - 1]))]
    return [
        {**deed, "same_verb": bool(at) and _verb(deed) == _verb(kept[at - 1])}
        for at, deed in enumerate(kept)
    ]


def _verb(deed: Mapping[str, object]) -> str:
    return "pressed" if deed["went_on"] else "asked" if deed["asked"] else "said"


def _same(deed: Mapping[str, object], before: Mapping[str, object]) -> bool:
    if deed["went_on"] or before["went_on"]:
        return deed["went_on"] == before["went_on"]
    return bool(deed["asked"]) and deed["asked"] == before["asked"]


def _played(story: Story, exchange: Exchange) -> tuple[str, str, Mapping[str, object]]:
    """Who spoke, to whom, and how: the question in indirect speech where a beat answered it, a
    follow-up, or else the words themselves."""
    character = story.characters.get(exchange.turn.character)
    reply = exchange.reply
    beat = character.beat(reply.beat) if character else None
    deed = {
        "asked": markup(beat.asked) if beat else "",
        "went_on": reply.went_on,
        "words": one_line(exchange.turn.words, 80),
    }
    called = character.persona.called if character else exchange.turn.character
    return named(exchange.turn.person.name), called, deed
