"""The gateway: the web socket over which Discord tells the bot what happens."""
