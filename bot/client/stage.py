"""What every command needs, wired once."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.client.cooldown import Cooldown
from bot.client.under_way import UnderWay
from bot.conversation import Conversation
from bot.story import Character
from bot.story.portrait import draw_monogram

AT_ONCE_SECONDS = 1.0
"""An answer that is ready within so long is sent at once; Discord waits three seconds in all."""


@dataclass(frozen=True, slots=True)
class Stage:
    """The conversation with its story, the clock (``at_once`` in seconds), what is under way."""

    conversation: Conversation
    cooldown: Cooldown
    now: Callable[[], datetime]
    at_once: float = AT_ONCE_SECONDS
    under_way: UnderWay = field(default_factory=UnderWay)
    _portraits: dict[str, bytes] = field(default_factory=dict)

    async def portrait(self, character: Character) -> bytes:
        """The character's picture as PNG: its own, or one drawn from its name and colour."""
        persona = character.persona
        if persona.picture is not None:
            return persona.picture
        if persona.id not in self._portraits:
            drawn = await asyncio.to_thread(draw_monogram, persona.name, persona.colour)
            self._portraits[persona.id] = drawn
        return self._portraits[persona.id]
