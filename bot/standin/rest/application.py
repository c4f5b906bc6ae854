"""Routes of the application itself: who the bot is, and its commands."""

from typing import Any

from bot.standin.commands import Commands
from bot.standin.errors import unknown_application, unknown_user
from bot.standin.limits.commands import check_commands
from bot.standin.payloads import application_payload, direct_channel_payload, own_user_payload
from bot.standin.rest.call import Answer, Call, Route
from bot.standin.world import World

_COMMANDS = "/applications/{application_id}/commands"


class ApplicationRoutes:
    """Who the bot is, which commands it has, and whom it writes to."""

    def __init__(self, world: World, commands: Commands) -> None:
        self._world = world
        self._commands = commands

    def routes(self) -> list[Route]:
        """Return the operations that are served here."""
        return [
            Route("GET", "/users/@me", self._me),
            Route("POST", "/users/@me/channels", self._open_direct_messages),
            Route("GET", "/oauth2/applications/@me", self._application),
            Route("GET", _COMMANDS, self._list_commands),
            Route("PUT", _COMMANDS, self._overwrite_commands, check_commands),
        ]

    async def _me(self, _: Call) -> Answer:
        return Answer(200, own_user_payload(self._world.application.bot))

    async def _application(self, _: Call) -> Answer:
        guilds = len(list(self._world.bot_guilds()))
        return Answer(200, application_payload(self._world.application, guilds))

    async def _list_commands(self, call: Call) -> Answer:
        self._own(call)
        return Answer(200, self._commands.listed(localized=call.flag("with_localizations")))

    async def _overwrite_commands(self, call: Call) -> Answer:
        self._own(call)
        bodies: list[dict[str, Any]] = call.body or []
        return Answer(200, self._commands.overwrite(bodies))

    async def _open_direct_messages(self, call: Call) -> Answer:
        user = self._world.users.get(str((call.body or {}).get("recipient_id")))
        if user is None or user.is_bot:
            raise unknown_user()
        channel = self._world.conversation("direct", user)
        return Answer(200, direct_channel_payload(channel))

    def _own(self, call: Call) -> None:
        if call.path["application_id"] != self._world.application.id:
            raise unknown_application()
