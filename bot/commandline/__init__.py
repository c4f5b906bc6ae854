"""What the commands of ``stagedoor`` do; ``bot/__main__.py`` names their parameters."""
