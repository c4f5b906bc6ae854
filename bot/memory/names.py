"""File names for keys: any channel or person id becomes a name that cannot leave its folder."""

import re
from urllib.parse import unquote_to_bytes

from bot.errors import MemoryFault

_LONGEST = 180
_UNSAFE = re.compile(rb"[^a-z0-9_-]")


def file_name(key: str) -> str:
    """Return the file name for ``key``, without an ending: ``"123-45"`` stays as it is.

    Every byte (UTF-8) but lower-case letters, digits, ``_`` and ``-`` is written ``%xx``, so that
    two keys never share a name, even where the file system takes ``A`` and ``a`` for the same.
    Raises MemoryFault for an empty key and for one whose name would be over 180 characters.
    """
    name = _UNSAFE.sub(lambda byte: b"%%%02x" % byte[0][0], key.encode("utf-8", "surrogatepass"))
    if not 1 <= len(name) <= _LONGEST:
        raise MemoryFault(f"{key[:40]!r} cannot be a key: use 1 to {_LONGEST} letters or digits.")
    return name.decode("ascii")


def key_of(name: str) -> str | None:
    """Return the key that ``file_name`` turned into ``name``, or None if it made no such name."""
    try:
        key = unquote_to_bytes(name).decode("utf-8", "surrogatepass")
        return key if file_name(key) == name else None
    except (UnicodeDecodeError, MemoryFault):
        return None
