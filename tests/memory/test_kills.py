"""A process killed with SIGKILL at any moment loses nothing that it acknowledged."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_what_was_acknowledged_before_a_kill_is_there_after_it() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.kills", "--kills", "20"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 lost, doubled or damaged" in done.stdout
