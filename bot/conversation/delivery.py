"""A reply on its way to a channel: what becomes of it is recorded here."""

import logging
from collections.abc import Sequence
from contextlib import AsyncExitStack
from types import TracebackType
from typing import Self

from bot.errors import MemoryFault, NotRemembered
from bot.memory import ChannelMemory
from bot.turn import Exchange, Reply, SentMessage, Status

log = logging.getLogger(__name__)


class Delivery:
    """A reply to be shown, holding its channel until it is settled.

    Used as a context manager. Whoever shows the reply says what became of it; a reply of which
    nothing was said when the block ends stays pending, and the next start settles it by evidence.
    """

    def __init__(
        self, exchange: Exchange, channel: ChannelMemory | None, held: AsyncExitStack
    ) -> None:
        self.exchange = exchange
        self.remembered = channel is not None
        self._channel = channel
        self._held = held

    @property
    def reply(self) -> Reply:
        """What the character said."""
        return self.exchange.reply

    async def shown(self, messages: Sequence[SentMessage] = ()) -> None:
        """The reply was seen in the channel, as ``messages``."""
        await self._settle("shown", messages)

    async def failed(self) -> None:
        """The reply was certainly not seen: the character will not remember it."""
        await self._settle("failed", ())

    async def _settle(self, status: Status, messages: Sequence[SentMessage]) -> None:
        if self._channel is None:
            return
        try:
            await self._channel.settle(self.exchange.turn.id, status, messages)
        except NotRemembered:
            # The reply itself is kept, as pending: the next start settles it by evidence.
            self.remembered = False
            log.exception("a reply could not be recorded as %s", status)
        except MemoryFault as fault:
            # Whoever asked had themselves forgotten while the answer was on its way.
            log.info("a reply is not kept as %s: %s", status, fault)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._held.aclose()
