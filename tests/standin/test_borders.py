"""The stand-in is Discord: it knows nothing of the bot, and no Discord library."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

_ROOT = Path(__file__).parents[2] / "bot" / "standin"


def _imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def test_it_imports_itself_aiohttp_and_the_standard_library_alone() -> None:
    foreign = {
        (file.relative_to(_ROOT).as_posix(), name)
        for file in _ROOT.rglob("*.py")
        for name in _imports(file)
        if not name.startswith("bot.standin")
        and name.partition(".")[0] not in sys.stdlib_module_names
        and name.partition(".")[0] != "aiohttp"
    }
    assert foreign == {("judge/specification.py", "jsonschema_rs")}
