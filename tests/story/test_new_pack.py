"""A new pack: around any text it is right as it stands, and it is made whole or not at all."""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.errors import PackNotMade
from bot.story import Story
from bot.story.check import check_pack
from bot.story.new_pack import make_pack, name_from, skeleton_files, story_text
from bot.story.parts import FEWEST_WORDS, MOST_PARTS, first_words, last_words, parts_of
from bot.story.source import inline_yaml, parse_source
from tests.conftest import SHIPPED

STORY = "In the morning Ada opened the old clock and found a tooth missing from its wheel."

# Words, quotation marks and what YAML reads as something else, in any order and on any lines.
ODD_TEXTS = st.lists(
    st.sampled_from(
        ["a", "Ada", '"Yes," ', "it's ", "no: ", "- ", "# ", "{{ person }}", "{% if %}", "$",
         "${title}", "&x", "*x", "!!int 3", "|", ">", "---\n", "...", "[", "}", "yes", "null", "~",
         "2026-01-01", "\n", "\n\n", "\r\n", "\r", "\t", " ", "é", "🎭", "“So”, ", "\u00a0",
         "\u2028", "\u200b", "\u202e", "\ufffe", "* * *\n", "Chapter 2\n", "who are you ",
         "word " * 40]
    ),
    min_size=1, max_size=25,
).map("".join)  # fmt: skip
TEXTS = (ODD_TEXTS | st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1)).filter(
    lambda text: bool(text.strip()) and not text.startswith("\ufeff")
)


def checked(text: bytes, title: str = "A Title", cast: tuple[str, ...] = ("ada", "bo")) -> Story:
    """The story of a new pack around ``text``, in which nothing is wrong."""
    with tempfile.TemporaryDirectory() as folder:
        pack = Path(folder) / "clock"
        make_pack(pack, text, skeleton_files(story_text(text, "a.txt"), title, cast))
        story, tests, problems = check_pack(pack)
    assert problems == []
    assert story is not None
    assert [test.beats for test in tests] == [("who-you-are",)]
    return story


@settings(deadline=None, max_examples=60)
@given(TEXTS)
@example("So")
@example("a a a a a a a a")
@example("'")
@example("- {a: b}\n- *c\n# d: 'e' \"f\"")
@example("word" * 10_000)
@example("word " * 10_000)
@example("One line.\r\n\r\nAnd another.\r\n")
@example("One\u2028two \u2028 three")
@example("Somebody must. I'd rather not. Until next time. Once more, then. Why what exactly?")
def test_around_any_text_nothing_is_wrong_and_the_text_is_as_it_was(text: str) -> None:
    data = text.encode("utf-8")
    assert checked(data).text.encode("utf-8") == data


@settings(deadline=None, max_examples=30)
@given(title=st.text(st.characters(exclude_categories=["Cc", "Cs", "Z"]), min_size=1, max_size=100))
@example(title="yes")
@example(title="A: 'Title', [of] {some} # kind")
@example(title="${cast} and {{ name }}")
def test_any_title_is_the_title(title: str) -> None:
    assert checked(STORY.encode(), title).title == title


@given(st.text() | st.lists(st.text(), min_size=1))
@example("one\ntwo")
@example("\u2028")
@example(["a, b", "]", "\n"])
def test_what_is_written_as_yaml_on_one_line_is_read_as_it_was(value: str | list[str]) -> None:
    written = inline_yaml(value)
    source, problems = parse_source(f"{{key: {written}, other: 1}}", "file.yaml")
    assert "\n" not in written
    assert problems == []
    assert source is not None
    assert source.data == {"key": value, "other": 1}


def test_any_number_of_characters_is_in_the_cast() -> None:
    cast = tuple(f"person-{number}" for number in range(12))
    story = checked(STORY.encode(), cast=cast)
    assert tuple(story.characters) == cast
    assert story.scenes[0].present == cast
    assert {each.persona.name for each in story.characters.values()} == set(map(name_from, cast))


def test_an_example_of_every_kind_stands_in_it() -> None:
    story = checked(STORY.encode())
    (beat,) = story.characters["ada"].beats
    (fact,) = story.facts.values()
    assert beat.rejoinders.keys() == {"why", "and-then", "really"}
    assert beat.lines[0].stands_on == (fact.citation.fact,)
    files = skeleton_files(STORY, "A Title", ["ada"])
    for key in ("patterns:", "leads_to:", "since:", "stands_on: []", "never_cites", "portrait:"):
        assert any(key in words for words in files.values()), key


def test_the_shipped_story_makes_a_pack(story: Story) -> None:
    assert checked((SHIPPED / "story.txt").read_bytes()).text == story.text


# ------------------------------------------------------------------ parts


def long_part(number: int) -> str:
    return f"Part number {number} has words." + " And so on." * FEWEST_WORDS


@pytest.mark.parametrize("between", ["* * *", "***", "---", "#", "\u2042"])
def test_a_text_is_cut_after_lines_of_marks(between: str) -> None:
    text = f"{long_part(1)}\n\n{between}\n\n{long_part(2)}\r\n{between}\r\n{long_part(3)}"
    assert [part.split()[2] for part in parts_of(text)] == ["1", "2", "3"]


