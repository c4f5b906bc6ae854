"""Whatever stands in a pack's files, it loads or its problems are named: nothing else is raised."""

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.errors import PackError
from bot.story import load_story
from bot.story.source import parse_source
from tests.conftest import SHIPPED
from tests.packs import TinyPack

FILES = (
    "story.yaml",
    "canon.yaml",
    "camilla/persona.yaml",
    "camilla/persona.md.j2",
    "camilla/beats/daily.yaml",
    "director/persona.yaml",
    "director/beats/turn-recall.yaml",
)
YAMLISH = st.lists(
    st.sampled_from(
        ["a", "facts", "beats", "id", ":", ": ", "- ", "\n", "\n  ", "[", "]", "{", "}", ",", "'",
         '"', "&x ", "*x", "<<: ", "|", ">", "#", "!!int ", "!!bool ", "? ", "null", "yes", "3",
         "2026-13-01", "\t", "é", "{{", "}}", "%", "---", "..."]
    ),
    max_size=30,
).map("".join)  # fmt: skip
same_folder = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25
)


def loads_or_says_what_is_wrong(folder: Path) -> None:
    """Loading gives a story, or problems that each name a file and a line."""
    problems: tuple[str, ...] = ()
    try:
        load_story(folder)
    except PackError as refusal:
        problems = refusal.problems or ("no problem was named",)
    assert all(re.match(r"[\w./-]+:\d+: .", problem) for problem in problems), problems


@given(st.text() | YAMLISH)
@example("&a [*a]")
@example("a: &b {c: *b}")
@example("a: !!bool maybe")
@example("a: !!int ''")
@example("a: !!timestamp soon")
@example("a: !!python/object:os.system x")
@example("? [a]\n: b")
@example("a: 2026-13-01")
@example("\x00")
@example("a: \ud800")
@example("[" * 2000 + "]" * 2000)
def test_any_text_is_read_or_named(text: str) -> None:
    source, problems = parse_source(text, "file.yaml")
    assert source is not None or problems
    assert all(problem.file == "file.yaml" and problem.line >= 1 for problem in problems)


BOMB = "a0: &a0 [x]\n" + "\n".join(
    f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 9)}]" for at in range(1, 30)
)


@pytest.mark.parametrize(
    ("text", "line"),
    [("a: &b {c: *b}", 1), ("base: &b {x: 1}\nother: {<<: *b, x: 2}", 2), (BOMB, 2)],
    ids=["holding itself", "merged", "a bomb"],
)
def test_an_alias_is_named_and_not_followed(text: str, line: int) -> None:
    source, (problem,) = parse_source(text, "file.yaml")
    assert source is None
    assert problem.line == line
    assert "write it out" in problem.wrong


@pytest.mark.parametrize("file", ["story.yaml", "canon.yaml", "ada/persona.yaml", "tests.yaml"])
@same_folder
@given(text=YAMLISH)
@example(text="&x [*x]")
@example(text="id: &x {a: *x}")
@example(text="1: a\n")
@example(text="~: a\n")
@example(text="facts: {1: 2}")
def test_anything_in_a_file_is_named(pack: TinyPack, file: str, text: str) -> None:
    kept = pack.text(file)
    pack.write(file, text)
    assert pack.problems()
    pack.write(file, kept)


@same_folder
@given(data=st.data())
def test_any_line_of_a_pack_may_be_mangled(pack: TinyPack, data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(["story.yaml", "canon.yaml", "bo/beats.yaml"]))
    kept = pack.text(file)
    lines = kept.splitlines(keepends=True)
    at = data.draw(st.integers(0, len(lines) - 1))
    cut = data.draw(st.integers(0, len(lines[at])))
    pack.write(file, "".join([*lines[:at], lines[at][:cut], data.draw(YAMLISH), *lines[at + 1 :]]))
    loads_or_says_what_is_wrong(pack.folder)
    pack.write(file, kept)


@settings(same_folder, max_examples=10)  # the whole shipped pack is read for each
@given(data=st.data())
def test_any_line_of_a_shipped_file_may_be_missing(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.getbasetemp() / "shipped-copy"
    if not folder.exists():
        shutil.copytree(SHIPPED, folder)
    file = folder / data.draw(st.sampled_from(FILES))
    kept = file.read_text(encoding="utf-8")
    lines = kept.splitlines(keepends=True)
    at = data.draw(st.integers(0, len(lines) - 1))
    file.write_text("".join([*lines[:at], *lines[at + 1 :]]), encoding="utf-8")
    loads_or_says_what_is_wrong(folder)
    file.write_text(kept, encoding="utf-8")
