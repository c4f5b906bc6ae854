"""What may become of an exchange: pure functions from one frozen value to the next."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from bot.errors import MemoryFault
from bot.turn import Exchange, SentMessage, Status

_MAY_BECOME: Mapping[Status, tuple[Status, ...]] = MappingProxyType(
    {"pending": ("shown", "failed", "uncertain"), "uncertain": ("shown", "failed")}
)
_SHORT_LIVED = "token"


def settled(exchange: Exchange, status: Status, messages: Sequence[SentMessage]) -> Exchange:
    """Return the exchange with what became of its reply.

    A pending one may be shown, failed or uncertain, an uncertain one shown or failed; saying the
    same again changes nothing. ``messages`` are those known to be in the channel: without any,
    the earlier ones stay; a failed reply has none. The entry ``token`` of ``sent_to`` goes, since
    nothing needs it any more. Raises MemoryFault for any other step.
    """
    kept = () if status == "failed" else tuple(messages) or exchange.messages
    if status == exchange.status != "pending" and kept == exchange.messages:
        return exchange
    allowed = _MAY_BECOME.get(exchange.status, ())
    if status not in allowed:
        raise MemoryFault(
            f"The turn {exchange.turn.id} is {exchange.status} and cannot be settled as {status}: "
            f"{' or '.join(allowed) or 'nothing else'} may follow."
        )
    sent_to = {name: value for name, value in exchange.sent_to.items() if name != _SHORT_LIVED}
    return replace(exchange, status=status, messages=kept, sent_to=MappingProxyType(sent_to))


def without_message(exchange: Exchange, message_id: str) -> Exchange | None:
    """Return the exchange as the channel shows it without one message, None if none is left.

    The reply's text becomes that of the messages that are left, one below the other.
    """
    left = tuple(message for message in exchange.messages if message.id != message_id)
    if not left:
        return None
    text = "\n".join(message.text for message in left)
    return replace(exchange, messages=left, reply=replace(exchange.reply, text=text))
