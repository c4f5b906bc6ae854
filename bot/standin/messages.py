"""Messages come, change and go: in the world, on the gateway, and in the feed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.standin import components, embeds, uploads
from bot.standin.errors import Refusal, empty_message
from bot.standin.feed import Feed, Happening, Kind
from bot.standin.flags import MessageFlag
from bot.standin.gateway.gateway import Gateway
from bot.standin.mentions import pings
from bot.standin.message_payloads import message_payload
from bot.standin.uploads import Upload
from bot.standin.world import Attachment, Channel, Message, User, World


@dataclass(frozen=True, slots=True)
class Standing:
    """How a new message stands in its channel, apart from what it says."""

    kind: int = 0
    reply_to: Message | None = None
    private_to: User | None = None
    origin: dict[str, Any] | None = None
    origin_command: str | None = None
    also_pings: tuple[User, ...] = ()


_SETTABLE = MessageFlag.SUPPRESS_EMBEDS | MessageFlag.SUPPRESS_NOTIFICATIONS | MessageFlag.LOADING


class Messages:
    """Posts, edits and deletes. Bodies are those of requests, already held against the limits.

    ``report`` is told of what Discord would take, though it cannot be meant.
    """

    def __init__(
        self, world: World, gateway: Gateway, feed: Feed, report: Callable[[str], None]
    ) -> None:
        self._world = world
        self._gateway = gateway
        self._feed = feed
        self._report = report

    def post(
        self,
        channel: Channel,
        author: User,
        body: Mapping[str, Any],
        files: Mapping[int, Upload],
        standing: Standing,
    ) -> Message:
        """Return the new message, shown to those who may see it.

        Raises ``Refusal`` when it would be empty and is not an answer still to come.
        """
        message = Message(
            id=self._world.snowflakes.new(),
            channel=channel,
            author=author,
            created_at=self._world.clock.now(),
            kind=standing.kind,
            flags=MessageFlag(body.get("flags") or 0) & _SETTABLE,
            tts=bool(body.get("tts")),
            nonce=body.get("nonce"),
            reply_to=standing.reply_to,
            private_to=standing.private_to,
            origin=standing.origin,
            origin_command=standing.origin_command,
        )
        if standing.private_to is not None:
            message.flags |= MessageFlag.EPHEMERAL
        self._apply(message, body, files)
        self._refuse_empty(message)
        message.pinged = tuple(dict.fromkeys((*message.pinged, *standing.also_pings)))
        channel.messages[message.id] = message
        self._gateway.message_created(message)
        self._tell("thinking" if message.thinking else "message created", message)
        return message

    def edit(self, message: Message, body: Mapping[str, Any], files: Mapping[int, Upload]) -> None:
        """Change what ``body`` names and leave the rest. An answer to come is thereby given.

        Raises ``Refusal``, and changes nothing, when nothing would be left.
        """
        before = (message.content, message.embeds, message.components, message.attachments)
        was_thinking = message.thinking
        message.flags &= ~MessageFlag.LOADING
        self._apply(message, body, files)
        try:
            self._refuse_empty(message)
        except Refusal:
            message.content, message.embeds, message.components, message.attachments = before
            message.flags |= MessageFlag.LOADING if was_thinking else MessageFlag(0)
            raise
        if body.get("flags") is not None:
            kept = message.flags & ~MessageFlag.SUPPRESS_EMBEDS
            message.flags = kept | (MessageFlag(body["flags"]) & MessageFlag.SUPPRESS_EMBEDS)
        message.revision += 1
        # An answer that takes the place of "is thinking" is not marked as edited.
        if not was_thinking:
            message.edited_at = self._world.clock.now()
        self._gateway.message_updated(message)
        self._tell("message edited", message)

    def delete(self, messages: Iterable[Message], *, together: bool = False) -> None:
        """Take messages away; ``together`` sends one bulk event, as a moderator's purge does."""
        gone = [message for message in messages if not message.deleted]
        for message in gone:
            message.deleted = True
            message.channel.messages.pop(message.id, None)
        if together:
            self._gateway.messages_deleted(gone)
        for message in gone:
            if not together:
                self._gateway.messages_deleted([message])
            self._tell("message deleted", message)

    def _apply(
        self, message: Message, body: Mapping[str, Any], files: Mapping[int, Upload]
    ) -> None:
        if "content" in body:
            message.content = (body["content"] or "").strip()
            found = pings(message.content, body.get("allowed_mentions"), self._world.users)
            message.pinged, message.pings_everyone = found.users, found.everyone
        if "embeds" in body:
            kept = [embeds.kept(embed) for embed in body["embeds"] or []]
            message.embeds = [embed for embed in kept if not embeds.is_empty(embed)]
        if "components" in body:
            message.components = components.answered(body["components"] or [])
        self._attach(message, body.get("attachments"), files)
        present = {attachment.filename for attachment in message.attachments}
        for embed in message.embeds:
            for name in set(embeds.uploads_shown(embed)) - present:
                what = f"an embed shows attachment://{name}"
                self._report(f"{what}, but there is no such file with its message")

    def _attach(
        self, message: Message, named: list[dict[str, Any]] | None, files: Mapping[int, Upload]
    ) -> None:
        new = uploads.stored(files, named, self._world.snowflakes)
        kept: list[Attachment] = message.attachments
        if named is not None:
            identifiers = {str(note["id"]) for note in named}
            kept = [attachment for attachment in kept if attachment.id in identifiers]
        message.attachments = [*kept, *new]
        self._world.files |= {attachment.id: attachment for attachment in new}

    def _refuse_empty(self, message: Message) -> None:
        shown = message.content or message.embeds or message.attachments or message.components
        if not shown and not message.thinking:
            raise empty_message()

    def _tell(self, kind: Kind, message: Message) -> None:
        shows = (
            {"id": message.id}
            if message.deleted
            else message_payload(message, self._world.application)
        )
        seen_by = None if message.private_to is None else message.private_to.id
        now = self._world.clock.now()
        self._feed.publish(Happening(kind, now, message.channel.id, seen_by, shows))
