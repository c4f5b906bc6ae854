"""A reply on its way to a channel: what becomes of it is recorded here."""

import logging
from collections import deque
from collections.abc import Sequence
from contextlib import AsyncExitStack
from types import TracebackType
from typing import Self

from bot.errors import MemoryFault, NotRemembered
from bot.memory import ChannelMemory
from bot.turn import Exchange, Reply, SentMessage, Status

log = logging.getLogger(__name__)


class RecentlyDeleted:
    """The ids of messages deleted of late: a deletion may be told before the sending is."""

    def __init__(self, most: int = 1000) -> None:
        self._ids: deque[str] = deque(maxlen=most)

    def add(self, message_id: str) -> None:
        """Notes a deletion."""
        self._ids.append(message_id)

    def __contains__(self, message_id: str) -> bool:
        return message_id in self._ids


class Delivery:
    """A reply to be shown, holding its channel until it is settled.

    Used as a context manager. Whoever shows the reply says what became of it; a reply of which
    nothing was said when the block ends stays pending, and the next start settles it by evidence.
    """

    def __init__(
        self,
        exchange: Exchange,
        channel: ChannelMemory | None,
        held: AsyncExitStack,
        deleted: "RecentlyDeleted",
        *,
        remembered: bool,
    ) -> None:
        self.exchange = exchange
        self.remembered = remembered
        self._channel = channel
        self._held = held
        self._deleted = deleted

    @property
    def reply(self) -> Reply:
        """What the character said."""
        return self.exchange.reply

    async def shown(self, messages: Sequence[SentMessage] = ()) -> None:
        """The reply was seen in the channel, as ``messages``."""
        await self._settle("shown", messages)
        for message in messages:
            if self._channel is not None and message.id in self._deleted:
                await self._channel.forget_message(message.id)

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
            # Mostly: whoever asked had themselves forgotten while the answer was on its way.
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
