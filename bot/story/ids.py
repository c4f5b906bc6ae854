"""Ids, as writers give them to scenes, facts, characters and beats."""

import re

ID_PATTERN = r"^[a-z0-9][a-z0-9-]{0,59}$"
RIGHT_ID = "An id is lower-case letters, digits and hyphens, at most 60 of them."


def is_id(text: str) -> bool:
    """Whether ``text`` can be an id."""
    return "\n" not in text and re.match(ID_PATTERN, text) is not None
