"""The command line, as people at a terminal meet it."""
