"""``stagedoor check``: everything that is wrong with a pack, in one run."""

from pathlib import Path

import typer

from bot.assemble import assemble_engine, pack_folder
from bot.conversation.rehearse import run_pack_tests
from bot.settings import Settings
from bot.story import Story
from bot.story.check import PackTest, check_pack
from bot.story.load import read_pack


async def check(settings: Settings, pack: str | None) -> bool:
    """Prints every problem of ``pack``; returns whether there was none."""
    folder: Path = pack_folder(pack or settings.pack)
    story, tests, problems = check_pack(folder)
    # The pack's own tests need a story that loads; rules of voice do not stand in their way.
    if story is not None and not read_pack(folder)[1]:
        engine = assemble_engine(settings, story)
        problems += await run_pack_tests(story, engine, tests)
    for problem in problems:
        typer.echo(f"{folder}/{problem}")
    if problems:
        count = len(problems)
        typer.echo(f"{count} problem{'' if count == 1 else 's'} in {folder.name}.", err=True)
        return False
    if story is not None:
        typer.echo(_summary(story, tests))
    return True


def _summary(story: Story, tests: tuple[PackTest, ...]) -> str:
    cast = [character.persona.name for character in story.characters.values()]
    beats = sum(len(character.beats) for character in story.characters.values())
    return (
        f"{story.title}: {len(story.scenes)} scenes, {len(story.facts)} facts, "
        f"{' and '.join(cast)} with {beats} beats, {len(tests)} tests. No problems."
    )
