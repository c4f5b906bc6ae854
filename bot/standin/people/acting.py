"""Carries out what people do, and waits for what comes of it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from bot.standin.commands import Commands
from bot.standin.errors import NotAnswered
from bot.standin.feed import Feed
from bot.standin.gateway.gateway import Gateway
from bot.standin.interaction_payloads import interaction_payload
from bot.standin.interactions import Interaction, Interactions
from bot.standin.messages import Messages
from bot.standin.places import Place
from bot.standin.world import Message, World

T = TypeVar("T")

_PASSES_TO_READ_AN_ANSWER = 60


@dataclass(frozen=True, slots=True)
class Acting:
    """The parts of Discord that people act upon.

    ``patience`` is how many real seconds a wait lasts at most, whatever the clock shows: a test
    whose clock stands still fails instead of hanging.
    """

    world: World
    commands: Commands
    interactions: Interactions
    messages: Messages
    gateway: Gateway
    feed: Feed
    patience: float

    async def perform(  # noqa: PLR0913 - passed on to the interaction it opens
        self,
        kind: int,
        place: Place,
        data: dict[str, Any],
        owners: dict[str, str],
        *,
        source: Message | None = None,
        trigger: Interaction | None = None,
    ) -> Interaction:
        """Return the interaction once the bot has responded to it.

        Raises ``NotAnswered`` when three seconds are over, or the patience is.
        """
        interaction = self.interactions.open(
            kind, place, data, owners, source=source, trigger=trigger
        )
        self.gateway.interaction_created(interaction_payload(interaction, self.world.application))

        def responded() -> Interaction | None:
            return interaction if interaction.response is not None else None

        if await self.wait(responded, until=interaction.deadline) is None:
            raise NotAnswered(self._silence(interaction))
        await let_the_client_read()
        return interaction

    async def wait(
        self, look: Callable[[], T | None], *, until: datetime | None = None
    ) -> T | None:
        """Return what ``look`` finds when it does, or ``None`` when the time is over."""
        seen = asyncio.ensure_future(self.feed.until(look))
        tasks: set[asyncio.Future[Any]] = {seen}
        if until is not None:
            tasks.add(asyncio.ensure_future(self.world.clock.sleep_until(until)))
        try:
            done, _ = await asyncio.wait(
                tasks, timeout=self.patience, return_when=asyncio.FIRST_COMPLETED
            )
            return seen.result() if seen in done else None
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    def _silence(self, interaction: Interaction) -> str:
        what = f"/{interaction.command_name}" if interaction.command_name else "what was clicked"
        if not self.gateway.has_sessions:
            return f"the bot is not connected to the gateway: it never heard of {what}"
        if self.world.clock.now() >= interaction.deadline:
            return f"the application did not respond to {what} within 3 seconds"
        return (
            f"the application did not respond to {what} in {self.patience:g} real seconds, and the "
            "clock was not advanced past its 3"
        )


async def let_the_client_read() -> None:
    """Let a client in this event loop take in what it was just answered.

    A person is slower than that: a button is never clicked before its message has arrived. Some
    passes of the loop are enough, so no time has to be waited for.
    """
    for _ in range(_PASSES_TO_READ_AN_ANSWER):
        await asyncio.sleep(0)
