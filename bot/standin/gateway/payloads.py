"""What the gateway says of its own accord: READY and GUILD_MEMBERS_CHUNK."""

from collections.abc import Mapping
from typing import Any

from bot.standin.payloads import member_payload, own_user_payload
from bot.standin.world import Application, Guild

RESUME_URL = "wss://gateway-us-east1-b.discord.gg"
_MEMBERS_IN_A_CHUNK = 1_000


def ready_payload(session_id: str, application: Application, guilds: list[Guild]) -> dict[str, Any]:
    """Return READY: who the bot is, where to resume, and which guilds are about to follow."""
    return {
        "v": 10,
        "user": own_user_payload(application.bot),
        "guilds": [{"id": guild.id, "unavailable": True} for guild in guilds],
        "session_id": session_id,
        "resume_gateway_url": RESUME_URL,
        "application": {
            "id": application.id,
            "flags": application.flags,
            "flags_new": str(application.flags),
        },
    }


def member_chunks(guild: Guild, asked: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the members that were asked for, by ids or by how their names begin."""
    wanted = {str(identifier) for identifier in asked.get("user_ids") or ()}
    beginning = (asked.get("query") or "").lower()
    found = [
        member_payload(member)
        for member in guild.members.values()
        if (not wanted or member.user.id in wanted)
        and member.shown_name.lower().startswith(beginning)
    ]
    found = found[: asked.get("limit") or len(found)]
    step = _MEMBERS_IN_A_CHUNK
    parts = [found[start : start + step] for start in range(0, len(found), step)] or [[]]
    common: dict[str, Any] = {"guild_id": guild.id, "chunk_count": len(parts)}
    if wanted:
        common["not_found"] = sorted(wanted - set(guild.members))
    if asked.get("nonce") is not None:
        common["nonce"] = asked["nonce"]
    return [common | {"members": part, "chunk_index": index} for index, part in enumerate(parts)]
