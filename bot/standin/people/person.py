"""A person in a place, and what they can do there."""

from dataclasses import dataclass
from typing import Any

from bot.standin.errors import NotPossible, NotSeen
from bot.standin.flags import EVERYBODY, Permission
from bot.standin.interactions import AUTOCOMPLETE, COMMAND
from bot.standin.messages import Standing
from bot.standin.people.acting import Acting, let_the_client_read
from bot.standin.people.invocation import OptionValue, invocation
from bot.standin.people.shown import Shown, shown_answer
from bot.standin.places import Place
from bot.standin.world import Guild, Message, User

_REPLY = 19


@dataclass(frozen=True, slots=True)
class Choice:
    """What autocomplete offers: ``name`` is shown, ``value`` is sent."""

    name: str
    value: str | int | float


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The guild that the bot is in, and one that it is not in."""

    home: Guild
    elsewhere: Guild


class Person:
    """Somebody in a channel. ``direct``, ``elsewhere`` and ``in_channel`` return the same person
    in another place."""

    def __init__(self, acting: Acting, place: Place, surroundings: Surroundings) -> None:
        self._acting = acting
        self._surroundings = surroundings
        self.place = place

    # -- who and where

    @property
    def user(self) -> User:
        """Return the account."""
        return self.place.user

    @property
    def id(self) -> str:
        """Return the account's id."""
        return self.user.id

    @property
    def name(self) -> str:
        """Return the name that others see here."""
        member = self.place.member
        return member.shown_name if member else self.user.global_name or self.user.username

    @property
    def mention(self) -> str:
        """Return the words that ping this person."""
        return self.user.mention

    @property
    def channel_id(self) -> str:
        """Return the id of the channel this person is in."""
        return self.place.channel.id

    def __repr__(self) -> str:
        return f"<{self.name} in {self.place.name}>"

    def in_channel(self, name: str) -> "Person":
        """Return the person in another channel of the bot's guild. Raises ``KeyError``."""
        channels = {channel.name: channel for channel in self._surroundings.home.channels}
        return self._at(Place(self.user, channels[name]))

    def direct(self) -> "Person":
        """Return the person in their direct messages with the bot."""
        return self._at(Place(self.user, self._acting.world.conversation("direct", self.user)))

    def elsewhere(self, *, may_use_own_applications: bool = True) -> "Person":
        """Return the person in a guild without the bot, with the application on their account.

        Where they may not use their own applications in front of everyone, every answer is private.
        """
        self.user.has_application = True
        guild = self._surroundings.elsewhere
        member = self._acting.world.join(guild, self.user)
        away = Permission.USE_EXTERNAL_APPS
        member.permissions = EVERYBODY if may_use_own_applications else EVERYBODY & ~away
        return self._at(Place(self.user, guild.channels[0]))

    def privately_with(self, friend: "Person") -> "Person":
        """Return the person in direct messages with somebody, the application on their account."""
        self.user.has_application = True
        channel = self._acting.world.conversation("private", self.user, friend.user)
        return self._at(Place(self.user, channel))

    # -- commands

    async def slash(self, command: str, /, **options: OptionValue) -> Shown:
        """Use a command (``"ask"``, ``"memory forget"``), and return the bot's first response.

        Raises ``NotPossible`` when the window would not let them, ``NotAnswered`` when three
        seconds are over.
        """
        used = invocation(self._acting.commands, self.place, command, options)
        interaction = await self._acting.perform(COMMAND, self.place, used.data, used.owners)
        return shown_answer(self._acting, interaction)

    async def autocomplete(
        self, command: str, option: str, typed: str, /, **others: OptionValue
    ) -> list[Choice]:
        """Type into an option, and return what is offered for it.

        ``others`` are options that are already filled in. Raises like ``slash``.
        """
        values = {**others, option: typed}
        used = invocation(self._acting.commands, self.place, command, values, focused=option)
        interaction = await self._acting.perform(AUTOCOMPLETE, self.place, used.data, used.owners)
        return [Choice(choice["name"], choice["value"]) for choice in interaction.choices]

    # -- messages

    @property
    def messages(self) -> list[Shown]:
        """Return what this person sees in this channel, private messages for them included."""
        found = list(self.place.channel.messages.values())
        return [self._shown(message) for message in found if message.seen_by(self.user)]

    async def sees(self, words: str) -> Shown:
        """Return the latest message with these words, once this person sees one.

        Raises ``NotSeen``, with all they do see, when it does not come.
        """

        def look() -> Shown | None:
            seen = (shown for shown in reversed(self.messages) if words in shown.text)
            return next(seen, None)

        shown = await self._acting.wait(look)
        if shown is None:
            raise NotSeen(f"{self!r} does not see {words!r}, but: {self.messages}")
        return shown

    async def say(self, words: str, *, reply_to: Shown | None = None) -> Shown:
        """Send a message, as a reply if asked, and return it. Raises ``NotPossible``."""
        if self.place.member and Permission.SEND_MESSAGES not in self.place.permissions:
            raise NotPossible(f"{self!r} may not write here")
        answered = None if reply_to is None else reply_to.message
        standing = Standing(
            kind=0 if answered is None else _REPLY,
            reply_to=answered,
            also_pings=() if answered is None else (answered.author,),
        )
        body: dict[str, Any] = {"content": words}
        message = self._acting.messages.post(self.place.channel, self.user, body, {}, standing)
        await let_the_client_read()
        return self._shown(message)

    async def edit(self, shown: Shown, words: str) -> None:
        """Change one's own message. Raises ``NotPossible`` for another's."""
        self._only_own(shown)
        self._acting.messages.edit(shown.message, {"content": words}, {})
        await let_the_client_read()

    async def delete(self, shown: Shown) -> None:
        """Take one's own message away, or dismiss a private one. Raises ``NotPossible``."""
        if shown.message.private_to is not self.user:
            self._only_own(shown)
        self._acting.messages.delete([shown.message])
        await let_the_client_read()

    def _only_own(self, shown: Shown) -> None:
        if shown.message.author is not self.user:
            raise NotPossible(f"{self!r} did not write {shown!r}")

    def _at(self, place: Place) -> "Person":
        return Person(self._acting, place, self._surroundings)

    def _shown(self, message: Message) -> Shown:
        return Shown(self._acting, message, self.place)
