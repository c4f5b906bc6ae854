"""The command line, ``stagedoor``: names the parameters, and turns errors into exit codes.

Exit codes: 0 done, 1 it could not be done, 2 a setting or an argument is wrong. What a command does
stands in ``bot/commandline``, imported when it runs, so that ``--help`` is quick.
"""

import asyncio
import sys
from collections.abc import Coroutine
from typing import Annotated, Any

import typer

from bot import __version__
from bot.errors import SettingsError, StageDoorError

app = typer.Typer(
    help="Stage Door: meet the cast of a story, in Discord or right here.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """Runs the command line."""
    try:
        app()
    except StageDoorError as error:
        from bot.text import plain  # noqa: PLC0415

        typer.echo(plain(str(error)), err=True)
        sys.exit(2 if isinstance(error, SettingsError) else 1)
    except OSError as error:  # standard output is full or closed
        sys.stderr.write(f"{error}\n")
        sys.exit(1)


def _shown_version(value: bool) -> None:
    if value:
        typer.echo(f"stagedoor {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_shown_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    pass


@app.command()
def run() -> None:
    """Bring the cast to Discord. Needs STAGEDOOR_TOKEN."""
    from bot.commandline.run import run_bot  # noqa: PLC0415

    run_bot()


@app.command()
def ask(
    character: Annotated[str, typer.Argument(help="Whom: an id, a name or an alias.")] = "",
    question: Annotated[list[str] | None, typer.Argument(help="What you ask or say.")] = None,
    channel: Annotated[
        str | None, typer.Option(help="Keep the exchange in the memory of this channel.")
    ] = None,
    name: Annotated[str | None, typer.Option("--as", help="Who asks.")] = None,
    scene: Annotated[
        str | None, typer.Option(help="Where the story stands: a scene's id, or 'after'.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
    batch: Annotated[
        bool,
        typer.Option("--batch", help="Read JSON lines from standard input, answer each in JSON."),
    ] = False,
    pack: Annotated[
        str | None, typer.Option(help="A pack's folder, or a shipped pack's name.")
    ] = None,
) -> None:
    """Ask a character something. Without --channel nothing is kept."""
    from bot.commandline.ask import Asked, ask_batch, ask_once  # noqa: PLC0415

    settings = _settings_for_people(pack)
    words = " ".join(question or ())
    if batch:
        if character or question or channel or name or scene:
            raise SettingsError(
                "--batch reads its questions, and all that goes with them, from standard input: "
                "leave the others out."
            )
        if not ask_batch(settings, sys.stdin):
            raise typer.Exit(1)
        return
    if not character:
        raise SettingsError(
            'Whom do you ask? For example: stagedoor ask camilla "Why do you dance?"'
        )
    _run(ask_once(settings, Asked(character, words, channel, name, scene), as_json=as_json))


@app.command()
def scene(
    channel: Annotated[str | None, typer.Option(help="Where this channel stands.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """Tell where the story stands, and what has been played."""
    from bot.commandline.scene import show_scene  # noqa: PLC0415

    _run(show_scene(_settings_for_people(), channel, as_json=as_json))


@app.command()
def check(
    pack: Annotated[
        str | None, typer.Argument(help="A pack's folder, or a shipped pack's name.")
    ] = None,
    coverage: Annotated[
        bool,
        typer.Option("--coverage", help="List also what no line, test or trigger makes use of."),
    ] = False,
) -> None:
    """Check a story pack: every problem, with file, line and what would be right."""
    from bot.commandline.check import check as check_pack  # noqa: PLC0415

    if not _run(check_pack(_settings_for_people(), pack, coverage=coverage)):
        raise typer.Exit(1)


@app.command()
def new(
    pack: Annotated[str, typer.Argument(help="The folder to make; its name is the pack's id.")],
    text: Annotated[str, typer.Option(help="The file that holds the story's text, in UTF-8.")],
    character: Annotated[
        list[str] | None, typer.Option(help="A character's id; more than one may be given.")
    ] = None,
    title: Annotated[
        str | None, typer.Option(help="The story's title; else made from the pack's id.")
    ] = None,
) -> None:
    """Make a story pack around a text: every file, with examples to write over."""
    from bot.commandline.new import new as new_pack  # noqa: PLC0415

    new_pack(pack, text, character or (), title)


def _settings_for_people(pack: str | None = None) -> Any:  # noqa: ANN401 - Settings, imported late
    """The settings, with the log in plain sentences for somebody at a terminal. ``pack``, where it
    is given, is the pack instead of theirs."""
    from bot.logs import log_to_stderr  # noqa: PLC0415
    from bot.settings import read_settings  # noqa: PLC0415

    settings = read_settings()
    log_to_stderr(settings.log_level, "%(message)s")
    return settings.model_copy(update={"pack": pack}) if pack else settings


def _run(work: Coroutine[Any, Any, Any]) -> Any:  # noqa: ANN401 - whatever the command returns
    return asyncio.run(work)


if __name__ == "__main__":
    main()
