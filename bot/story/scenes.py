"""From ``story.yaml`` to scenes: where each passage stands; together they cover the text."""

from collections.abc import Sequence

from bot.story.files import SceneFile, StoryFile
from bot.story.passages import find_span, nearest_passage
from bot.story.problems import Problem, nearest_hint
from bot.story.render import LineError, Templates
from bot.story.source import Place, Source
from bot.story.story import Scene


def build_scenes(
    file: StoryFile, source: Source, text: str
) -> tuple[tuple[Scene, ...], list[Problem]]:
    """The scenes in order, and every problem with them. A scene whose passage cannot be found
    stands where the one before it ended, so that the rest can still be read."""
    scenes: list[Scene] = []
    problems: list[Problem] = []
    reached = 0
    for index, scene in enumerate(file.scenes):
        if scene.id in {other.id for other in scenes} or scene.id in {"before", "after"}:
            place: Place = ("scenes", index, "id")
            problems.append(
                source.problem(place, f"The scene id {scene.id!r} is taken.", "Choose another.")
            )
        problems.extend(_unknown_people(scene, index, source, file.cast))
        problems.extend(_recap_problems(scene, index, source))
        start, end, found = _passage(scene, index, source, text, reached)
        problems.extend(found)
        if not found and text[reached:start].strip():
            skipped = " ".join(text[reached:start].split())[:60]
            wrong = f"The text before this scene's passage belongs to no scene: “{skipped}…”."
            right = "Passages follow one another and together cover the text."
            problems.append(source.problem(("scenes", index, "passage"), wrong, right))
        reached = end
        scenes.append(
            Scene(scene.id, scene.title, start, end, scene.setting.strip(), tuple(scene.present),
                  scene.opening.strip(), " ".join(scene.recap.split()))
        )  # fmt: skip
    if text[reached:].strip() and not problems:
        left = " ".join(text[reached:].split())[:60]
        wrong = f"The last scene ends before the text does: “{left}…” belongs to no scene."
        place = ("scenes", len(scenes) - 1, "passage", "last")
        problems.append(source.problem(place, wrong, "Give the story's last words here."))
    return tuple(scenes), problems


def _unknown_people(
    scene: SceneFile, index: int, source: Source, cast: Sequence[str]
) -> list[Problem]:
    return [
        source.problem(("scenes", index, "present", at), f"There is no character {who!r}.",
                       nearest_hint(who, cast))
        for at, who in enumerate(scene.present)
        if who not in cast
    ]  # fmt: skip


def _recap_problems(scene: SceneFile, index: int, source: Source) -> list[Problem]:
    try:
        Templates().render(scene.recap, {})
    except LineError as error:
        return [source.problem(("scenes", index, "recap"), f"In this recap, {error}.")]
    return []


def _passage(
    scene: SceneFile, index: int, source: Source, text: str, reached: int
) -> tuple[int, int, list[Problem]]:
    """``(start, end, problems)`` of a scene's passage, searched from ``reached`` on."""
    problems: list[Problem] = []
    first = find_span(text, scene.passage.first, reached)
    last = find_span(text, scene.passage.last, first[0] if first else reached)
    for key, words, span in (
        ("first", scene.passage.first, first),
        ("last", scene.passage.last, last),
    ):
        if span is None:
            earlier = find_span(text, words) is not None
            wrong = f"“{words}” is not in the text" + (
                " after the scene before." if earlier else " word for word."
            )
            right = f"The nearest passage is: “{nearest_passage(text[reached:] or text, words)}”."
            problems.append(source.problem(("scenes", index, "passage", key), wrong, right))
    start = first[0] if first else reached
    return start, last[1] if last else start, problems
