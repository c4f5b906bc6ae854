"""The installed program: a wheel holds all it needs, the shipped pack included."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this checkout and unpacked as an installer does."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=CHECKOUT, check=True, capture_output=True, timeout=120)
    (wheel,) = folder.glob("*.whl")
    site = folder / "site"
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(site)
    return site


def test_a_wheel_answers_in_an_empty_folder_and_leaves_nothing_there(
    installed: Path, tmp_path: Path, cache_folder: Path
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    environment = {
        **os.environ,
        "PYTHONPATH": str(installed),
        "STAGEDOOR_CACHE_DIR": str(cache_folder),
    }
    asked = subprocess.run(
        [sys.executable, "-P", "-m", "bot", "ask", "camilla", "Why do you dance?"],
        cwd=empty, env=environment, check=True, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert asked.stdout.startswith("Camilla Roche: ")
    assert list(empty.iterdir()) == []
    where = subprocess.run(
        [sys.executable, "-P", "-c", "import bot; print(bot.__file__)"],
        cwd=empty, env=environment, check=True, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert Path(where.stdout.strip()).is_relative_to(installed)


def test_a_wheel_carries_the_story_the_vocabulary_and_the_types(installed: Path) -> None:
    for part in (
        "bot/personas/camilla-roche/story.txt",
        "bot/engines/likeness/bert-vocab.txt",
        "bot/engines/authored/english.toml",
        "bot/engines/authored/examples.toml",
        "bot/engines/authored/languages.toml",
        "bot/story/templates/persona_base.md.j2",
        "bot/story/skeleton/story.yaml",
        "bot/story/skeleton/character/beats.yaml",
        "bot/personas/README.md",
        "bot/py.typed",
    ):
        assert (installed / part).is_file(), part
