"""How well strangers are answered: the pack's own tests, and questions that readers have labelled.

Run from the root of the checkout: ``python -m tests.benchmarks.quality [--part aside]``. Prints how
many answers are right, loose, deflected and wrong by kind of question, and what changed since the
last run that was kept (``--keep`` keeps this one). A label says which answers would be right; it
comes from readers who saw every answer there is, and not from what the engine did.
"""

import argparse
import asyncio
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bot.assemble import assemble_engine, assemble_story, shipped_packs
from bot.conversation.context import build_context
from bot.conversation.rehearse import failures, rehearse
from bot.engines.authored import AuthoredEngine
from bot.settings import Settings
from bot.story import Story
from bot.story.check import check_pack
from bot.text import plain
from bot.turn import Person, Reply, Turn
from tests.questions.labelled import Labelled, answer_of, outcome, questions

KEPT = Path(__file__).with_name("quality.json")
OUTCOMES = ("right", "loose", "deflected", "wrong")
_AT = datetime(2026, 1, 1, tzinfo=UTC)


def answered(story: Story, engine: AuthoredEngine, label: Labelled) -> Reply:
    """The reply to a question put by a stranger, with nothing said before."""
    turn = Turn(label.words, Person("1", "Ada"), label.character, label.words, _AT)
    return engine.answer(build_context(story, turn, (), 0))


def table(found: Sequence[tuple[str, str]]) -> list[str]:
    """Rows for (kind, outcome) pairs: counts, and shares of all of the kind."""
    counts = Counter(found)
    kinds = sorted({kind for kind, _ in found})
    rows = [f"{'kind':13}{'all':>5}" + "".join(f"{each:>16}" for each in OUTCOMES)]
    for kind in [*kinds, "all"]:
        of_kind = {
            each: sum(n for (k, o), n in counts.items() if o == each and kind in (k, "all"))
            for each in OUTCOMES
        }
        total = sum(of_kind.values())
        shares = "".join(f"{n:9} {100 * n / total:5.1f}%" for n in of_kind.values())
        rows.append(f"{kind:13}{total:5}{shares}")
    return rows


def changed(before: Mapping[str, Sequence[str]], now: Mapping[str, Sequence[str]]) -> list[str]:
    """A line for every question whose answer is another than in the run ``before``."""
    return [
        f"{'/'.join(before[key])} -> {'/'.join(now[key])}: {key}"
        for key in now
        if key in before and list(before[key]) != list(now[key])
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=["known", "second", "third", "aside"], default="aside")
    parser.add_argument("--keep", action="store_true", help="keep this run to compare with")
    parser.add_argument("--show", choices=OUTCOMES, help="print the questions with this outcome")
    options = parser.parse_args()
    settings = Settings(pack=str(shipped_packs() / "camilla-roche"))
    story = assemble_story(settings)
    engine = assemble_engine(settings, story)
    tests = check_pack(story.folder)[1]
    failed = failures(asyncio.run(rehearse(story, engine, tests)))
    print(f"tests of the pack: {len(tests)}, of which {len(failed)} failed")
    found: list[tuple[str, str]] = []
    now: dict[str, list[str]] = {}
    for label in questions(options.part):
        reply = answered(story, engine, label)
        became = outcome(reply, label)
        found.append((label.kind, became))
        now[f"{label.character} < {label.words}"] = [became, answer_of(reply)]
        if became == options.show:
            print(f"{label.character} [{label.kind}] < {label.words}")
            print(f"    {plain(reply.text)}  [{answer_of(reply)}]  right: {' '.join(label.right)}")
    print("\n".join(table(found)))
    kept = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    difference = changed(kept.get(options.part, {}), now)
    print(f"changed since the run that was kept: {len(difference)}", *difference, sep="\n  ")
    if options.keep:
        kept[options.part] = now
        text = json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True)
        KEPT.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
