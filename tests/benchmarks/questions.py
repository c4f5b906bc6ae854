"""The strangers' questions with the answers they get, and how many are turned aside.

Run from the root of the checkout: ``python -m tests.benchmarks.questions [--file unseen]``. Whether
an answer is right only readers can say.
"""

import argparse
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from bot.assemble import assemble_engine, assemble_story, shipped_packs
from bot.conversation.context import build_context
from bot.settings import Settings
from bot.text import plain
from bot.turn import Person, Turn

QUESTIONS = Path(__file__).parents[1] / "questions"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--file", choices=["known", "unseen"], default="unseen")
    parser.add_argument("--counts", action="store_true", help="print the counts alone")
    options = parser.parse_args()
    settings = Settings(pack=str(shipped_packs() / "camilla-roche"))
    story = assemble_story(settings)
    engine = assemble_engine(settings, story)
    counts: Counter[tuple[str, str]] = Counter()
    lines = (QUESTIONS / f"{options.file}.tsv").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        character, words = line.split("\t", 1)
        turn = Turn(str(number), Person("1", "Ada"), character, words, datetime.now(UTC))
        reply = engine.answer(build_context(story, turn, (), 0))
        counts[character, reply.stands_on] += 1
        if not options.counts:
            print(f"{character} < {words}\n    {plain(reply.text)}  [{reply.stands_on}]")
    for (character, stands_on), count in sorted(counts.items()):
        print(f"{character:12}{stands_on:12}{count:5}")


if __name__ == "__main__":
    main()
