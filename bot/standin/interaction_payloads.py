"""Interactions as Discord's JSON, and the metadata that their answers carry."""

from typing import Any

from bot.standin.flags import MessageFlag
from bot.standin.interactions import COMPONENT, Interaction
from bot.standin.message_payloads import message_payload
from bot.standin.payloads import (
    ATTACHMENT_SIZE_LIMIT,
    channel_payload,
    member_payload,
    user_payload,
)
from bot.standin.world import Application, Membership


def interaction_payload(interaction: Interaction, application: Application) -> dict[str, Any]:
    """Return an interaction as INTERACTION_CREATE has it."""
    place = interaction.place
    payload: dict[str, Any] = {
        "id": interaction.id,
        "application_id": application.id,
        "type": interaction.kind,
        "token": interaction.token,
        "version": 1,
        "data": interaction.data,
        "channel": channel_payload(place.channel, application.bot),
        "channel_id": place.channel.id,
        "app_permissions": str(int(place.bot_permissions)),
        "attachment_size_limit": ATTACHMENT_SIZE_LIMIT,
        "authorizing_integration_owners": interaction.owners,
        "context": place.context,
        "entitlements": [],
        "locale": place.user.locale,
    }
    # The settings of a channel are not part of an interaction.
    payload["channel"].pop("permission_overwrites", None)
    guild = place.channel.guild
    if guild is not None and place.member is not None:
        payload |= {
            "guild_id": guild.id,
            "guild": {"id": guild.id, "locale": "en-US", "features": []},
            "guild_locale": "en-US",
            "member": acting_member_payload(place.member),
        }
    else:
        payload["user"] = user_payload(place.user)
    if interaction.source is not None:
        payload["message"] = message_payload(interaction.source, application)
    return payload


def acting_member_payload(member: Membership) -> dict[str, Any]:
    """Return the member who did something, with what they may do in the channel."""
    return member_payload(member) | {"permissions": str(int(member.permissions))}


def resolved_member_payload(member: Membership) -> dict[str, Any]:
    """Return a member whom an option names."""
    payload = member_payload(member, with_user=False)
    del payload["deaf"], payload["mute"]
    return payload | {"permissions": str(int(member.permissions))}


def origin_metadata(interaction: Interaction, *, followup: bool = False) -> dict[str, Any]:
    """Return what a message says of the interaction that it answers (``interaction_metadata``)."""
    metadata: dict[str, Any] = {
        "id": interaction.id,
        "type": interaction.kind,
        "user": user_payload(interaction.place.user),
        "authorizing_integration_owners": interaction.owners,
    }
    if followup and interaction.original is not None:
        metadata["original_response_message_id"] = interaction.original.id
    if interaction.kind == COMPONENT and interaction.source is not None:
        metadata["interacted_message_id"] = interaction.source.id
    if interaction.trigger is not None:
        metadata["triggering_interaction_metadata"] = origin_metadata(interaction.trigger)
    return metadata


def callback_payload(interaction: Interaction, application: Application) -> dict[str, Any]:
    """Return what a first response is answered with when the client asks (``with_response``)."""
    described: dict[str, Any] = {
        "id": interaction.id,
        "type": interaction.kind,
        "channel_id": interaction.place.channel.id,
    }
    if interaction.place.channel.guild is not None:
        described["guild_id"] = interaction.place.channel.guild.id
    payload: dict[str, Any] = {"interaction": described}
    message = interaction.original
    if message is not None:
        described["response_message_id"] = message.id
        described["response_message_loading"] = message.thinking
        described["response_message_ephemeral"] = MessageFlag.EPHEMERAL in message.flags
        if interaction.response in (4, 7):
            shown = message_payload(message, application)
            payload["resource"] = {"type": interaction.response, "message": shown}
    return payload
