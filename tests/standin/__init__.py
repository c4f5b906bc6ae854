"""The loopback Discord, met by the real discord.py."""
