"""The stand-in as a whole: it starts and stops, and is where tests and the page begin."""

import asyncio
import random
import shutil
import tempfile
from pathlib import Path
from types import TracebackType

from aiohttp import web

from bot.standin.clock import Clock, RealClock
from bot.standin.commands import Commands
from bot.standin.errors import NotAnswered
from bot.standin.faults import Faults
from bot.standin.feed import Feed
from bot.standin.flags import Intent, Permission
from bot.standin.gateway.gateway import Gateway
from bot.standin.gateway.intents import application_flags
from bot.standin.interactions import Interactions
from bot.standin.judge.specification import Specification
from bot.standin.messages import Messages
from bot.standin.people.acting import Acting, let_the_client_read
from bot.standin.people.channel_view import ChannelView
from bot.standin.people.person import Person, Surroundings
from bot.standin.people.shown import Shown
from bot.standin.places import Place
from bot.standin.rest.api import BIGGEST_REQUEST, Api
from bot.standin.rest.application import ApplicationRoutes
from bot.standin.rest.cdn import Cdn
from bot.standin.rest.interactions import InteractionRoutes
from bot.standin.rest.messages import MessageRoutes
from bot.standin.snowflake import Snowflakes
from bot.standin.world import Application, User, World

OWNER = "The Owner"


