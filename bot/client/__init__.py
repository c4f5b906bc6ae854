"""Discord, our side: thin commands, views, and the translation both ways."""

from bot.client.client import StageDoorClient

__all__ = ["StageDoorClient"]
