"""Where Discord's own specification lies, if it does: it is not part of the project."""

import os
from pathlib import Path

NOT_JUDGED = "the stand-in was not judged: DISCORD_SPEC names no folder with the specification"


def specification_folder() -> Path | None:
    """The folder named by ``DISCORD_SPEC``, else ``../shared/discord``; ``None`` without one."""
    named = os.environ.get("DISCORD_SPEC")
    folder = Path(named) if named else Path(__file__).parents[2] / "shared" / "discord"
    return folder if (folder / "openapi.json").is_file() else None
