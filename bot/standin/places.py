"""Where a person meets the bot, and by which installation.

Source: https://discord.com/developers/docs/resources/application#installation-context
"""

from dataclasses import dataclass
from typing import Protocol

from bot.standin.flags import AWAY, Permission
from bot.standin.world import Channel, Membership, User

IN_GUILD, IN_BOT_DM, IN_PRIVATE_CHANNEL = 0, 1, 2
GUILD_INSTALL, USER_INSTALL = 0, 1


class Somebody(Protocol):
    """Whoever looks, clicks, or is named."""

    @property
    def user(self) -> User:
        """Return the account."""
        ...


@dataclass(frozen=True, slots=True)
class Place:
    """A person in a channel."""

    user: User
    channel: Channel

    @property
    def context(self) -> int:
        """Return Discord's number for the kind of place."""
        kinds = {"guild": IN_GUILD, "direct": IN_BOT_DM, "private": IN_PRIVATE_CHANNEL}
        return kinds[self.channel.kind]

    @property
    def member(self) -> Membership | None:
        """Return the person as a member of the place's guild."""
        return self.channel.membership(self.user)

    @property
    def owners(self) -> dict[str, str]:
        """Return by which installations the bot can be used here, with the owner of each.

        In the bot's own direct messages the guild installation is owned by ``"0"``.
        """
        owners = {}
        if self.channel.kind == "direct":
            owners[str(GUILD_INSTALL)] = "0"
        elif self.channel.guild is not None and self.channel.guild.has_bot:
            owners[str(GUILD_INSTALL)] = self.channel.guild.id
        if self.user.has_application:
            owners[str(USER_INSTALL)] = self.user.id
        return owners

    @property
    def permissions(self) -> Permission:
        """Return what the person may do here."""
        return Permission(0) if self.member is None else self.member.permissions

    @property
    def bot_permissions(self) -> Permission:
        """Return what the application may do here with its answers."""
        return self.channel.bot_permissions if self.channel.has_bot else AWAY

    @property
    def answers_are_private(self) -> bool:
        """Tell whether Discord makes every answer private: the person may not use the
        applications of their own account in front of everyone here."""
        guild = self.channel.guild
        away = guild is not None and not guild.has_bot
        return away and Permission.USE_EXTERNAL_APPS not in self.permissions

    @property
    def name(self) -> str:
        """Return the place in words, for messages to whoever reads a test."""
        if self.channel.guild is None:
            return "direct messages" if self.channel.kind == "direct" else "a private channel"
        return f"#{self.channel.name} of {self.channel.guild.name}"
