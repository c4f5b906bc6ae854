"""How like a question is to each of a set of phrases: by meaning, or by words alone."""

from bot.engines.likeness.seam import Likeness, LikenessTo

__all__ = ["Likeness", "LikenessTo"]
