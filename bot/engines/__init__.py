"""Who writes the next line: every engine answers a ``Context`` with a ``Reply``."""

from bot.engines.seam import Engine

__all__ = ["Engine"]
