"""``stagedoor new``: the skeleton of a pack, with a story's text in place."""

import shlex
from collections.abc import Sequence
from pathlib import Path

import typer

from bot.errors import PackNotMade, SettingsError
from bot.story.ids import RIGHT_ID, is_id
from bot.story.new_pack import make_pack, name_from, skeleton_files, story_text

SOMEBODY = "somebody"
"""The character of a pack that is made without naming one."""
LONGEST_TITLE = 100


def new(pack: str, text: str, characters: Sequence[str], title: str | None) -> None:
    """Makes the folder ``pack`` and says what to do with it. Raises ``SettingsError`` for a name
    that cannot be one, and ``PackNotMade``."""
    folder = _path(pack)
    if not is_id(folder.name):
        raise SettingsError(f"The folder's name is the pack's id: {pack!r} cannot be. {RIGHT_ID}")
    cast = tuple(characters) or (SOMEBODY,)
    _check_cast(cast)
    data = _read(_path(text))
    files = skeleton_files(story_text(data, text), _title(title, folder.name), cast)
    make_pack(folder, data, files)
    typer.echo(_next_steps(shlex.quote(str(folder)), cast))


def _path(name: str) -> Path:
    try:
        return Path(name).expanduser()
    except RuntimeError as error:
        raise SettingsError(f"There is no home folder for {name!r}.") from error


def _next_steps(folder: str, cast: Sequence[str]) -> str:
    return (
        f"{folder} is made. Its lines are placeholders, to be written over. To hear and check it:\n"
        f'  stagedoor ask --pack {folder} {cast[0]} "Who are you?"\n'
        f"  stagedoor check {folder}\n"
        f"  stagedoor check {folder} --coverage"
    )


def _check_cast(cast: Sequence[str]) -> None:
    for who in cast:
        if not is_id(who):
            raise SettingsError(f"--character takes an id, not {who[:80]!r}. {RIGHT_ID}")
    names = [name_from(who) for who in cast]
    for at, name in enumerate(names):
        if name in names[:at]:
            other = cast[names.index(name)]
            raise SettingsError(
                f"--character {other} and --character {cast[at]} would share the name {name!r}: "
                "take another id."
            )


def _title(given: str | None, pack: str) -> str:
    title = name_from(pack) if given is None else given.strip()
    if not title.isprintable() or not 0 < len(title) <= LONGEST_TITLE:
        raise SettingsError(f"--title takes 1 to {LONGEST_TITLE} characters on one line.")
    return title


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise PackNotMade(f"The text cannot be read: {error}.") from error
