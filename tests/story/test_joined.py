"""What a character says, in one file or in several, and every problem in the file that holds it."""

from bot.story.joined import read_joined
from tests.packs import TinyPack


def split(pack: TinyPack) -> None:
    """Ada's one file becomes two: her beats, and all the rest."""
    beats, closing = pack.text("ada/beats.yaml").split("social:", 1)
    pack.remove("ada/beats.yaml")
    (pack.folder / "ada" / "beats").mkdir()
    pack.write("ada/beats/clock.yaml", beats)
    pack.write("ada/beats/turns.yaml", "social:" + closing)


def test_a_character_in_several_files_is_the_same_as_in_one(pack: TinyPack) -> None:
    whole = pack.load().characters["ada"]
    split(pack)
    assert pack.load().characters["ada"] == whole


def test_beats_of_several_files_follow_one_another_in_the_order_of_names(pack: TinyPack) -> None:
    split(pack)
    pack.write("ada/beats/a.yaml", "beats: [{id: first, x: 1}]")
    joined, problems = read_joined(pack.folder, "ada", "beats")
    assert joined is not None
    assert [beat["id"] for beat in joined.data["beats"]] == ["first", "the-repair", "the-striking"]
    assert problems == []


def test_a_problem_names_the_file_and_the_line_that_hold_it(pack: TinyPack) -> None:
    split(pack)
    line = pack.replace("ada/beats/clock.yaml", "[the-striking]", "[the-strikin]")
    (problem,) = pack.problems()
    assert (problem.file, problem.line) == ("ada/beats/clock.yaml", line)
    pack.replace("ada/beats/clock.yaml", "[the-strikin]", "[the-striking]")
    line = pack.replace("ada/beats/turns.yaml", "  thanks:\n", "  thank:\n") + 0
    assert ("ada/beats/turns.yaml", line) in {(each.file, each.line) for each in pack.problems()}


def test_a_problem_in_the_second_file_of_beats_is_found_there(pack: TinyPack) -> None:
    split(pack)
    pack.write("ada/beats/z.yaml", "beats:\n  - id: the-repair\n    topic: x\n")
    found = {(each.file, each.line) for each in pack.problems()}
    assert ("ada/beats/z.yaml", 2) in found


def test_a_part_that_stands_in_two_files_is_named(pack: TinyPack) -> None:
    split(pack)
    pack.write("ada/beats/z.yaml", "social:\n  greeting: {says: [Hello there.]}\n")
    (problem,) = pack.problems()
    assert (problem.file, problem.line) == ("ada/beats/z.yaml", 2)
    assert "social.greeting" in problem.wrong


def test_a_file_that_holds_no_keys_is_named(pack: TinyPack) -> None:
    split(pack)
    pack.write("ada/beats/z.yaml", "- a list\n")
    assert any(each.file == "ada/beats/z.yaml" for each in pack.problems())


def test_a_file_and_a_folder_are_read_together(pack: TinyPack) -> None:
    (pack.folder / "ada" / "beats").mkdir()
    pack.write("ada/beats/more.yaml", "languages:\n  fr: [Je ne parle que l'anglais.]\n")
    assert pack.problems() == []
    assert list(pack.load().characters["ada"].languages) == ["fr"]
