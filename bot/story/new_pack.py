"""The skeleton of a pack: a story's text in place, and files with examples for a writer to fill.

What the files say stands in the folder ``skeleton``, in which ``${name}`` is a value.
"""

import os
import tempfile
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from string import Template

from bot.errors import PackNotMade
from bot.story.parts import first_words, last_words, parts_of, quotable_words
from bot.story.reading import LARGEST_FILE
from bot.story.source import inline_yaml

_SKELETON = Path(__file__).parent / "skeleton"
_OF_THE_STORY = ("story.yaml", "canon.yaml", "tests.yaml")
_OF_A_CHARACTER = ("persona.yaml", "persona.md.j2", "beats.yaml", "BIOGRAPHY.md")


def story_text(data: bytes, name: str) -> str:
    """The text in ``data``, the file ``name``. Raises ``PackNotMade`` where it cannot be a story's
    text, saying why and on which line."""
    if len(data) > LARGEST_FILE:
        raise PackNotMade(f"{name} has {len(data):,} bytes: a story has at most {LARGEST_FILE:,}.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        where = _where(data[: error.start].decode("utf-8"))
        raise PackNotMade(f"{name} is not UTF-8 ({where}): save it as UTF-8.") from error
    if text.startswith("\ufeff"):
        raise PackNotMade(f"{name} begins with a byte order mark: save it as UTF-8 without one.")
    for at, char in enumerate(text):
        if unicodedata.category(char) == "Cc" and char not in "\t\r\n":
            raise PackNotMade(
                f"{name} holds the control character U+{ord(char):04X} ({_where(text[:at])}): "
                "take it out; line breaks and tabs may stay."
            )
    if not text.strip():
        raise PackNotMade(f"{name} is empty: it is to hold the story, word for word.")
    return text


def _where(before: str) -> str:
    """The line and the character at which ``before`` ends, both from 1."""
    return f"line {before.count(chr(10)) + 1}, character {len(before) - before.rfind(chr(10))}"


def name_from(slug: str) -> str:
    """A name for what has the id ``slug``: "old-clock" is "Old Clock"."""
    return " ".join(word.capitalize() for word in slug.split("-") if word)


def skeleton_files(text: str, title: str, cast: Sequence[str]) -> Mapping[str, str]:
    """The files of a pack by their path in it, but for ``story.txt``. ``text`` is as
    :func:`story_text` gives it, ``title`` has 1 to 100 characters, ``cast`` holds one id or more.
    """
    values = {
        "title": inline_yaml(title),
        "cast": inline_yaml(cast),
        "first_character": inline_yaml(cast[0]),
        "quote": inline_yaml(quotable_words(text)),
        "scenes": _scenes(text, cast),
    }
    files = {name: _filled(name, values) for name in _OF_THE_STORY}
    for who in cast:
        own = {"id": inline_yaml(who), "name": inline_yaml(name_from(who))}
        files |= {f"{who}/{name}": _filled(f"character/{name}", own) for name in _OF_A_CHARACTER}
    return files


def _scenes(text: str, cast: Sequence[str]) -> str:
    scenes = (
        _filled(
            "scene.yaml",
            {
                "id": f"scene-{number}",
                "title": f"Scene {number}",
                "first": inline_yaml(first_words(part)),
                "last": inline_yaml(last_words(part)),
                "present": inline_yaml(cast),
            },
        )
        for number, part in enumerate(parts_of(text), 1)
    )
    return "\n".join(scenes).rstrip("\n")


def _filled(name: str, values: Mapping[str, str]) -> str:
    return Template((_SKELETON / name).read_text(encoding="utf-8")).substitute(values)


def make_pack(folder: Path, text: bytes, files: Mapping[str, str]) -> None:
    """Writes ``files``, and ``text`` as ``story.txt``, into the new ``folder``: all, or nothing.

    Raises ``PackNotMade`` where something of that name exists, or the disk refuses.
    """
    if os.path.lexists(folder):
        raise PackNotMade(f"{folder} exists already, and nothing in it was changed: name another.")
    if not folder.parent.is_dir():
        raise PackNotMade(f"There is no folder {folder.parent} to make {folder.name} in.")
    try:
        with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as beside:
            half_made = Path(beside) / folder.name
            for name, words in files.items():
                path = half_made / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(words, encoding="utf-8", newline="\n")
            (half_made / "story.txt").write_bytes(text)
            half_made.rename(folder)
    except OSError as error:
        raise PackNotMade(f"{folder} could not be made: {error}.") from error
