"""What was said: exchanges on the disk, one TinyDB for each channel."""

from bot.memory.memory import ChannelMemory, Memory
from bot.memory.values import ChannelView, Forgotten, SetAside, Window

__all__ = ["ChannelMemory", "ChannelView", "Forgotten", "Memory", "SetAside", "Window"]
