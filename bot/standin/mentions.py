"""Whom a message pings: https://discord.com/developers/docs/resources/message#allowed-mentions-object."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.standin.world import User

_USER = re.compile(r"<@!?(\d+)>")
_EVERYONE = re.compile(r"@(everyone|here)\b")


@dataclass(frozen=True, slots=True)
class Pings:
    """The accounts that are pinged, and whether everyone is."""

    users: tuple[User, ...] = ()
    everyone: bool = False


def pings(content: str, allowed: dict[str, Any] | None, users: Mapping[str, User]) -> Pings:
    """Return whom ``content`` pings under ``allowed`` (``allowed_mentions``; ``None`` allows all).

    ``users`` are the accounts there are, by id.
    """
    mentioned = [users[found] for found in dict.fromkeys(_USER.findall(content)) if found in users]
    everyone = _EVERYONE.search(content) is not None
    if allowed is None:
        return Pings(tuple(mentioned), everyone)
    kinds = allowed.get("parse") or []
    named = {str(identifier) for identifier in allowed.get("users") or []}
    pinged = [user for user in mentioned if "users" in kinds or user.id in named]
    return Pings(tuple(pinged), everyone and "everyone" in kinds)
