"""What is written: story packs, their canon, and who may know what, when."""

from bot.story.load import load_story
from bot.story.story import AFTER, BEFORE, Beat, Character, Fact, Line, Persona, Scene, Story

__all__ = [
    "AFTER",
    "BEFORE",
    "Beat",
    "Character",
    "Fact",
    "Line",
    "Persona",
    "Scene",
    "Story",
    "load_story",
]
