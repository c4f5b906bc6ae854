"""A message as it can be read now."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.standin import components
from bot.standin.errors import NotPossible
from bot.standin.flags import MessageFlag
from bot.standin.message_payloads import attachment_payload, message_payload
from bot.standin.world import Application, Message


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file of a message. ``description`` is read aloud to those who do not see it."""

    name: str
    content: bytes
    description: str | None
    url: str


@dataclass(frozen=True, slots=True)
class ShownButton:
    """A button. ``url`` is set for those that open an address instead."""

    label: str
    custom_id: str
    disabled: bool
    style: int
    url: str | None


@dataclass(frozen=True, slots=True)
class ShownMenu:
    """A menu. ``options`` are its labels with their values."""

    placeholder: str
    custom_id: str
    disabled: bool
    options: dict[str, str]


class MessageView:
    """What a message says, now: every property follows later edits."""

    def __init__(self, message: Message | None, application: Application) -> None:
        self._message = message
        self._application = application

    @property
    def message(self) -> Message:
        """Return the message itself. Raises ``NotPossible`` when there is none."""
        if self._message is None:
            raise NotPossible("there is no message: the bot answered without one")
        return self._message

    @property
    def json(self) -> dict[str, Any]:
        """Return the whole message as Discord's JSON, as the feed tells of it."""
        return message_payload(self.message, self._application)

    @property
    def id(self) -> str:
        """Return the message's id."""
        return self.message.id

    @property
    def content(self) -> str:
        """Return the words of the message, without its embeds."""
        return self.message.content

    @property
    def text(self) -> str:
        """Return everything there is to read: the words, and those of the embeds."""
        return "\n".join([self.content, *_words(self.embeds)]).strip()

    @property
    def embeds(self) -> list[dict[str, Any]]:
        """Return the embeds as Discord's JSON, with the addresses of their pictures."""
        payload = message_payload(self.message, self._application)
        found: list[dict[str, Any]] = payload["embeds"]
        return found

    @property
    def author(self) -> str:
        """Return the name it is shown under."""
        member = self.message.channel.membership(self.message.author)
        user = self.message.author
        return member.shown_name if member else user.global_name or user.username

    @property
    def private(self) -> bool:
        """Tell whether only one person sees it."""
        return self.message.private_to is not None

    @property
    def silent(self) -> bool:
        """Tell whether it notifies nobody."""
        return MessageFlag.SUPPRESS_NOTIFICATIONS in self.message.flags

    @property
    def thinking(self) -> bool:
        """Tell whether it stands for an answer to come."""
        return self.message.thinking

    @property
    def edited(self) -> bool:
        """Tell whether it is marked as edited."""
        return self.message.edited_at is not None

    @property
    def deleted(self) -> bool:
        """Tell whether it is gone."""
        return self.message.deleted

    @property
    def pinged(self) -> tuple[str, ...]:
        """Return the names of those it pings, ``everyone`` for all."""
        names = [user.global_name or user.username for user in self.message.pinged]
        return (*names, "everyone") if self.message.pings_everyone else tuple(names)

    @property
    def replies_to(self) -> str | None:
        """Return the id of the message it replies to."""
        return None if self.message.reply_to is None else self.message.reply_to.id

    @property
    def attachments(self) -> list[ShownFile]:
        """Return its files, with those that its embeds show."""
        return [
            ShownFile(
                file.filename,
                file.content,
                file.description,
                attachment_payload(file, self.message, self._application)["url"],
            )
            for file in self.message.attachments
        ]

    @property
    def buttons(self) -> list[ShownButton]:
        """Return its buttons, from left to right and from top to bottom."""
        return [
            ShownButton(
                label=part.get("label", ""),
                custom_id=part.get("custom_id", ""),
                disabled=part.get("disabled", False),
                style=part["style"],
                url=part.get("url"),
            )
            for part in self.parts(components.BUTTON)
        ]

    @property
    def menus(self) -> list[ShownMenu]:
        """Return its menus."""
        return [
            ShownMenu(
                placeholder=part.get("placeholder", ""),
                custom_id=part["custom_id"],
                disabled=part.get("disabled", False),
                options={each["label"]: each["value"] for each in part.get("options", [])},
            )
            for part in self.parts(components.STRING_SELECT, components.USER_SELECT)
        ]

    def parts(self, *kinds: int) -> Iterator[dict[str, Any]]:
        """Yield the components of these kinds, as Discord's JSON."""
        parts = components.walk(self.message.components)
        return (part for part in parts if part["type"] in kinds)


def _words(embeds: list[dict[str, Any]]) -> Iterator[str]:
    for embed in embeds:
        yield (embed.get("author") or {}).get("name", "")
        yield embed.get("title", "")
        yield embed.get("description", "")
        for field in embed.get("fields", ()):
            yield f"{field['name']}\n{field['value']}"
        yield (embed.get("footer") or {}).get("text", "")
