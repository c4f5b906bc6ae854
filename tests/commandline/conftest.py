"""The command line as a person at a terminal runs it, in a folder of its own."""

import logging
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.engines.authored import AuthoredEngine
from bot.engines.likeness.minilm import MiniLM


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def _logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture
def environment(
    tmp_path: Path,
    cache_folder: Path,
    engine: AuthoredEngine,  # which has kept the vectors of the shipped story there
    monkeypatch: pytest.MonkeyPatch,
) -> dict[str, str]:
    """The settings of a command: vectors from this run, and nothing of who runs the tests."""
    for name in [name for name in os.environ if name.startswith("STAGEDOOR_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("STAGEDOOR_CACHE_DIR", str(cache_folder))
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}


@pytest.fixture
def run(
    environment: dict[str, str],
    _logging_as_before: None,
    model: MiniLM,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    """Runs ``stagedoor`` with arguments, in this process; ``typed`` is its standard input."""

    # The model is opened once for all these commands; those in a process of their own open it.
    monkeypatch.setattr(MiniLM, "open", lambda: model)

    def run_it(*arguments: str, typed: str = "") -> Ran:
        monkeypatch.setattr(sys, "argv", ["stagedoor", *arguments])
        monkeypatch.setattr(sys, "stdin", StringIO(typed))
        capsys.readouterr()
        code: str | int | None = 0
        try:
            main()
        except SystemExit as left:
            code = left.code
        printed = capsys.readouterr()
        return Ran(code if isinstance(code, int) else 0, printed.out, printed.err)

    return run_it
