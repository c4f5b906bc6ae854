"""A gateway session: what a client identified for, and what it has been told."""

from collections import deque
from dataclasses import dataclass, field
from typing import Any

from bot.standin.flags import Intent
from bot.standin.gateway.connection import Connection, Op

_REPLAYED_AT_MOST = 2_000


@dataclass(eq=False, slots=True)
class Session:
    """Outlives its connections. ``connection`` is ``None`` while the client is away.

    Events are kept, so that a client that resumes is told what it missed.
    """

    id: str
    intents: Intent
    connection: Connection | None = None
    sequence: int = 0
    _told: deque[dict[str, Any]] = field(default_factory=lambda: deque(maxlen=_REPLAYED_AT_MOST))

    def tell(self, event: str, data: dict[str, Any]) -> None:
        """Send an event now, or when the client resumes."""
        self.sequence += 1
        payload = {"op": Op.DISPATCH, "t": event, "s": self.sequence, "d": data}
        self._told.append(payload)
        if self.connection is not None:
            self.connection.send(payload)

    def can_resume_from(self, sequence: int) -> bool:
        """Tell whether everything after ``sequence`` is still kept."""
        first = self._told[0]["s"] if self._told else 1
        return first - 1 <= sequence <= self.sequence

    def resume(self, connection: Connection, sequence: int) -> None:
        """Continue on a new connection with everything after ``sequence``."""
        self.connection = connection
        for payload in self._told:
            if payload["s"] > sequence:
                connection.send(payload)
        self.tell("RESUMED", {"_trace": ["standin"]})
