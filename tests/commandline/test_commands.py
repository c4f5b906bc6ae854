"""``stagedoor scene``, ``check``, ``run`` and the settings they read."""

import asyncio
import json
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.memory import Memory
from bot.settings import read_settings
from bot.story import Story
from tests.commandline.conftest import Run
from tests.packs import TinyPack

NO_FILE = Path("there-is-no-such-file.env")


# ------------------------------------------------------------------ scene


def test_scene_tells_where_the_story_stands(run: Run) -> None:
    ran = run("scene")
    assert (ran.code, ran.err) == (0, "")
    title, place, present, *_ = ran.out.splitlines()
    assert (title, place) == ("Camilla Roche", "After the last scene")
    assert present == "Present: Camilla Roche, The Director"
    assert "He called her magnificent" in ran.out


def test_scene_in_json_lists_the_scenes(run: Run, story: Story) -> None:
    told = json.loads(run("scene", "--json").out)
    assert set(told) == {"title", "scene", "scenes", "recap"}
    assert told["scene"] == "after"
    assert [scene["id"] for scene in told["scenes"]] == [scene.id for scene in story.scenes]


# ------------------------------------------------------------------ check


def test_check_of_a_right_pack_is_done(run: Run, pack: TinyPack) -> None:
    ran = run("check", str(pack.folder))
    assert ran.code == 0
    assert "problem" not in ran.err
    assert ran.out == (
        "The Clock: 2 scenes, 5 facts, Ada Vale and Bo Vale with 3 beats, 1 tests. No problems.\n"
    )


def test_check_prints_every_problem_with_its_file_and_line(run: Run, pack: TinyPack) -> None:
    colour = pack.replace("ada/persona.yaml", '"#336699"', "red")
    quote = pack.replace("canon.yaml", "one tooth missing", "two teeth missing")
    ran = run("check", str(pack.folder))
    first, second = ran.out.splitlines()
    assert ran.code == 1
    assert first.startswith(f"{pack.folder}/ada/persona.yaml:{colour}: ")
    assert second.startswith(f"{pack.folder}/canon.yaml:{quote}: ")
    assert ran.err == "2 problems in clock.\n"


def test_check_puts_the_packs_own_tests_to_the_engine(run: Run, pack: TinyPack) -> None:
    line = pack.replace("tests.yaml", "beat: the-repair", "beat: the-striking")
    ran = run("check", str(pack.folder))
    assert ran.code == 1
    assert f"tests.yaml:{line - 2}: “what was wrong with the clock” (ada): " in ran.out


def test_check_of_a_broken_voice_still_runs_the_tests(run: Run, pack: TinyPack) -> None:
    pack.replace("tests.yaml", "beat: the-repair", "beat: the-striking")
    pack.replace("ada/beats.yaml", "- Ask the wheel.", "- Tick tock.")
    ran = run("check", str(pack.folder))
    assert len(ran.out.splitlines()) == 2


def test_check_of_the_shipped_pack_is_done(run: Run) -> None:
    ran = run("check")
    assert (ran.code, ran.err) == (0, ""), ran.out
    assert ran.out.startswith("Camilla Roche: 6 scenes, ")


def test_a_pack_that_is_not_there_is_named_with_those_that_are(run: Run) -> None:
    ran = run("check", "hamlet")
    assert ran.code == 2
    assert "There is no story pack 'hamlet'" in ran.err
    assert "Shipped packs: camilla-roche." in ran.err


