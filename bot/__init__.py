"""Stage Door: meet the cast of a story, in Discord and at the command line."""

__version__ = "0.1.0"
