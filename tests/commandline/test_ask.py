"""``stagedoor ask``: one question, or a batch of them, with exit codes for whoever calls it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.story import Story
from tests.commandline.conftest import Run

KEYS = {"character", "question", "text", "stands_on", "citations", "engine", "beat"}


def test_a_question_is_answered_under_the_name_of_who_answers(run: Run) -> None:
    ran = run("ask", "camilla", "Why do you dance?")
    assert (ran.code, ran.err) == (0, "")
    name, footing = ran.out.splitlines()
    assert name.startswith("Camilla Roche: ")
    assert footing == "Not in the text"


def test_the_text_says_what_it_stands_on(run: Run) -> None:
    ran = run("ask", "director", "What did you say to her?")
    assert "From the text: “Backstage”" in ran.out


def test_an_answer_in_json_has_every_key_and_its_citations(run: Run, story: Story) -> None:
    ran = run("ask", "director", "What did you say to her?", "--json")
    answer = json.loads(ran.out)
    assert set(answer) == KEYS
    assert (answer["character"], answer["stands_on"]) == ("director", "canon")
    for citation in answer["citations"]:
        assert set(citation) == {"fact", "quote", "start", "end", "scene"}
        assert story.text[citation["start"] : citation["end"]] == citation["quote"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("camilla why do you dance",),
        ("Camilla, why do you dance?",),
        ("CAMILLA ROCHE", "why do you dance"),
        ("the dancer", "why do you dance"),
    ],
)
def test_a_character_goes_by_any_name_and_one_field_is_enough(
    run: Run, arguments: tuple[str, ...]
) -> None:
    answer = json.loads(run("ask", *arguments, "--json").out)
    assert (answer["character"], answer["beat"]) == ("camilla", "why-she-dances")


def test_the_same_question_gives_the_same_answer_when_nothing_is_kept(run: Run) -> None:
    first, second = (run("ask", "camilla", "Why do you dance?").out for _ in range(2))
    assert first == second


def test_nothing_is_kept_without_a_channel(run: Run, tmp_path: Path) -> None:
    run("ask", "camilla", "Why do you dance?")
    run("scene")
    assert list(tmp_path.iterdir()) == []


def test_a_channel_is_remembered_from_one_command_to_the_next(run: Run, tmp_path: Path) -> None:
    run("ask", "camilla", "Why do you dance?", "--channel", "home", "--as", "Eve")
    assert (tmp_path / "stagedoor-data").is_dir()
    answer = json.loads(run("ask", "camilla", "why?", "--channel", "home", "--json").out)
    assert answer["beat"] == "why-she-dances"
    assert "Eve asked Camilla why she dances" in run("scene", "--channel", "home").out
    assert "Eve" not in run("scene", "--channel", "other").out


def test_a_question_may_be_put_at_an_earlier_scene(run: Run) -> None:
    ran = run("ask", "director", "What did you say to her?", "--scene", "letting-go", "--json")
    answer = json.loads(ran.out)
    assert answer["stands_on"] == "deflection"
    ran = run("ask", "director", "What did you say to her?", "--scene", "after", "--json")
    assert json.loads(ran.out)["stands_on"] == "canon"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("ask", "camila", "why?"), 1, "Did you mean Camilla Roche (camilla)?"),
        (("ask", "zzqx", "why?"), 1, "The cast: Camilla Roche (camilla), The Director (director)."),
        (("ask", "camilla"), 1, "There was no question in that."),
        (("ask", "camilla", "   "), 1, "There was no question in that."),
        (("ask", "camilla", "x" * 1001), 1, "1,001 characters long"),
        (("ask", "camilla", "why?", "--scene", "noon"), 1, "There are: edge-of-the-stage"),
        (("ask",), 2, "Whom do you ask?"),
        (("ask", "camilla", "why?", "--batch"), 2, "leave the others out"),
        (("ask", "--batch", "--channel", "home"), 2, "leave the others out"),
        (("ask", "--batch", "--scene", "after"), 2, "leave the others out"),
        (("ask", "--batch", "--as", "Eve"), 2, "leave the others out"),
        (("ask", "camilla", "why?", "--loud"), 2, "No such option"),
        (("sing",), 2, "No such command"),
    ],
)
def test_what_cannot_be_done_is_said_with_a_code(
    run: Run, arguments: tuple[str, ...], code: int, said: str
) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_a_wrong_name_is_shown_as_it_was_typed(run: Run) -> None:
    assert "“snake_case*”" in run("ask", "snake_case*", "why?").err


def test_somebody_in_need_is_answered_by_the_bot_and_nothing_is_kept(
    run: Run, tmp_path: Path
) -> None:
    ran = run("ask", "camilla", "I want to die", "--channel", "home")
    assert ran.code == 0
    assert "This is the bot speaking" in ran.out
    assert "Not in the text" not in ran.out
    assert list(tmp_path.iterdir()) == []


# ------------------------------------------------------------------ a batch


def test_every_line_of_a_batch_is_answered_in_order(run: Run) -> None:
    lines = [
        {"character": "camilla", "question": "Why do you dance?"},
        {"character": "director", "question": "What did you say to her?", "scene": None},
    ]
    ran = run("ask", "--batch", typed="\n".join(map(json.dumps, lines)) + "\n\n")
    answers = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 0
    assert [set(answer) for answer in answers] == [KEYS, KEYS]
    assert [answer["character"] for answer in answers] == ["camilla", "director"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "this is not JSON"),
        ("[" * 100_000, "this is not JSON"),
        ("[]", "this is no JSON object"),
        ('"camilla"', "this is no JSON object"),
        ('{"question": "why?"}', "'character' is missing"),
        ('{"character": "camilla"}', "'question' is empty"),
        ('{"character": "camilla", "question": " "}', "'question' is empty"),
        ('{"character": "camilla", "question": 5}', "'question' is no string"),
        ('{"character": 5, "question": "why?"}', "'character' is no string"),
        ('{"character": "camilla", "questoin": "why?"}', "unknown key 'questoin'"),
        ('{"character": "camila", "question": "why?"}', "Did you mean Camilla Roche"),
        ('{"character": "camilla", "question": "why?", "scene": "noon"}', "There is no scene"),
        ('{"character": "camilla", "question": "why?", "channel": ""}', "1 to 40"),
        ('{"character": "camilla", "question": "a \\ud800 b"}', None),
        ('{"character": "camilla", "question": "a \\ud800 b", "channel": "c"}', None),
        ('{"character": "camilla", "question": "a", "as": "\\ud800", "channel": "c"}', None),
        ('{"character": "\\ud800", "question": "a"}', "Nobody called"),
    ],
)
def test_a_line_that_cannot_be_answered_is_named_and_the_others_are_answered(
    run: Run, line: str, said: str | None
) -> None:
    right = json.dumps({"character": "camilla", "question": "Are you nervous?"})
    ran = run("ask", "--batch", typed=f"{right}\n{line}\n{right}\n")
    before, odd, after = (json.loads(each) for each in ran.out.splitlines())
    assert set(before) == set(after) == KEYS
    if said is None:
        assert ran.code == 0
        assert set(odd) == KEYS
    else:
        assert ran.code == 1
        assert set(odd) == {"line", "error"}
        assert odd["line"] == 2
        assert said in odd["error"]


def test_a_batch_of_nothing_is_done(run: Run) -> None:
    ran = run("ask", "--batch", typed="")
    assert (ran.code, ran.out) == (0, "")


def test_a_batch_follows_its_channels(run: Run) -> None:
    lines = [
        {"character": "camilla", "question": "Why do you dance?", "channel": "a"},
        {"character": "camilla", "question": "why?", "channel": "b"},
        {"character": "camilla", "question": "why?", "channel": "a"},
    ]
    ran = run("ask", "--batch", typed="\n".join(map(json.dumps, lines)))
    assert [json.loads(line)["beat"] for line in ran.out.splitlines()] == [
        "why-she-dances",
        None,
        "why-she-dances",
    ]


def test_bytes_that_are_no_text_do_not_end_a_batch(environment: dict[str, str]) -> None:
    right = b'{"character": "camilla", "question": "Are you nervous?"}\n'
    ran = subprocess.run(
        [sys.executable, "-m", "bot", "ask", "--batch"],
        input=right + b'{"character": "\xff"}\n' + right,
        capture_output=True, timeout=60, check=False,
        env={**environment, "PYTHONIOENCODING": "utf-8:strict"},
    )  # fmt: skip
    assert ran.returncode == 1, ran.stderr
    first, odd, last = (json.loads(line) for line in ran.stdout.splitlines())
    assert set(first) == set(last) == KEYS
    assert odd["line"] == 2


def test_an_argument_that_is_no_text_is_answered_all_the_same(environment: dict[str, str]) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "bot", "ask", "camilla", b"why \xff dance", "--json"],
        capture_output=True, timeout=60, check=False, env=environment,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert set(json.loads(ran.stdout)) == KEYS


def test_what_is_printed_is_utf8_whatever_the_terminal(environment: dict[str, str]) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "bot", "ask", "director", "What did you say to her?"],
        capture_output=True, timeout=60, check=False,
        env={**environment, "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0",
             "PYTHONIOENCODING": ""},
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert os.linesep.encode() in ran.stdout