@pytest.mark.parametrize("command", [("ask", "ada", "why?"), ("scene",)])
def test_a_broken_pack_is_named_by_every_command(
    run: Run, pack: TinyPack, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    pack.replace("canon.yaml", "one tooth missing", "two teeth missing")
    monkeypatch.setenv("STAGEDOOR_PACK", str(pack.folder))
    ran = run(*command)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("The story pack clock has 1 problem:\ncanon.yaml:3: ")


# ------------------------------------------------------------------ run and settings


@pytest.mark.parametrize("token", [None, "", "  "])
def test_run_without_a_token_names_it_and_what_works_without(
    run: Run, monkeypatch: pytest.MonkeyPatch, token: str | None
) -> None:
    if token is not None:
        monkeypatch.setenv("STAGEDOOR_TOKEN", token)
    ran = run("run")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("STAGEDOOR_TOKEN is not set")
    assert "stagedoor ask camilla" in ran.err


def test_a_setting_that_does_not_exist_is_named_with_the_nearest(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STAGEDOOR_TOKKEN", "x")
    ran = run("scene")
    assert ran.code == 2
    assert "STAGEDOOR_TOKKEN is no setting of Stage Door. Did you mean STAGEDOOR_TOKEN?" in ran.err


def test_every_wrong_setting_is_named_in_one_run(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STAGEDOOR_QUESTIONS", "many")
    monkeypatch.setenv("STAGEDOOR_PER_SECONDS", "-1")
    monkeypatch.setenv("STAGEDOOR_LOG_LEVEL", "LOUD")
    monkeypatch.setenv("STAGEDOOR_NOTHING", "x")
    ran = run("scene")
    assert ran.code == 2
    for name in ("QUESTIONS", "PER_SECONDS", "LOG_LEVEL", "NOTHING"):
        assert f"STAGEDOOR_{name}" in ran.err


def test_a_file_named_env_is_read_and_the_environment_comes_first(
    run: Run, tmp_path: Path, pack: TinyPack, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text(f"STAGEDOOR_PACK={pack.folder}\nOTHER=1\n")
    assert run("scene").out.startswith("The Clock\n")
    monkeypatch.setenv("STAGEDOOR_PACK", "camilla-roche")
    assert run("scene").out.startswith("Camilla Roche\n")


def test_only_what_is_given_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STAGEDOOR_PACK", "from-the-machine")
    assert read_settings({}, NO_FILE).pack == "camilla-roche"
    assert read_settings({"STAGEDOOR_PACK": "given"}, NO_FILE).pack == "given"


def test_an_empty_setting_is_one_that_was_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STAGEDOOR_QUESTIONS", "")
    assert read_settings({"STAGEDOOR_QUESTIONS": ""}, NO_FILE).questions == 5


def test_settings_never_show_the_token() -> None:
    settings = read_settings({"STAGEDOOR_TOKEN": "a-secret"}, NO_FILE)
    assert "a-secret" not in repr(settings)
    with pytest.raises(SettingsError) as refusal:
        read_settings({"STAGEDOOR_TOKEN": "a-secret", "STAGEDOOR_QUESTIONS": "x"}, NO_FILE)
    assert "a-secret" not in str(refusal.value)


# ------------------------------------------------------------------ one process, quick to start


async def test_a_second_process_on_the_same_data_directory_is_refused(
    environment: dict[str, str], tmp_path: Path
) -> None:
    async with await Memory.open(tmp_path / "stagedoor-data", now=lambda: datetime.now(UTC)):
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "ask", "camilla", "why do you dance", "--channel", "a",
            env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        out, err = await process.communicate()
    assert (process.returncode, out) == (1, b"")
    assert b"stagedoor-data" in err
    assert b"Traceback" not in err


HEAVY = (
    "numpy", "onnxruntime", "discord", "aiohttp", "pydantic", "pydantic_settings", "jinja2",
    "tinydb", "yaml", "PIL", "rapidfuzz",
)  # fmt: skip


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]])
def test_help_is_quick_for_it_imports_no_heavy_library(
    environment: dict[str, str], arguments: list[str]
) -> None:
    program = (
        f"import sys; sys.argv = ['stagedoor', *{arguments!r}]\n"
        "from bot.__main__ import main\n"
        "try: main()\n"
        "except SystemExit as left: assert not left.code\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True, text=True, timeout=60, check=True, env=environment,
    )  # fmt: skip
    assert ran.stderr == "[]\n"
    assert ran.stdout


def test_a_question_imports_nothing_of_discord(environment: dict[str, str]) -> None:
    program = (
        "import sys; sys.argv = ['stagedoor', 'scene']\n"
        "from bot.__main__ import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print([n for n in ('discord', 'onnxruntime', 'numpy') if n in sys.modules])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True, text=True, timeout=60, check=True, env=environment,
    )  # fmt: skip
    assert ran.stdout.endswith("[]\n")


def test_a_file_of_settings_that_cannot_be_read_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes("STAGEDOOR_PACK=café".encode("utf-16"))
    ran = run("scene")
    assert ran.code == 2
    assert ".env cannot be read" in ran.err
    (tmp_path / ".env").unlink()
    (tmp_path / ".env").mkdir()
    assert ".env is no file" in run("scene").err


def test_a_setting_in_small_letters_is_named_with_the_right_one() -> None:
    with pytest.raises(SettingsError, match="Did you mean STAGEDOOR_PACK"):
        read_settings({"stagedoor_pack": "x"}, Path("nowhere"))


def test_a_folder_may_be_named_from_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    settings = read_settings({"STAGEDOOR_DATA_DIR": "~/kept"}, Path("nowhere"))
    assert settings.data_dir == tmp_path / "kept"


def test_a_batch_that_waits_for_input_ends_at_a_signal(environment: dict[str, str]) -> None:
    batch = subprocess.Popen(
        [sys.executable, "-m", "bot", "ask", "--batch"],
        env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    assert batch.stdin is not None
    assert batch.stdout is not None
    with batch.stdin, batch.stdout:
        batch.stdin.write(b'{"character": "director", "question": "Did you mean it?"}\n')
        batch.stdin.flush()
        assert b"did-he-mean-it" in batch.stdout.readline()
        batch.send_signal(signal.SIGINT)
        assert batch.wait(timeout=20) != 0
