"""A guild's channel as everyone there sees it."""

from bot.standin.flags import Permission
from bot.standin.people.acting import Acting
from bot.standin.people.shown import Shown
from bot.standin.world import Channel


class ChannelView:
    """What a channel shows to everyone, and what the bot may do in it."""

    def __init__(self, acting: Acting, channel: Channel) -> None:
        self._acting = acting
        self._channel = channel

    @property
    def id(self) -> str:
        """Return the channel's id."""
        return self._channel.id

    @property
    def name(self) -> str:
        """Return the channel's name."""
        return self._channel.name

    @property
    def messages(self) -> list[Shown]:
        """Return the messages that everyone sees, the oldest first."""
        found = list(self._channel.messages.values())
        return [Shown(self._acting, each, None) for each in found if each.private_to is None]

    def deny(self, permission: Permission) -> None:
        """Take a right from the bot here; the gateway tells it."""
        self._channel.denied_to_bot |= permission
        self._acting.gateway.channel_changed(self._channel, created=False)

    def allow(self, permission: Permission) -> None:
        """Give a right back to the bot."""
        self._channel.denied_to_bot &= ~permission
        self._acting.gateway.channel_changed(self._channel, created=False)
