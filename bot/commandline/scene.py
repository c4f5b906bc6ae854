"""``stagedoor scene``: where the story stands."""

import json

import typer

from bot.assemble import assemble_story, conversation
from bot.commandline.ask import memory_key
from bot.engines.silent import SilentEngine
from bot.settings import Settings
from bot.story import AFTER
from bot.text import plain


async def show_scene(settings: Settings, channel: str | None, *, as_json: bool) -> None:
    """Prints where ``channel`` stands, or the story as a new channel finds it."""
    story = assemble_story(settings)
    keep = channel is not None
    async with conversation(settings, story, SilentEngine(), keep=keep) as talk:
        recap = await talk.recap(memory_key(channel) if channel is not None else None)
    if as_json:
        scenes = [{"id": scene.id, "title": scene.title} for scene in story.scenes]
        at = recap.scene.id if recap.scene else AFTER
        printed = {"title": recap.title, "scene": at, "scenes": scenes, "recap": plain(recap.text)}
        typer.echo(json.dumps(printed, ensure_ascii=False))
        return
    typer.secho(recap.title, bold=True)
    typer.echo(recap.scene.title if recap.scene else "After the last scene")
    if recap.scene:
        typer.echo(recap.scene.setting)
    typer.echo(f"Present: {', '.join(recap.present)}")
    typer.echo(f"\n{plain(recap.text)}")
