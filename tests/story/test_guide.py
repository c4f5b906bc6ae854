"""The guide for writers and the skeleton: neither passes over a key of the format."""

import re
from pathlib import Path
from typing import get_args

import pytest

from bot.story import files
from bot.story.files import Act, DeflectionKind, FollowUp, Recall, Social
from bot.story.source import parse_source
from tests.conftest import SHIPPED

GUIDE = (SHIPPED.parent / "README.md").read_text(encoding="utf-8")
SKELETON = Path(__file__).parents[2] / "bot" / "story" / "skeleton"
KEYS = {
    model.__name__: sorted(model.model_fields)
    for model in (
        files.StoryFile, files.SceneFile, files.FactFile, files.PersonaFile, files.BeatFile,
        files.LineFile, files.DeflectionFile, files.TestFile,
    )
}  # fmt: skip
KINDS = tuple(
    kind for kinds in (Social, DeflectionKind, FollowUp, Act, Recall) for kind in get_args(kinds)
)


def examples() -> list[str]:
    """The YAML examples of the guide."""
    return re.findall(r"^```yaml\n(.*?)^```", GUIDE, re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("model", KEYS)
def test_the_guide_tells_of_every_key(model: str) -> None:
    assert not [key for key in KEYS[model] if f"`{key}" not in GUIDE and f"{{{key}:" not in GUIDE]


@pytest.mark.parametrize("model", KEYS)
def test_the_skeleton_shows_every_key(model: str) -> None:
    shown = "\n".join(path.read_text(encoding="utf-8") for path in SKELETON.rglob("*.yaml"))
    assert not [key for key in KEYS[model] if f"{key}:" not in shown and f"#   {key} " not in shown]


@pytest.mark.parametrize("kind", KINDS)
def test_the_guide_tells_of_every_kind_of_line(kind: str) -> None:
    assert f"`{kind}`" in GUIDE


def test_the_examples_of_the_guide_are_yaml() -> None:
    found = [parse_source(example, "example.yaml") for example in examples()]
    assert len(found) > 1
    assert not [problem for _, problems in found for problem in problems]


def test_every_place_that_the_guide_points_to_is_in_it() -> None:
    headings = {
        re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        for heading in re.findall(r"^#+ (.*)$", GUIDE, re.MULTILINE)
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", GUIDE)) <= headings
