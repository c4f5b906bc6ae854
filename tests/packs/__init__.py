"""A tiny story pack that is right in everything, to break one thing at a time."""

from tests.packs.tiny import CANON, EVENING, MORNING, STORY, TinyPack, tiny_pack

__all__ = ["CANON", "EVENING", "MORNING", "STORY", "TinyPack", "tiny_pack"]
