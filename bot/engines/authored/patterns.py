"""Authored patterns for core facts, where who did what to whom must not be confused."""

from bot.engines.authored.normalise import without_names
from bot.engines.authored.situation import Answer, Situation


def by_pattern(situation: Situation) -> Answer | None:
    """A line of the beat whose pattern names most words of what was said, or ``None``."""
    words = without_names(situation.heard.words, situation.names)
    found = [
        (pattern.weight, beat)
        for beat in situation.character.beats
        for pattern in beat.patterns
        if pattern.matches(words)
    ]
    if not found:
        return None
    beat = max(found, key=lambda each: each[0])[1]
    line = situation.choose_fresh(beat.lines) or situation.choose(beat.lines)
    return Answer(line, beat) if line else None