@pytest.mark.parametrize("heading", ["Chapter 2", "CHAPTER II. The Clock", "Part two: Noon"])
def test_a_text_is_cut_before_its_headings(heading: str) -> None:
    first, second = parts_of(f"{long_part(1)}\n\n{heading}\n\n{long_part(2)}")
    assert first == long_part(1)
    assert second.startswith(heading)


def test_a_sentence_that_begins_like_a_heading_is_none() -> None:
    text = f"{long_part(1)}\nPart of him knew.\n{long_part(2)}"
    assert parts_of(text) == (text,)


def test_a_heading_alone_belongs_to_what_follows() -> None:
    text = f"Act 1\n\nScene 1\n\n{long_part(1)}\n\nScene 2\n\n{long_part(2)}\n* * *\nThe end."
    assert [part[:7] for part in parts_of(text)] == ["Act 1\n\n", "Scene 2"]


def test_a_text_of_very_many_parts_is_left_whole() -> None:
    text = "\n***\n".join(map(long_part, range(MOST_PARTS + 1)))
    assert parts_of(text) == (text,)


@given(TEXTS)
def test_parts_are_the_whole_text_in_order(text: str) -> None:
    parts = parts_of(text)
    assert "".join("".join(parts).split()) == "".join(text.split())
    for part in parts:
        assert part.startswith(first_words(part))
        assert part.find(last_words(part)) + len(last_words(part)) == len(part)


# ------------------------------------------------------------------ what is refused


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "a.txt is empty"),
        (b" \r\n\t\n", "a.txt is empty"),
        ("One.\nCaf\u00e9".encode("latin-1"), "not UTF-8 (line 2, character 4)"),
        ("One.".encode("utf-16"), "not UTF-8 (line 1, character 1)"),
        ("\ufeffOne.".encode(), "byte order mark"),
        (b"One.\nTwo\x00.", "control character U+0000 (line 2, character 4)"),
        (b"One.\x1b[0m", "control character U+001B (line 1, character 5)"),
        ("One.\u0085".encode(), "control character U+0085"),
        (b"a" * 5_000_000, "5,000,000 bytes"),
    ],
)
def test_what_cannot_be_a_storys_text_is_refused_with_its_place(data: bytes, said: str) -> None:
    with pytest.raises(PackNotMade) as refusal:
        story_text(data, "a.txt")
    assert said in str(refusal.value)


def _folder_with_a_file(place: Path) -> None:
    place.mkdir()
    (place / "mine.txt").write_text("mine")


def _as_it_is(folder: Path) -> dict[Path, tuple[int, int, int]]:
    """What is in ``folder``, and when each was last written. Looking at it changes nothing."""
    seen = {path: path.lstat() for path in folder.rglob("*")}
    return {path: (at.st_ino, at.st_size, at.st_mtime_ns) for path, at in seen.items()}


@pytest.mark.parametrize(
    "there",
    [
        Path.mkdir,
        _folder_with_a_file,
        Path.touch,
        lambda place: place.symlink_to("nowhere"),
    ],
    ids=["an empty folder", "a folder", "a file", "a link to nowhere"],
)
def test_what_is_there_already_is_never_written_over(
    tmp_path: Path, there: Callable[[Path], object]
) -> None:
    place = tmp_path / "clock"
    there(place)
    before = _as_it_is(tmp_path)
    with pytest.raises(PackNotMade, match="exists already"):
        make_pack(place, b"So.", skeleton_files("So.", "T", ["ada"]))
    assert _as_it_is(tmp_path) == before


def test_a_folder_in_no_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackNotMade, match=r"There is no folder .*nowhere to make clock in"):
        make_pack(tmp_path / "nowhere" / "clock", b"So.", {})
    assert list(tmp_path.iterdir()) == []


def test_a_pack_that_cannot_be_finished_leaves_nothing_behind(tmp_path: Path) -> None:
    files = {**skeleton_files("So.", "T", ["ada"]), "story.yaml/not-a-folder": ""}
    with pytest.raises(PackNotMade, match="could not be made"):
        make_pack(tmp_path / "clock", b"So.", files)
    assert list(tmp_path.iterdir()) == []


class Watched(Mapping[str, str]):
    """Files of a pack, none of which may be asked for once something stands at ``place``."""

    def __init__(self, files: Mapping[str, str], place: Path) -> None:
        self.files = files
        self.place = place

    def __getitem__(self, name: str) -> str:
        assert not self.place.exists()
        return self.files[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)


def test_nothing_is_at_its_place_before_it_is_whole(tmp_path: Path) -> None:
    place = tmp_path / "clock"
    make_pack(place, b"So.", Watched(skeleton_files("So.", "T", ["ada"]), place))
    assert [path.name for path in tmp_path.iterdir()] == ["clock"]
    assert check_pack(place)[2] == []
