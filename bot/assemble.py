"""The composition root: from settings to a story, its engine, its memory and a conversation."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.conversation import Conversation
from bot.engines import Engine
from bot.errors import SettingsError
from bot.memory import Memory
from bot.settings import Settings
from bot.story import Story, load_story
from bot.story.render import Templates

if TYPE_CHECKING:
    from bot.engines.authored import AuthoredEngine


def shipped_packs() -> Path:
    """The folder of the packs that travel with the program, installed or in a checkout."""
    package = Path(__file__).parent
    installed = package / "personas"
    return installed if installed.is_dir() else package.parent / "personas"


def pack_folder(pack: str) -> Path:
    """The folder that ``pack`` names: a path, or the name of a shipped pack.

    Raises ``SettingsError`` where there is neither.
    """
    for folder in (Path(os.path.expanduser(pack)), shipped_packs() / pack):  # noqa: PTH111 - lets a strange ~ stand
        if _is_pack(folder):
            return folder
    shipped = ", ".join(sorted(each.parent.name for each in shipped_packs().glob("*/story.yaml")))
    raise SettingsError(
        f"There is no story pack {pack[:80]!r}: no folder of that name holds a story.yaml. "
        f"Shipped packs: {shipped}."
    )


def _is_pack(folder: Path) -> bool:
    try:
        return (folder / "story.yaml").is_file()
    except (OSError, ValueError):  # too long for a path, or no path at all
        return False


def assemble_story(settings: Settings) -> Story:
    """The story of the settings. Raises ``PackError`` with every problem of its pack."""
    return load_story(pack_folder(settings.pack))


def assemble_engine(settings: Settings, story: Story) -> "AuthoredEngine":
    """The engine that answers for ``story``. Takes a second: the matcher's model is opened."""
    # The engine's packages are heavy; what needs no engine starts without them.
    from bot.engines.authored import AuthoredEngine  # noqa: PLC0415
    from bot.engines.likeness.best import best_likeness  # noqa: PLC0415

    likeness_to = best_likeness(settings.cache_dir / "vectors", story)
    return AuthoredEngine(story, likeness_to, Templates())


@asynccontextmanager
async def conversation(
    settings: Settings, story: Story, engine: Engine, *, keep: bool
) -> AsyncIterator[Conversation]:
    """A conversation with ``story``, over the data directory when ``keep`` is set.

    Raises ``MemoryFault`` where the data directory cannot be used.
    """
    if not keep:
        yield Conversation(story, engine, Templates(), memory=None)
        return
    memory = await Memory.open(settings.data_dir, now=lambda: datetime.now(UTC))
    async with memory:
        yield Conversation(story, engine, Templates(), memory)
