"""Who and what is there: people, guilds, channels, messages. State alone, with no rules."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from bot.standin.clock import Clock
from bot.standin.flags import BOT, EVERYBODY, NOTHING, PLAIN, MessageFlag, Permission
from bot.standin.snowflake import Snowflakes


@dataclass(eq=False, slots=True)
class User:
    """An account. ``has_application`` tells whether the bot's application is added to it."""

    id: str
    username: str
    global_name: str | None
    is_bot: bool = False
    locale: str = "en-US"
    has_application: bool = False

    @property
    def mention(self) -> str:
        """Return the words that ping this account."""
        return f"<@{self.id}>"


@dataclass(eq=False, slots=True)
class Membership:
    """An account in a guild."""

    user: User
    joined_at: datetime
    nick: str | None = None
    permissions: Permission = EVERYBODY
    roles: tuple[str, ...] = ()

    @property
    def shown_name(self) -> str:
        """Return the name that others see."""
        return self.nick or self.user.global_name or self.user.username


@dataclass(eq=False, slots=True)
class Guild:
    """A server. ``has_bot`` tells whether the bot was invited; its role carries its permissions."""

    id: str
    name: str
    owner: User
    has_bot: bool
    bot_role: str
    channels: list["Channel"] = field(default_factory=list)
    members: dict[str, Membership] = field(default_factory=dict)


@dataclass(eq=False, slots=True)
class Channel:
    """A text channel of a guild, a person's direct messages with the bot, or without it."""

    id: str
    kind: Literal["guild", "direct", "private"]
    name: str
    guild: Guild | None = None
    recipients: tuple[User, ...] = ()
    denied_to_bot: Permission = NOTHING
    messages: dict[str, "Message"] = field(default_factory=dict)

    @property
    def has_bot(self) -> bool:
        """Tell whether the bot gets this channel's events and may call its routes."""
        return self.kind == "direct" or (self.guild is not None and self.guild.has_bot)

    @property
    def bot_permissions(self) -> Permission:
        """Return what the bot may do here; direct messages have no permissions to lack."""
        return BOT & ~self.denied_to_bot

    @property
    def last_message_id(self) -> str | None:
        """Return the id of the latest message that everyone sees."""
        return next((m.id for m in reversed(self.messages.values()) if not m.private_to), None)

    def membership(self, user: User) -> Membership | None:
        """Return the account as a member of this channel's guild."""
        return None if self.guild is None else self.guild.members.get(user.id)


@dataclass(eq=False, slots=True)
class Attachment:
    """A file that was uploaded with a message."""

    id: str
    filename: str
    content: bytes
    content_type: str | None = None
    description: str | None = None
    dimensions: tuple[int, int] | None = None


@dataclass(eq=False, slots=True)
class Message:
    """A message. ``private_to`` is the one person who sees it, ``origin`` the metadata of the
    interaction that it answers, ``revision`` counts its edits. ``embeds`` are as they were sent,
    ``components`` as they are answered."""

    id: str
    channel: Channel
    author: User
    created_at: datetime
    kind: int = 0
    content: str = ""
    embeds: list[dict[str, Any]] = field(default_factory=list)
    components: list[dict[str, Any]] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    flags: MessageFlag = PLAIN
    tts: bool = False
    edited_at: datetime | None = None
    nonce: str | int | None = None
    reply_to: "Message | None" = None
    pinged: tuple[User, ...] = ()
    pings_everyone: bool = False
    private_to: User | None = None
    origin: dict[str, Any] | None = None
    origin_command: str | None = None
    deleted: bool = False
    revision: int = 0

    @property
    def thinking(self) -> bool:
        """Tell whether it stands for an answer to come."""
        return MessageFlag.LOADING in self.flags

    def seen_by(self, user: User) -> bool:
        """Tell whether somebody in the channel sees it."""
        return not self.deleted and self.private_to in (None, user)


@dataclass(eq=False, slots=True)
class Application:
    """The bot's application. ``installs`` says where it may be installed: 0 guild, 1 user."""

    id: str
    name: str
    bot: User
    owner: User
    token: str
    flags: int
    installs: tuple[int, ...]


class World:
    """Everything there is, found by id or by name."""

    def __init__(self, clock: Clock, application: Application, snowflakes: Snowflakes) -> None:
        self.clock = clock
        self.snowflakes = snowflakes
        self.application = application
        self.guilds: dict[str, Guild] = {}
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.files: dict[str, Attachment] = {}
        for user in (application.bot, application.owner):
            self.users[user.id] = user

    def add_guild(self, name: str, *, has_bot: bool) -> Guild:
        """Return a new guild, with the bot as a member if it was invited."""
        new = self.snowflakes.new
        guild = Guild(new(), name, self.application.owner, has_bot, bot_role=new())
        self.guilds[guild.id] = guild
        if has_bot:
            bot = self.application.bot
            guild.members[bot.id] = Membership(
                bot, self.clock.now(), permissions=BOT, roles=(guild.bot_role,)
            )
        return guild

    def add_channel(self, guild: Guild, name: str) -> Channel:
        """Return a new text channel."""
        channel = Channel(self.snowflakes.new(), "guild", name, guild)
        guild.channels.append(channel)
        self.channels[channel.id] = channel
        return channel

    def add_user(self, name: str, *, has_application: bool) -> User:
        """Return a new account with this display name."""
        identifier = self.snowflakes.new()
        plain = "".join(c for c in name.lower() if c.isascii() and c.isalnum())
        user = User(identifier, f"{plain}_{identifier[-6:]}", name, has_application=has_application)
        self.users[user.id] = user
        return user

    def join(self, guild: Guild, user: User) -> Membership:
        """Return the account as a member of a guild, joining it if it was none."""
        if user.id not in guild.members:
            guild.members[user.id] = Membership(user, self.clock.now())
        return guild.members[user.id]

    def conversation(self, kind: Literal["direct", "private"], *people: User) -> Channel:
        """Return the direct messages of these people, opened if need be."""
        for channel in self.channels.values():
            if channel.kind == kind and set(channel.recipients) == set(people):
                return channel
        channel = Channel(self.snowflakes.new(), kind, "", recipients=people)
        self.channels[channel.id] = channel
        return channel

    def bot_guilds(self) -> Iterator[Guild]:
        """Yield the guilds that the bot was invited to."""
        return (guild for guild in self.guilds.values() if guild.has_bot)
