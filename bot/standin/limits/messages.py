"""The rules for messages.

Source: https://discord.com/developers/docs/resources/message#create-message and, for embeds,
the section "Embed Limits" of the same page.
"""

from typing import Any

from bot.standin import embeds
from bot.standin.limits.components import check_components
from bot.standin.limits.shapes import MESSAGE, fits
from bot.standin.limits.violations import Path, Violations
from bot.standin.wire import Json

CONTENT = 2_000
EMBEDS = 10
EMBEDS_TOGETHER = 6_000
FILES = 10
_PICTURE_SCHEMES = ("http://", "https://", "attachment://")


def check_message(body: Json, violations: Violations, at: Path = ()) -> None:
    """Check what a message says; whether it is empty only its state can tell."""
    if body is None or not fits(body, MESSAGE, violations, at):
        return
    violations.text(body.get("content"), (*at, "content"), longest=CONTENT)
    _check_embeds(body.get("embeds"), violations, (*at, "embeds"))
    check_components(body.get("components"), violations, (*at, "components"))
    path = (*at, "attachments")
    for number, note in enumerate(violations.items(body.get("attachments"), path, most=FILES)):
        violations.text(note.get("description"), (*path, number, "description"), longest=1_024)
        if "id" not in note:
            violations.require((*path, number, "id"))
    _check_mentions(body.get("allowed_mentions"), violations, (*at, "allowed_mentions"))


def check_channel_message(body: Json, violations: Violations) -> None:
    """Check a message that the bot sends into a channel."""
    check_message(body, violations)
    if isinstance(body, dict) and isinstance(body.get("nonce"), str):
        violations.text(body["nonce"], ("nonce",), longest=25)


def check_followup(body: Json, violations: Violations) -> None:
    """Check an interaction's follow-up, which cannot go by another name."""
    check_message(body, violations)
    for field in ("username", "avatar_url"):
        if isinstance(body, dict) and body.get(field):
            sentence = "Interaction followups cannot override the application's name or avatar."
            violations.add((field,), "WEBHOOK_FOLLOWUP_OVERRIDE", sentence)


def _check_embeds(value: list[Any] | None, violations: Violations, path: Path) -> None:
    found = violations.items(value, path, most=EMBEDS)
    for number, embed in enumerate(found):
        _check_embed(embed, violations, (*path, number))
    if sum(map(embeds.length, found)) > EMBEDS_TOGETHER:
        sentence = f"Embed size exceeds maximum size of {EMBEDS_TOGETHER}"
        violations.add(path, "MAX_EMBED_SIZE_EXCEEDED", sentence)


def _check_embed(embed: dict[str, Any], violations: Violations, at: Path) -> None:
    violations.text(embed.get("title"), (*at, "title"), longest=256)
    violations.text(embed.get("description"), (*at, "description"), longest=4_096)
    for part, text, longest in (("footer", "text", 2_048), ("author", "name", 256)):
        if embed.get(part) is not None:
            path = (*at, part, text)
            violations.text(embed[part].get(text), path, longest=longest, needed=True)
    fields = violations.items(embed.get("fields"), (*at, "fields"), most=25)
    for number, field in enumerate(fields):
        path = (*at, "fields", number)
        violations.text(field.get("name"), (*path, "name"), longest=256, needed=True)
        violations.text(field.get("value"), (*path, "value"), longest=1_024, needed=True)
    for part in ("image", "thumbnail"):
        address = (embed.get(part) or {}).get("url")
        if address is not None and not address.startswith(_PICTURE_SCHEMES):
            sentence = "Scheme must be one of ('http', 'https', 'attachment')."
            violations.add((*at, part, "url"), "URL_TYPE_INVALID_SCHEME", sentence)


def _check_mentions(value: dict[str, Any] | None, violations: Violations, path: Path) -> None:
    if value is None:
        return
    for kind in ("users", "roles"):
        named = value.get(kind) or []
        if kind in (value.get("parse") or []) and named:
            sentence = f"parse:[{kind!r}] and {kind}: [ids...] are mutually exclusive."
            violations.add(path, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", sentence)
        if len(named) > 100:
            sentence = "Must be 100 or fewer in length."
            violations.add((*path, kind), "BASE_TYPE_MAX_LENGTH", sentence)
