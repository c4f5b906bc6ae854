"""Messages as Discord's JSON."""

import hashlib
from datetime import timedelta
from typing import Any

from bot.standin import embeds
from bot.standin.flags import MessageFlag
from bot.standin.payloads import member_payload, timestamp, user_payload
from bot.standin.world import Application, Attachment, Message, User

CDN = "https://cdn.discordapp.com"
_PROXY = "https://media.discordapp.net"
_LINKS_LIVE = timedelta(hours=24)


def message_payload(message: Message, application: Application) -> dict[str, Any]:
    """Return a message as REST answers it."""
    payload: dict[str, Any] = {
        "id": message.id,
        "channel_id": message.channel.id,
        "type": message.kind,
        "author": user_payload(message.author),
        "content": message.content,
        "timestamp": timestamp(message.created_at),
        "edited_timestamp": message.edited_at and timestamp(message.edited_at),
        "tts": message.tts,
        "mention_everyone": message.pings_everyone,
        "mentions": [user_payload(user) for user in message.pinged],
        "mention_roles": [],
        "attachments": _attachments(message, application),
        "embeds": _embeds(message, application),
        "components": message.components,
        "pinned": False,
        "flags": int(message.flags),
    }
    if message.nonce is not None:
        payload["nonce"] = message.nonce
    if message.origin is not None:
        payload |= {"webhook_id": application.id, "application_id": application.id}
        payload["interaction_metadata"] = message.origin
        payload |= _deprecated_interaction(message)
    if message.reply_to is not None:
        payload |= _reference(message.reply_to, application)
    return payload


def event_payload(
    message: Message, application: Application, *, reads_content: bool
) -> dict[str, Any]:
    """Return a message as the gateway sends it.

    Private messages do not belong to the guild's channel: they come without ``guild_id`` and
    ``member`` (https://discord.com/developers/docs/topics/gateway#list-of-intents).
    """
    payload = message_payload(message, application)
    payload["channel_type"] = 0 if message.channel.kind == "guild" else 1
    guild = message.channel.guild
    if guild is not None and message.private_to is None:
        payload["guild_id"] = guild.id
        member = message.channel.membership(message.author)
        if member is not None:
            payload["member"] = member_payload(member, with_user=False)
    return payload if reads_content else without_content(payload, message, application.bot)


def without_content(payload: dict[str, Any], message: Message, bot: User) -> dict[str, Any]:
    """Return a message as an application without the message-content intent gets it.

    It reads its own messages, direct messages and messages that mention it.
    """
    if message.author is bot or message.channel.kind == "direct" or bot in message.pinged:
        return payload
    return payload | {"content": "", "embeds": [], "attachments": [], "components": []}


def attachment_payload(
    attachment: Attachment, message: Message, application: Application
) -> dict[str, Any]:
    """Return an attachment, with addresses that the CDN serves."""
    payload: dict[str, Any] = {
        "id": attachment.id,
        "filename": attachment.filename,
        "size": len(attachment.content),
        **_addresses(attachment, message, application),
    }
    if attachment.content_type is not None:
        payload["content_type"] = attachment.content_type
    if attachment.description is not None:
        payload["description"] = attachment.description
    if message.private_to is not None:
        payload["ephemeral"] = True
    return payload


def _addresses(
    attachment: Attachment, message: Message, application: Application
) -> dict[str, Any]:
    """Return the signed address of a file, that of its copy, and its size in pixels if known."""
    folder, owner = ("attachments", message.channel.id)
    if message.private_to is not None:
        folder, owner = ("ephemeral-attachments", application.id)
    path = f"/{folder}/{owner}/{attachment.id}/{attachment.filename}"
    issued = int(message.created_at.timestamp())
    until = issued + int(_LINKS_LIVE.total_seconds())
    signature = hashlib.sha256(path.encode()).hexdigest()
    query = f"?ex={until:x}&is={issued:x}&hm={signature}&"
    addresses: dict[str, Any] = {"url": CDN + path + query, "proxy_url": _PROXY + path + query}
    if attachment.dimensions is not None:
        addresses["width"], addresses["height"] = attachment.dimensions
    return addresses


def _attachments(message: Message, application: Application) -> list[dict[str, Any]]:
    """Return the attachments that are not shown inside an embed; Discord leaves those out."""
    embedded = {name for embed in message.embeds for name in embeds.uploads_shown(embed)}
    return [
        attachment_payload(attachment, message, application)
        for attachment in message.attachments
        if attachment.filename not in embedded
    ]


def _embeds(message: Message, application: Application) -> list[dict[str, Any]]:
    if MessageFlag.SUPPRESS_EMBEDS in message.flags:
        return []
    files = {attachment.filename: attachment for attachment in message.attachments}

    def picture(name: str) -> dict[str, Any] | None:
        return _addresses(files[name], message, application) if name in files else None

    return [embeds.resolved(embed, picture) for embed in message.embeds]


def _deprecated_interaction(message: Message) -> dict[str, Any]:
    if message.origin_command is None or message.origin is None:
        return {}
    interaction = {key: message.origin[key] for key in ("id", "type", "user")}
    return {"interaction": interaction | {"name": message.origin_command}}


def _reference(answered: Message, application: Application) -> dict[str, Any]:
    reference: dict[str, Any] = {
        "type": 0,
        "channel_id": answered.channel.id,
        "message_id": answered.id,
    }
    if answered.channel.guild is not None:
        reference["guild_id"] = answered.channel.guild.id
    if answered.deleted:
        return {"message_reference": reference, "referenced_message": None}
    quoted = message_payload(answered, application)
    quoted.pop("referenced_message", None)
    return {"message_reference": reference, "referenced_message": quoted}
