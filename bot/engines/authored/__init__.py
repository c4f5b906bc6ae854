"""The engine over authored lines: it works with no model and no key."""

from bot.engines.authored.engine import AuthoredEngine

__all__ = ["AuthoredEngine"]
