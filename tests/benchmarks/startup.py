"""What the commands take from a cold process, against a Python that does nothing.

Run from the root of the checkout: ``python -m tests.benchmarks.startup``.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from statistics import median

COMMANDS = {
    "python -c pass": ["-c", "pass"],
    "stagedoor --help": ["-m", "bot", "--help"],
    "stagedoor scene": ["-m", "bot", "scene"],
    "stagedoor ask": ["-m", "bot", "ask", "camilla", "Why do you dance?"],
}


def seconds(arguments: list[str], environment: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, *arguments], env=environment, check=True, capture_output=True, timeout=60
    )
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "STAGEDOOR_CACHE_DIR": folder}
        first = seconds(COMMANDS["stagedoor ask"], environment)
        taken: dict[str, list[float]] = {name: [] for name in COMMANDS}
        for _ in range(runs):
            for name, arguments in COMMANDS.items():
                taken[name].append(seconds(arguments, environment))
    yardstick = median(taken["python -c pass"])
    print(f"{'':22}{'median':>10}{'longest':>10}{'against an empty Python':>26}")
    for name, values in taken.items():
        ratio = median(values) / yardstick
        print(f"{name:22}{median(values):8.2f} s{max(values):8.2f} s{ratio:26.1f}")
    print(f"stagedoor ask, the first time, when vectors are made: {first:.2f} s")


if __name__ == "__main__":
    main()
