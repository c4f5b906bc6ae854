"""State as Discord's JSON: people, guilds and channels."""

from datetime import datetime
from typing import Any

from bot.standin.flags import BOT, EVERYBODY, Permission
from bot.standin.world import Application, Channel, Guild, Membership, User

ATTACHMENT_SIZE_LIMIT = 10 * 1024 * 1024
"""Bytes a file may have: https://discord.com/developers/docs/reference#uploading-files"""


def timestamp(moment: datetime) -> str:
    """Return a moment as Discord writes it."""
    return moment.isoformat(timespec="microseconds")


def user_payload(user: User) -> dict[str, Any]:
    """Return an account as others see it."""
    payload: dict[str, Any] = {
        "id": user.id,
        "username": user.username,
        "avatar": None,
        "discriminator": "0042" if user.is_bot else "0",
        "public_flags": 0,
        "flags": 0,
        "banner": None,
        "accent_color": None,
        "global_name": user.global_name,
        "avatar_decoration_data": None,
        "collectibles": None,
        "primary_guild": None,
    }
    if user.is_bot:
        payload["bot"] = True
    return payload


def own_user_payload(user: User) -> dict[str, Any]:
    """Return the bot's account as the bot itself sees it."""
    private = {"mfa_enabled": True, "locale": user.locale, "verified": True, "email": None}
    return user_payload(user) | private


def application_payload(application: Application, guild_count: int) -> dict[str, Any]:
    """Return the application as its own bot sees it."""
    scopes = {0: ["applications.commands", "bot"], 1: ["applications.commands"]}
    permissions = {0: str(int(BOT)), 1: "0"}
    config = {
        str(kind): {
            "oauth2_install_params": {"scopes": scopes[kind], "permissions": permissions[kind]}
        }
        for kind in application.installs
    }
    return {
        "id": application.id,
        "name": application.name,
        "icon": None,
        "description": "",
        "type": None,
        "bot": user_payload(application.bot),
        "bot_public": True,
        "bot_require_code_grant": False,
        "integration_types_config": config,
        "verify_key": "0" * 64,
        "flags": application.flags,
        "flags_new": str(application.flags),
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": user_payload(application.owner),
        "approximate_guild_count": guild_count,
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "team": None,
        "eligible_oauth2_scopes": [],
    }


def member_payload(member: Membership, *, with_user: bool = True) -> dict[str, Any]:
    """Return an account as a member of a guild; messages carry it without the account."""
    payload: dict[str, Any] = {
        "avatar": None,
        "banner": None,
        "communication_disabled_until": None,
        "deaf": False,
        "flags": 0,
        "joined_at": timestamp(member.joined_at),
        "mute": False,
        "nick": member.nick,
        "pending": False,
        "premium_since": None,
        "roles": list(member.roles),
    }
    if with_user:
        payload["user"] = user_payload(member.user)
    return payload


def channel_payload(channel: Channel, bot: User) -> dict[str, Any]:
    """Return a channel: of a guild with its settings, otherwise with the people in it."""
    if channel.guild is None:
        payload: dict[str, Any] = {
            "id": channel.id,
            "type": 1,
            "last_message_id": channel.last_message_id,
            "flags": 0,
        }
        return payload
    overwrites = []
    if channel.denied_to_bot:
        denied = str(int(channel.denied_to_bot))
        overwrites.append({"id": bot.id, "type": 1, "allow": "0", "deny": denied})
    return {
        "id": channel.id,
        "type": 0,
        "guild_id": channel.guild.id,
        "name": channel.name,
        "topic": None,
        "position": channel.guild.channels.index(channel),
        "parent_id": None,
        "nsfw": False,
        "flags": 0,
        "rate_limit_per_user": 0,
        "last_message_id": channel.last_message_id,
        "permission_overwrites": overwrites,
    }


def direct_channel_payload(channel: Channel) -> dict[str, Any]:
    """Return direct messages as opening them answers."""
    return {
        "id": channel.id,
        "type": 1,
        "last_message_id": channel.last_message_id,
        "flags": 0,
        "recipients": [user_payload(user) for user in channel.recipients],
    }


def guild_payload(guild: Guild, bot: User, *, with_members: bool) -> dict[str, Any]:
    """Return a guild as GUILD_CREATE has it.

    Discord names every member of a small guild only to a session that also sees presences.
    """
    shown = guild.members.values() if with_members else (guild.members[bot.id],)
    return {
        **_guild_settings(guild),
        "channels": [channel_payload(channel, bot) for channel in guild.channels],
        "members": [member_payload(member) for member in shown],
        "member_count": len(guild.members),
        "roles": [_role(guild.id, "@everyone", EVERYBODY, 0), _bot_role(guild, bot)],
        "joined_at": timestamp(guild.members[bot.id].joined_at),
        "large": False,
        "unavailable": False,
        "presences": [],
        "threads": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
        "emojis": [],
        "stickers": [],
    }


def _guild_settings(guild: Guild) -> dict[str, Any]:
    empty = (
        *("icon", "splash", "discovery_splash", "banner", "description", "vanity_url_code"),
        *("afk_channel_id", "application_id", "hub_type", "incidents_data", "rules_channel_id"),
        *("public_updates_channel_id", "safety_alerts_channel_id", "system_channel_id"),
    )
    levels = (
        *("default_message_notifications", "explicit_content_filter", "mfa_level", "nsfw_level"),
        *("premium_tier", "system_channel_flags", "verification_level"),
    )
    return {
        "id": guild.id,
        "name": guild.name,
        "owner_id": guild.owner.id,
        "preferred_locale": "en-US",
        "features": [],
        "afk_timeout": 300,
        "premium_progress_bar_enabled": False,
        **dict.fromkeys(empty),
        **dict.fromkeys(levels, 0),
    }


def _role(identifier: str, name: str, permissions: Permission, position: int) -> dict[str, Any]:
    return {
        "id": identifier,
        "name": name,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "icon": None,
        "unicode_emoji": None,
        "position": position,
        "permissions": str(int(permissions)),
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }


def _bot_role(guild: Guild, bot: User) -> dict[str, Any]:
    role = _role(guild.bot_role, bot.username, BOT, 1)
    return role | {"managed": True, "tags": {"bot_id": bot.id}}