class StandIn:
    """Discord on a Unix socket, with one guild, The Playhouse, and its channel #stage.

    ``clock`` decides when three seconds and fifteen minutes are over. ``spec`` judges every
    request, answer and event; without it only the hand-written limits do. ``privileged`` are the
    privileged intents that are enabled for the application. ``patience`` is how many real seconds
    a wait of a test lasts at most. ``seed`` makes the interaction tokens repeatable.

    ``problems`` is what was wrong with anything the bot sent, in words: a test ends with
    ``assert not discord.problems``.
    """

    def __init__(
        self,
        *,
        clock: Clock | None = None,
        spec: Specification | None = None,
        privileged: Intent = Intent.MESSAGE_CONTENT,
        patience: float = 5.0,
        seed: int = 0,
    ) -> None:
        self.clock = clock or RealClock()
        self.spec = spec
        self.problems: list[str] = []
        self.faults = Faults(self.clock)
        self.feed = Feed()
        snowflakes = Snowflakes(self.clock)
        application = _application(snowflakes, privileged)
        self.world = World(self.clock, application, snowflakes)
        self.commands = Commands(application, snowflakes)
        self.gateway = Gateway(self.world, self._judge_event, self.problems.append)
        self._api = Api(application.token, self.faults, spec, self.problems.append)
        messages = Messages(self.world, self.gateway, self.feed, self.problems.append)
        interactions = Interactions(self.world, self.feed, random.Random(seed))  # noqa: S311
        self._acting = Acting(
            self.world, self.commands, interactions, messages, self.gateway, self.feed, patience
        )
        self._surroundings = _furnish(self.world)
        self._people: dict[str, User] = {OWNER: application.owner}
        self._folder: Path | None = None
        self._runner: web.AppRunner | None = None

    # -- starting and stopping

    async def __aenter__(self) -> "StandIn":
        self._folder = Path(await asyncio.to_thread(tempfile.mkdtemp, prefix="standin-"))
        self._runner = web.AppRunner(self._application(), access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.UnixSite(self._runner, self.socket).start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.gateway.close()
        if self._runner is not None:
            await self._runner.cleanup()
        if self._folder is not None:
            await asyncio.to_thread(shutil.rmtree, self._folder, ignore_errors=True)

    @property
    def socket(self) -> str:
        """Return the path of the Unix socket. Raises ``RuntimeError`` before the start."""
        if self._folder is None:
            raise RuntimeError("the stand-in is not started: use `async with StandIn() as discord`")
        return str(self._folder / "discord.sock")

    @property
    def token(self) -> str:
        """Return the bot's token."""
        return self.world.application.token

    @property
    def bot(self) -> User:
        """Return the bot's account."""
        return self.world.application.bot

    @property
    def requests(self) -> list[tuple[str, str]]:
        """Return method and path of every REST request so far."""
        return self._api.requests

    async def online(self) -> None:
        """Return when the bot is connected to the gateway. Raises ``NotAnswered`` if it is not."""
        try:
            async with asyncio.timeout(self._acting.patience):
                await self.gateway.online()
        except TimeoutError:
            raise NotAnswered("the bot did not connect to the gateway") from None
        await let_the_client_read()

    # -- people and places

    def member(
        self,
        name: str,
        *,
        nick: str | None = None,
        permissions: Permission | None = None,
        locale: str = "en-US",
        has_application: bool = False,
    ) -> Person:
        """Return the member of The Playhouse with this display name, standing in #stage.

        The same name is the same person, and "The Owner" is the application's. ``has_application``
        adds the bot to their account too.
        """
        if name not in self._people:
            self._people[name] = self.world.add_user(name, has_application=has_application)
        user = self._people[name]
        user.locale = locale
        home = self._surroundings.home
        membership = self.world.join(home, user)
        membership.nick = nick or membership.nick
        if permissions is not None:
            membership.permissions = permissions
        return Person(self._acting, Place(user, home.channels[0]), self._surroundings)

    def channel(self, name: str) -> ChannelView:
        """Return a channel of The Playhouse. Raises ``KeyError`` when it has none of this name."""
        channels = {channel.name: channel for channel in self._surroundings.home.channels}
        return ChannelView(self._acting, channels[name])

    def add_channel(self, name: str) -> ChannelView:
        """Return a new channel of The Playhouse; the gateway tells the bot."""
        channel = self.world.add_channel(self._surroundings.home, name)
        self.gateway.channel_changed(channel, created=True)
        return ChannelView(self._acting, channel)

    async def delete(self, *shown: Shown) -> None:
        """Take messages away, as a moderator does: several of a channel in one stroke."""
        messages = [each.message for each in shown]
        self._acting.messages.delete(messages, together=len(messages) > 1)
        await let_the_client_read()

    def _application(self) -> web.Application:
        gateway = web.Application()
        gateway.router.add_get("/", self.gateway.accept)
        routes = [
            *ApplicationRoutes(self.world, self.commands).routes(),
            *MessageRoutes(self.world, self._acting.messages, self.feed).routes(),
            *InteractionRoutes(
                self.world, self._acting.messages, self._acting.interactions
            ).routes(),
        ]
        # The limit of the outermost application is the one that holds for all of them.
        everything = web.Application(client_max_size=BIGGEST_REQUEST)
        everything.add_domain("discord.com", self._api.application(routes))
        everything.add_domain("*.discord.gg", gateway)
        for host in ("cdn.discordapp.com", "media.discordapp.net"):
            everything.add_domain(host, Cdn(self.world).application())
        return everything

    def _judge_event(self, name: str, data: dict[str, object]) -> None:
        if self.spec is not None:
            for finding in self.spec.event(name, data):
                self.problems.append(f"the stand-in's own event {name}: {finding}")


def _application(snowflakes: Snowflakes, privileged: Intent) -> Application:
    identifier = snowflakes.new()
    bot = User(identifier, "Stage Door", None, is_bot=True)
    owner = User(snowflakes.new(), "the_owner", OWNER)
    flags = int(application_flags(privileged))
    token = f"standin.{identifier}.not-a-secret"
    return Application(identifier, "Stage Door", bot, owner, token, flags, installs=(0, 1))


def _furnish(world: World) -> Surroundings:
    home = world.add_guild("The Playhouse", has_bot=True)
    world.join(home, world.application.owner)
    world.add_channel(home, "stage")
    elsewhere = world.add_guild("The Other House", has_bot=False)
    world.add_channel(elsewhere, "lobby")
    return Surroundings(home, elsewhere)
