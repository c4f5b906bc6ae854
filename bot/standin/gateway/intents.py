"""Which intents a session may have: https://discord.com/developers/docs/events/gateway#privileged-intents."""

from bot.standin.flags import ApplicationFlag, Intent
from bot.standin.gateway.connection import CloseCode

_PRIVILEGED = {
    Intent.GUILD_PRESENCES: ApplicationFlag.GATEWAY_PRESENCE_LIMITED,
    Intent.GUILD_MEMBERS: ApplicationFlag.GATEWAY_GUILD_MEMBERS_LIMITED,
    Intent.MESSAGE_CONTENT: ApplicationFlag.GATEWAY_MESSAGE_CONTENT_LIMITED,
}
_ALL = (1 << 26) - 1


def application_flags(privileged: Intent) -> ApplicationFlag:
    """Return the flags of an application with these privileged intents enabled."""
    flags = ApplicationFlag(0)
    for intent, flag in _PRIVILEGED.items():
        if intent in privileged:
            flags |= flag
    return flags


def refused(intents: object, flags: int) -> CloseCode | None:
    """Return why an application with these flags does not get a session with these intents."""
    if not isinstance(intents, int) or intents & ~_ALL:
        return CloseCode.INVALID_INTENTS
    for intent, flag in _PRIVILEGED.items():
        if intents & intent and not flags & flag:
            return CloseCode.DISALLOWED_INTENTS
    return None
