"""Discord, as far as the bot calls it: REST v10, the gateway, the CDN, and the people in a guild.

Nothing here leaves the machine: the client reaches it over a Unix socket, and nothing of the rest
of the project is imported. What differs from Discord is listed in ``FIDELITY.md`` beside this file.

::

    clock = ManualClock()
    async with StandIn(clock=clock) as discord:
        client = discord_py.Client(connector=aiohttp.UnixConnector(discord.socket), ...)
        ...
        ada = discord.member("Ada")
        shown = await ada.slash("ask", character="camilla", question="Why?")
        assert shown.content == "..."
        assert not discord.problems
"""

from bot.standin.clock import Clock, ManualClock, RealClock
from bot.standin.errors import NotAnswered, NotPossible, NotSeen
from bot.standin.feed import Happening
from bot.standin.flags import Intent, Permission
from bot.standin.judge.specification import Specification
from bot.standin.people.modal import ModalForm
from bot.standin.people.person import Person
from bot.standin.people.shown import Shown
from bot.standin.server import StandIn

__all__ = [
    "Clock",
    "Happening",
    "Intent",
    "ManualClock",
    "ModalForm",
    "NotAnswered",
    "NotPossible",
    "NotSeen",
    "Permission",
    "Person",
    "RealClock",
    "Shown",
    "Specification",
    "StandIn",
]
