"""``stagedoor check``: everything that is wrong with a pack, in one run."""

from pathlib import Path

import typer

from bot.assemble import assemble_engine, pack_folder
from bot.commandline.coverage import coverage_lines
from bot.conversation.coverage import untested_beats, unused_facts
from bot.conversation.pulled import pulled_triggers
from bot.conversation.rehearse import Rehearsed, failures, rehearse
from bot.engines.authored import AuthoredEngine
from bot.settings import Settings
from bot.story import Story
from bot.story.check import PackTest, check_pack
from bot.story.load import read_pack


async def check(settings: Settings, pack: str | None, *, coverage: bool = False) -> bool:
    """Prints every problem of ``pack``, and what covers it when ``coverage`` is set; returns
    whether there was no problem."""
    folder: Path = pack_folder(pack or settings.pack)
    story, tests, problems = check_pack(folder)
    # The pack's own tests need a story that loads; rules of voice do not stand in their way.
    loads = story is not None and not read_pack(folder)[1]
    rehearsed: tuple[Rehearsed, ...] = ()
    engine: AuthoredEngine | None = None
    if story is not None and loads:
        engine = assemble_engine(settings, story)
        rehearsed = await rehearse(story, engine, tests)
        problems += failures(rehearsed)
    for problem in problems:
        typer.echo(f"{folder}/{problem}")
    if problems:
        count = len(problems)
        typer.echo(f"{count} problem{'' if count == 1 else 's'} in {folder.name}.", err=True)
    elif story is not None:
        typer.echo(_summary(story, tests))
    if coverage and story is not None and engine is not None:
        _print_coverage(story, engine, rehearsed)
    elif coverage:
        typer.echo("What covers it can be told once the pack loads.", err=True)
    return not problems


def _print_coverage(story: Story, engine: AuthoredEngine, rehearsed: tuple[Rehearsed, ...]) -> None:
    lines = coverage_lines(
        story,
        unused_facts(story),
        untested_beats(story, rehearsed),
        pulled_triggers(tuple(story.characters), engine),
    )
    for line in lines:
        typer.echo(line)


def _summary(story: Story, tests: tuple[PackTest, ...]) -> str:
    cast = [character.persona.name for character in story.characters.values()]
    beats = sum(len(character.beats) for character in story.characters.values())
    return (
        f"{story.title}: {len(story.scenes)} scenes, {len(story.facts)} facts, "
        f"{' and '.join(cast)} with {beats} beats, {len(tests)} tests. No problems."
    )
