"""What templates may use: the state of the conversation, and who a character is."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from bot.story.story import Persona
from bot.text import named

SAMPLE_STATES: tuple[Mapping[str, object], ...] = tuple(
    MappingProxyType({"person": "Ada", "scene": "after the last scene", "times_asked": times})
    for times in (0, 1, 2, 7)
)
"""States as :func:`line_state` gives them, to try lines with when a pack is loaded."""

_RECALLED: Mapping[str, Mapping[str, object]] = MappingProxyType(
    {
        "last-asked": {"words": "Why do you dance?"},
        "first-asked": {"words": "Good evening."},
        "last-said": {"words": "The floor pushes back."},
        "told": {"words": "My exam is on Saturday."},
        "remember": {"words": "Did it hurt?", "times": "three"},
        "others": {"names": "Ben and Chloé"},
        "other": {"name": "Ben", "words": "Who is he?"},
    }
)
"""What a line of that kind of recall may use besides the state of every line."""


def line_state(person: str, scene: str, times_asked: int) -> Mapping[str, object]:
    """The state a line is rendered over: the name of who asks, the title of the scene, and how many
    times this person has asked this character something here."""
    return {"person": named(person), "scene": scene, "times_asked": times_asked}


def sample_states(place: Sequence[str | int]) -> tuple[Mapping[str, object], ...]:
    """States to try the line at ``place`` of what was authored with."""
    more: Mapping[str, object] = {}
    if place[0] == "recall":
        more = _RECALLED.get(str(place[1]), {})
    elif place[:2] == ("acts", "gift"):
        more = {"thing": "a towel"}
    return tuple({**state, **more} for state in SAMPLE_STATES)


def persona_state(persona: Persona, *, for_model: bool = False) -> Mapping[str, object]:
    """The state that ``persona.md.j2`` is rendered over: for people, or for a language model, which
    is also told how the character speaks."""
    return {
        "for_model": for_model,
        "name": persona.name,
        "role": persona.role,
        "pronouns": persona.pronouns,
        "traits": persona.traits,
        "relations": persona.relations,
        "never_says": persona.never_says,
    }
