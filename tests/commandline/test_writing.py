"""``stagedoor new`` and ``check --coverage``: what a writer of packs runs."""

from pathlib import Path

import pytest

from tests.commandline.conftest import Run
from tests.packs import MORNING, TinyPack


@pytest.fixture
def text(tmp_path: Path) -> Path:
    """A file that holds a story, beside two that cannot."""
    (tmp_path / "latin.txt").write_bytes("Café".encode("latin-1"))
    (tmp_path / "empty.txt").touch()
    path = tmp_path / "clock.txt"
    path.write_bytes(f"{MORNING}\r\n\r\n“So,” said Bo.\r\n".encode())
    return path


# ------------------------------------------------------------------ new


def test_a_new_pack_holds_the_text_and_passes_check(run: Run, text: Path) -> None:
    ran = run("new", "old-clock", "--text", str(text), "--character", "ada", "--character", "bo")
    assert (ran.code, ran.err) == (0, "")
    assert "stagedoor check old-clock" in ran.out
    assert Path("old-clock/story.txt").read_bytes() == text.read_bytes()
    ran = run("check", "old-clock")
    assert ran.code == 0, ran.out
    assert (
        ran.out == "Old Clock: 1 scenes, 1 facts, Ada and Bo with 2 beats, 1 tests. No problems.\n"
    )


def test_a_new_pack_answers(run: Run, text: Path) -> None:
    run("new", "old-clock", "--text", str(text))
    ran = run("ask", "--pack", "old-clock", "somebody", "Hello")
    assert (ran.code, ran.out.splitlines()[0]) == (0, "Somebody: Good day.")


def test_a_title_may_be_given(run: Run, text: Path) -> None:
    run("new", "old-clock", "--text", str(text), "--title", "'Clock': a # story")
    assert run("check", "old-clock").out.startswith("'Clock': a # story: 1 scenes")


def test_a_new_pack_is_never_made_over_another(run: Run, text: Path, pack: TinyPack) -> None:
    before = {path: path.stat().st_mtime_ns for path in pack.folder.rglob("*")}
    ran = run("new", str(pack.folder), "--text", str(text))
    assert (ran.code, ran.out) == (1, "")
    assert "exists already" in ran.err
    assert {path: path.stat().st_mtime_ns for path in pack.folder.rglob("*")} == before


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["Old Clock", "--text", "clock.txt"], 2, "'Old Clock' cannot be"),
        (["..", "--text", "clock.txt"], 2, "'..' cannot be"),
        (["old-clock", "--text", "clock.txt", "--character", "Ada"], 2, "not 'Ada'"),
        (["old-clock", "--text", "clock.txt", "--character", "a", "--character", "a"], 2, "share"),
        (["old-clock", "--text", "clock.txt", "--character", "a", "--character", "a-"], 2, "share"),
        (["old-clock", "--text", "clock.txt", "--title", " "], 2, "--title takes 1 to 100"),
        (["old-clock", "--text", "clock.txt", "--title", "a\nb"], 2, "--title takes 1 to 100"),
        (["old-clock", "--text", "nowhere.txt"], 1, "nowhere.txt"),
        (["old-clock", "--text", "."], 1, "The text cannot be read"),
        (["old-clock", "--text", "\0"], 1, "The text cannot be read"),
        (["old-clock", "--text", "latin.txt"], 1, "latin.txt is not UTF-8 (line 1, character 4)"),
        (["old-clock", "--text", "empty.txt"], 1, "empty.txt is empty"),
        (["no/folder/old-clock", "--text", "clock.txt"], 1, "There is no folder no/folder"),
        (["x" * 61, "--text", "clock.txt"], 2, "at most 60"),
    ],
)
def test_what_cannot_be_made_is_named_and_nothing_is_left(
    run: Run, text: Path, arguments: list[str], code: int, said: str
) -> None:
    before = sorted(text.parent.rglob("*"))
    ran = run("new", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert sorted(text.parent.rglob("*")) == before


# ------------------------------------------------------------------ check --coverage


def test_coverage_lists_what_nothing_uses_with_file_and_line(run: Run, pack: TinyPack) -> None:
    line = pack.replace("ada/beats.yaml", "- is it broken", "- did the clock strike")
    ran = run("check", str(pack.folder), "--coverage")
    assert ran.code == 0
    summary, *told = ran.out.splitlines()
    assert summary.endswith("No problems.")
    assert told[:6] == [
        "Facts that no line stands on: 2",
        f"  {pack.folder}/canon.yaml:2: old-clock",
        f"  {pack.folder}/canon.yaml:6: ada-wept",
        "Beats that no test reaches: 2",
        f"  {pack.folder}/ada/beats.yaml:23: the-striking",
        f"  {pack.folder}/bo/beats.yaml:2: the-verdict",
    ]
    assert told[6] == f"Triggers that pull to another beat: {len(told) - 7}"
    pulled = "“did the clock strike” of the-repair pulls to the-striking"
    assert f"  {pack.folder}/ada/beats.yaml:{line}: {pulled}" in told


def test_coverage_does_not_change_what_check_says(run: Run, pack: TinyPack) -> None:
    pack.replace("tests.yaml", "beat: the-repair", "beat: the-striking")
    ran = run("check", str(pack.folder))
    covered = run("check", str(pack.folder), "--coverage")
    assert covered.code == ran.code == 1
    assert covered.err == "1 problem in clock.\n"
    assert covered.out.startswith(f"{ran.out}Facts that no line stands on: ")


def test_coverage_waits_for_a_pack_that_loads(run: Run, pack: TinyPack) -> None:
    pack.replace("canon.yaml", "one tooth missing", "two teeth missing")
    ran = run("check", str(pack.folder), "--coverage")
    assert ran.code == 1
    assert len(ran.out.splitlines()) == 1
    assert "once the pack loads" in ran.err


def test_the_guide_for_writers_is_not_taken_for_a_pack(run: Run) -> None:
    ran = run("check", "README.md")
    assert ran.code == 2
    assert ran.err.endswith("Shipped packs: camilla-roche.\n")
