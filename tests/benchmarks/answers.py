"""What a warm answer takes, against one sentence embedding, in the same run.

Run from the root of the checkout: ``python -m tests.benchmarks.answers``.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median, quantiles

from bot.assemble import assemble_story, shipped_packs
from bot.conversation.context import build_context
from bot.engines.authored import AuthoredEngine
from bot.engines.likeness.best import best_likeness
from bot.engines.likeness.minilm import MiniLM
from bot.settings import Settings
from bot.story import Story
from bot.story.render import Templates
from bot.turn import Context, Person, Turn


def contexts(story: Story) -> list[Context]:
    """One context for each authored trigger of every character, spread over them."""
    return [
        build_context(story, _turn(name, trigger), (), 0)
        for name, character in story.characters.items()
        for beat in character.beats
        for trigger in beat.answers[:3]
    ]


def _turn(character: str, words: str) -> Turn:
    return Turn("benchmark", Person("1", "Ada"), character, words, datetime(2026, 1, 1, tzinfo=UTC))


def milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--answers", type=int, default=300)
    count = parser.parse_args().answers
    story = assemble_story(Settings(pack=str(shipped_packs() / "camilla-roche")))
    with tempfile.TemporaryDirectory() as folder:
        likeness = best_likeness(Path(folder), story)
        engine = AuthoredEngine(story, likeness, Templates())
        again = milliseconds(lambda: AuthoredEngine(story, likeness, Templates()))
    model = MiniLM.open()
    asked = (contexts(story) * (1 + count // 100))[:count]
    taken: list[float] = []
    embedding: list[float] = []
    for context in asked:
        taken.append(milliseconds(partial(engine.answer, context)))
        embedding.append(milliseconds(partial(model.embed, [context.turn.words])))
    yardstick = median(embedding)
    print(f"{'':34}{'p50':>9}{'p95':>9}{'against one embedding':>24}")
    for name, values in (("one sentence embedding", embedding), ("a warm answer", taken)):
        p95 = quantiles(values, n=20)[-1]
        print(f"{name:34}{median(values):6.2f} ms{p95:6.2f} ms{median(values) / yardstick:24.1f}")
    print(f"an engine made anew, vectors kept: {again:.0f} ms")


if __name__ == "__main__":
    main()
