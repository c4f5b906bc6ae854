"""The one seam between a conversation and whatever writes the next line."""

from typing import Protocol

from bot.turn import Context, Reply


class Engine(Protocol):
    """Anything that can answer for a character."""

    async def reply(self, context: Context) -> Reply:
        """The character's next line in ``context``. Must not block the event loop."""
        ...
