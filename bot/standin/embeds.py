"""Embeds as Discord answers them: https://discord.com/developers/docs/resources/message#embed-object."""

from collections.abc import Callable, Iterator
from typing import Any

Embed = dict[str, Any]

_SCHEME = "attachment://"
_PICTURES = (("image", "url"), ("thumbnail", "url"), ("author", "icon_url"), ("footer", "icon_url"))
_ANSWERED = (
    *("title", "description", "url", "color", "timestamp"),
    *("author", "image", "thumbnail", "footer", "fields", "provider", "video"),
)


def kept(embed: Embed) -> Embed:
    """Return an embed of a request as it is kept: the parts that say something, cleaned."""
    result: Embed = {"type": "rich"}
    for name in _ANSWERED:
        value = embed.get(name)
        if isinstance(value, str):
            value = value.strip()
        elif isinstance(value, dict):
            value = {key: part for key, part in value.items() if part is not None}
        elif name == "fields" and value:
            value = [{"inline": False, **field} for field in value]
        if value or value == 0:
            result[name] = value
    return result


def is_empty(embed: Embed) -> bool:
    """Tell whether a kept embed shows nothing."""
    return not set(embed) - {"type", "color", "url", "timestamp"}


def length(embed: Embed) -> int:
    """Return the characters that count towards the 6,000 that the embeds of a message share."""
    words = [embed.get("title"), embed.get("description")]
    words += [(embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")]
    for field in embed.get("fields") or ():
        words += [field.get("name"), field.get("value")]
    return sum(len(word.strip()) for word in words if isinstance(word, str))


def uploads_shown(embed: Embed) -> Iterator[str]:
    """Yield the names of the uploaded files that an embed shows (``attachment://name``)."""
    for part, key in _PICTURES:
        url = (embed.get(part) or {}).get(key) or ""
        if url.startswith(_SCHEME):
            yield url.removeprefix(_SCHEME)


def resolved(embed: Embed, picture: Callable[[str], dict[str, Any] | None]) -> Embed:
    """Return an embed as it is answered, with the addresses of its pictures.

    ``picture`` gives ``url``, ``proxy_url`` and, if known, ``width`` and ``height`` of an uploaded
    file by name. A picture whose file is missing is left out.
    """
    result = dict(embed)
    for part, key in _PICTURES:
        if key not in (embed.get(part) or {}):
            continue
        url = embed[part][key]
        shown = _outside(url) if not url.startswith(_SCHEME) else picture(url[len(_SCHEME) :])
        rest = {name: value for name, value in embed[part].items() if name != key}
        if shown is not None and key == "url":
            result[part] = rest | shown
        elif shown is not None:
            icons = {"icon_url": shown["url"], "proxy_icon_url": shown["proxy_url"]}
            result[part] = rest | icons
        elif rest:
            result[part] = rest
        else:
            del result[part]
    return result


def _outside(url: str) -> dict[str, Any]:
    address = url.partition("://")[2]
    return {"url": url, "proxy_url": f"https://images-ext-1.discordapp.net/external/-/{address}"}
