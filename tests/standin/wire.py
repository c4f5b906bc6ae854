"""Plain requests to the stand-in."""

from dataclasses import dataclass
from typing import Any

import aiohttp

from bot.standin import StandIn

API = "https://discord.com/api/v10"


@dataclass(frozen=True)
class Wire:
    """Sends what no library would. ``problems`` takes out what the stand-in found wrong."""

    session: aiohttp.ClientSession
    there: StandIn

    async def send(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        headers = {"Authorization": f"Bot {self.there.token}"}
        async with self.session.request(method, API + path, json=body, headers=headers) as answer:
            return answer.status, await answer.json() if answer.status != 204 else None

    @property
    def commands_path(self) -> str:
        return f"/applications/{self.there.world.application.id}/commands"

    @property
    def stage_path(self) -> str:
        return f"/channels/{self.there.channel('stage').id}/messages"

    def problems(self) -> list[str]:
        return take_problems(self.there)


def take_problems(there: StandIn) -> list[str]:
    taken = list(there.problems)
    there.problems.clear()
    return taken
