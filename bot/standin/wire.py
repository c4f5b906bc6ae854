"""What travels between the bot and Discord."""

from typing import Any, TypeAlias

Json: TypeAlias = Any
"""Whatever JSON holds: read at the edges only, and checked there."""
