"""Routes of a channel's messages."""

from typing import Any

from bot.standin.errors import (
    authored_by_another,
    cannot_act_in_direct_messages,
    invalid_form_body,
    missing_access,
    missing_permissions,
    unknown_channel,
    unknown_message,
)
from bot.standin.feed import Feed, Happening
from bot.standin.flags import ApplicationFlag, Permission
from bot.standin.limits.messages import check_channel_message, check_message
from bot.standin.message_payloads import message_payload, without_content
from bot.standin.messages import Messages, Standing
from bot.standin.rest.call import NO_CONTENT, Answer, Call, Route
from bot.standin.world import Channel, Message, User, World

_CHANNEL = "/channels/{channel_id}"
_MESSAGES = _CHANNEL + "/messages"
_MESSAGE = _MESSAGES + "/{message_id}"
_REPLY = 19


class MessageRoutes:
    """What the bot may do in the channels that it is in."""

    def __init__(self, world: World, messages: Messages, feed: Feed) -> None:
        self._world = world
        self._messages = messages
        self._feed = feed

    def routes(self) -> list[Route]:
        """Return the operations that are served here."""
        return [
            Route("GET", _MESSAGES, self._list),
            Route("POST", _MESSAGES, self._create, check_channel_message),
            Route("GET", _MESSAGE, self._get),
            Route("PATCH", _MESSAGE, self._edit, check_message),
            Route("DELETE", _MESSAGE, self._delete),
            Route("POST", _CHANNEL + "/typing", self._type),
        ]

    async def _list(self, call: Call) -> Answer:
        channel = self._channel(call, Permission.VIEW_CHANNEL)
        # An empty list and no error, unlike every other lack of a permission.
        if Permission.READ_MESSAGE_HISTORY not in channel.bot_permissions:
            return Answer(200, [])
        found = [message for message in channel.messages.values() if message.private_to is None]
        limit = _limit(call)
        if "after" in call.query:
            after = int(call.query["after"])
            found = [message for message in found if int(message.id) > after][:limit]
        elif "before" in call.query:
            before = int(call.query["before"])
            found = [message for message in found if int(message.id) < before]
        return Answer(200, [self._payload(message) for message in reversed(found[-limit:])])

    async def _create(self, call: Call) -> Answer:
        needed = Permission.SEND_MESSAGES
        if call.files:
            needed |= Permission.ATTACH_FILES
        channel = self._channel(call, needed)
        body = call.body or {}
        known = self._sent_before(channel, body)
        if known is not None:
            return Answer(200, self._payload(known))
        answered = self._answered(channel, body)
        standing = Standing(
            kind=0 if answered is None else _REPLY,
            reply_to=answered,
            also_pings=_pinged_by_reply(answered, body),
        )
        bot = self._world.application.bot
        message = self._messages.post(channel, bot, body, call.files, standing)
        return Answer(200, self._payload(message))

    async def _get(self, call: Call) -> Answer:
        channel = self._channel(call, Permission.READ_MESSAGE_HISTORY)
        return Answer(200, self._payload(self._message(channel, call)))

    async def _edit(self, call: Call) -> Answer:
        message = self._message(self._channel(call), call)
        if message.author is not self._world.application.bot:
            raise authored_by_another()
        self._messages.edit(message, call.body or {}, call.files)
        return Answer(200, self._payload(message))

    async def _delete(self, call: Call) -> Answer:
        channel = self._channel(call)
        message = self._message(channel, call)
        if message.author is not self._world.application.bot:
            if channel.kind == "direct":
                raise cannot_act_in_direct_messages()
            self._channel(call, Permission.MANAGE_MESSAGES)
        self._messages.delete([message])
        return NO_CONTENT

    async def _type(self, call: Call) -> Answer:
        channel = self._channel(call, Permission.SEND_MESSAGES)
        bot = self._world.application.bot
        now = self._world.clock.now()
        self._feed.publish(Happening("typing", now, channel.id, None, {"user": bot.id}))
        return NO_CONTENT

    def _channel(self, call: Call, needed: Permission = Permission.VIEW_CHANNEL) -> Channel:
        """Return the channel. Raises ``Refusal`` when the bot cannot see it or lacks a right."""
        channel = self._world.channels.get(call.path["channel_id"])
        if channel is None:
            raise unknown_channel()
        if not channel.has_bot or Permission.VIEW_CHANNEL not in channel.bot_permissions:
            raise missing_access()
        if channel.kind == "guild" and needed not in channel.bot_permissions:
            raise missing_permissions()
        return channel

    def _message(self, channel: Channel, call: Call) -> Message:
        """Return the message; private ones cannot be reached through their channel."""
        message = channel.messages.get(call.path["message_id"])
        if message is None or message.private_to is not None:
            raise unknown_message()
        return message

    def _sent_before(self, channel: Channel, body: dict[str, Any]) -> Message | None:
        """Return the message that this nonce was already used for, when the client asks."""
        if not body.get("enforce_nonce") or body.get("nonce") is None:
            return None
        nonce = str(body["nonce"])
        messages = reversed(channel.messages.values())
        return next((message for message in messages if str(message.nonce) == nonce), None)

    def _answered(self, channel: Channel, body: dict[str, Any]) -> Message | None:
        reference = body.get("message_reference")
        if not reference:
            return None
        answered = channel.messages.get(str(reference.get("message_id")))
        if answered is None and reference.get("fail_if_not_exists", True):
            error = {"code": "REPLIES_UNKNOWN_MESSAGE", "message": "Unknown message"}
            raise invalid_form_body({"message_reference": {"_errors": [error]}})
        return answered

    def _payload(self, message: Message) -> dict[str, Any]:
        application = self._world.application
        payload = message_payload(message, application)
        if application.flags & ApplicationFlag.GATEWAY_MESSAGE_CONTENT_LIMITED:
            return payload
        return without_content(payload, message, application.bot)


def _limit(call: Call) -> int:
    """Return how many messages are asked for. Raises ``Refusal`` for other than 1 to 100."""
    asked = call.query.get("limit", "50")
    if not asked.isdecimal() or not 1 <= int(asked) <= 100:
        sentence = "int value should be between 1 and 100."
        error = {"code": "NUMBER_TYPE_RANGE", "message": sentence}
        raise invalid_form_body({"limit": {"_errors": [error]}})
    return int(asked)


def _pinged_by_reply(answered: Message | None, body: dict[str, Any]) -> tuple[User, ...]:
    allowed = body.get("allowed_mentions")
    pings = allowed is None or allowed.get("replied_user", False)
    return (answered.author,) if answered is not None and pings else ()
