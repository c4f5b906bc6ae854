"""A pack that is wrong: every problem in one run, with file, line and what would be right."""

import pytest

from bot.errors import PackError
from bot.story.problems import Problem
from tests.packs import MORNING, TinyPack


def only(problems: list[Problem]) -> Problem:
    """The one problem there is."""
    assert len(problems) == 1, "\n".join(map(str, problems))
    return problems[0]


def found(pack: TinyPack, file: str, line: int) -> Problem:
    """The one problem at ``line`` of ``file``."""
    return only([each for each in pack.problems() if (each.file, each.line) == (file, line)])


def test_a_right_pack_has_no_problem_and_loads(pack: TinyPack) -> None:
    assert pack.problems() == []
    assert [scene.id for scene in pack.load().scenes] == ["morning", "evening"]


def test_a_problem_reads_as_file_line_what_is_wrong_and_what_would_be_right() -> None:
    problem = Problem("canon.yaml", 3, "This is wrong.", "That is right.")
    assert str(problem) == "canon.yaml:3: This is wrong. That is right."


def test_every_problem_of_every_file_is_named_in_one_run(pack: TinyPack) -> None:
    places = {
        ("story.yaml", pack.replace("story.yaml", "In the evening,", "In the evenings,")),
        ("canon.yaml", pack.replace("canon.yaml", "struck six, k", "struck seven, k")),
        ("ada/persona.yaml", pack.replace("ada/persona.yaml", '"#336699"', "red")),
        ("ada/beats.yaml", pack.replace("ada/beats.yaml", "[the-striking]", "[the-strike]")),
        ("bo/beats.yaml", pack.replace("bo/beats.yaml", "topic: clock", "topics: clock")),
        ("bo/persona.md.j2", pack.replace("bo/persona.md.j2", "{{ name }}", "{{ nam }}")),
        ("tests.yaml", pack.replace("tests.yaml", "character: ada", "character: adda")),
    }
    assert places <= {(each.file, each.line) for each in pack.problems()}


def test_loading_a_broken_pack_raises_all_its_problems_as_lines(pack: TinyPack) -> None:
    pack.replace("canon.yaml", "one tooth missing", "two teeth missing")
    pack.replace("ada/persona.yaml", '"#336699"', "red")
    with pytest.raises(PackError) as refusal:
        pack.load()
    assert len(refusal.value.problems) == 2
    assert str(refusal.value).startswith("The story pack clock has 2 problems:\nada/persona.yaml:7")


# ------------------------------------------------------------------ the shape of files


def test_an_unknown_key_is_refused_with_the_nearest_one(pack: TinyPack) -> None:
    line = pack.replace("ada/persona.yaml", "never_says:", "never_say:")
    problem = found(pack, "ada/persona.yaml", line)
    assert problem.wrong == "Unknown key never_say."
    assert problem.right == "Did you mean 'never_says'?"


def test_an_unknown_key_deep_in_a_file_is_named_by_its_place(pack: TinyPack) -> None:
    line = pack.replace("ada/beats.yaml", "      - text: Under", "      - words: Under")
    problem = next(each for each in pack.problems() if "Unknown key" in each.wrong)
    assert (problem.file, problem.line) == ("ada/beats.yaml", line)
    assert problem.wrong == "Unknown key beats[1].says[1].words."


def test_a_key_that_stands_twice_is_refused_with_its_first_line(pack: TinyPack) -> None:
    line = pack.replace("story.yaml", "credit:", "title: Another\ncredit:")
    problem = only(pack.problems())
    assert (problem.file, problem.line) == ("story.yaml", line)
    assert problem.wrong == "The key 'title' stands here twice (first on line 1)."


def test_text_that_is_not_yaml_is_named_with_its_line(pack: TinyPack) -> None:
    line = pack.replace("canon.yaml", "quote: the old clock,", "quote: the: old: 'clock,")
    problem = only([each for each in pack.problems() if each.file == "canon.yaml"])
    assert problem.line >= line
    assert problem.wrong.startswith("This is not YAML:")
    assert "between quotes" in problem.right


def test_a_canon_that_cannot_be_read_is_one_problem_and_blames_no_line(pack: TinyPack) -> None:
    pack.write("canon.yaml", "facts: [")
    assert {each.file for each in pack.problems()} == {"canon.yaml"}


def test_a_fact_with_a_wrong_quote_blames_no_line_that_stands_on_it(pack: TinyPack) -> None:
    pack.replace("canon.yaml", "one tooth missing", "one tooth was missing")
    assert only(pack.problems()).file == "canon.yaml"


@pytest.mark.parametrize("word", ["yes", "no", "on", "off", "3", "1.5"])
def test_a_word_that_yaml_takes_for_something_else_is_to_be_quoted(
    pack: TinyPack, word: str
) -> None:
    line = pack.replace("ada/persona.yaml", "traits: [patient]", f"traits: [{word}]")
    problem = found(pack, "ada/persona.yaml", line)
    assert problem.wrong.startswith("traits[1]: input should be a valid string")
    assert problem.right == "Put it between quotes."


def test_a_date_that_was_meant_as_a_word_is_to_be_quoted(pack: TinyPack) -> None:
    line = pack.replace("story.yaml", "title: The Clock", "title: 2026-01-01")
    assert found(pack, "story.yaml", line).right == "Put it between quotes."


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("story.yaml", "credit: Written for these tests.", "", "credit is missing."),
        ("story.yaml", "present: [ada]", "present: ada", "should be a valid list"),
        ("story.yaml", "cast: [ada, bo]", "cast: []", "at least 1 item"),
        ("canon.yaml", "id: old-clock", "id: Old Clock", "'Old Clock'"),
        ("ada/beats.yaml", "      - what is broken\n", "", "at least 6 items"),
        ("ada/beats.yaml", "says: [Ada keeps thanks", "say: [Ada keeps thanks", "Unknown key"),
        ("ada/beats.yaml", "      why: [Brass", "      who: [Brass", "rejoinders"),
        ("bo/beats.yaml", "      - Pleased enough.\n", "", "at least 2 items"),
        ("bo/persona.yaml", "  ada: They share", "  cy: They share", "no other character 'cy'"),
        ("tests.yaml", "beat: the-repair", "beat: 5", "tests[1].beat"),
    ],
)
def test_each_wrong_shape_is_named_in_its_file(
    pack: TinyPack, file: str, old: str, new: str, said: str
) -> None:
    pack.replace(file, old, new)
    assert any(each.file == file and said in each.wrong for each in pack.problems())


def test_a_place_is_named_as_the_writer_wrote_it(pack: TinyPack) -> None:
    pack.replace("tests.yaml", "beat: the-repair", "beat: 5")
    assert all("str" not in each.wrong.split(":")[0] for each in pack.problems())


def test_a_colour_is_a_hash_and_six_digits(pack: TinyPack) -> None:
    line = pack.replace("ada/persona.yaml", '"#336699"', '"#369"')
    problem = found(pack, "ada/persona.yaml", line)
    assert problem.wrong == "colour is '#369'."
    assert "'#8C2F39'" in problem.right


@pytest.mark.parametrize("text", ["", "just words", "- a\n- list", "5", "null"])
@pytest.mark.parametrize(
    "file", ["story.yaml", "canon.yaml", "ada/persona.yaml", "ada/beats.yaml", "tests.yaml"]
)
def test_a_file_that_holds_something_else_is_named(pack: TinyPack, file: str, text: str) -> None:
    pack.write(file, text)
    assert file in {each.file for each in pack.problems()}


# ------------------------------------------------------------------ missing files


@pytest.mark.parametrize(
    "file",
    ["story.txt", "story.yaml", "canon.yaml", "tests.yaml", "ada/persona.yaml", "ada/beats.yaml",
     "bo/persona.md.j2"],
)  # fmt: skip
def test_a_missing_file_is_one_problem_and_no_more(pack: TinyPack, file: str) -> None:
    pack.remove(file)
    problem = only(pack.problems())
    assert (problem.file, problem.wrong) == (file, "This file is missing.")
    assert problem.right


def test_a_character_without_a_folder_is_named_where_the_cast_is(pack: TinyPack) -> None:
    line = pack.replace("story.yaml", "cast: [ada, bo]", "cast: [ada, bo, cy]")
    problem = found(pack, "story.yaml", line)
    assert problem.wrong == "The character 'cy' has no folder."


def test_a_folder_that_is_not_there_is_no_pack(pack: TinyPack) -> None:
    with pytest.raises(PackError, match="There is no folder of that name"):
        TinyPack(pack.folder / "nowhere").load()


@pytest.mark.parametrize("file", ["story.txt", "canon.yaml", "ada/persona.md.j2"])
def test_a_file_in_another_encoding_is_named(pack: TinyPack, file: str) -> None:
    (pack.folder / file).write_bytes("é".encode("latin-1") + b"\xff\xfe")
    assert any(each.file == file and "cannot be read" in each.wrong for each in pack.problems())


def test_an_empty_story_is_named(pack: TinyPack) -> None:
    pack.write("story.txt", "\n\n")
    assert only(pack.problems()).wrong == "The story is empty."


def test_a_picture_that_is_no_png_is_refused(pack: TinyPack) -> None:
    (pack.folder / "ada" / "portrait.png").write_bytes(b"GIF89a")
    problem = only(pack.problems())
    assert (problem.file, problem.line) == ("ada/persona.yaml", 8)
    assert problem.wrong == "'portrait.png' is not a PNG."


def test_a_picture_that_is_not_there_is_refused(pack: TinyPack) -> None:
    pack.remove("bo/portrait.png")
    assert only(pack.problems()).wrong == "There is no picture 'portrait.png' beside this file."


def test_a_picture_from_outside_the_pack_is_refused(pack: TinyPack) -> None:
    outside = pack.folder.parent / "outside.png"
    outside.write_bytes((pack.folder / "bo" / "portrait.png").read_bytes())
    pack.replace("bo/persona.yaml", "portrait.png", "../../outside.png")
    assert only(pack.problems()).file == "bo/persona.yaml"


# ------------------------------------------------------------------ what is said of the text


def test_a_quote_that_is_nearly_right_is_given_the_nearest_passage(pack: TinyPack) -> None:
    line = pack.replace("canon.yaml", "the clock struck six", "The clocks struck six")
    problem = found(pack, "canon.yaml", line)
    assert problem.wrong == "The quote “The clocks struck six” is not in the text word for word."
    assert "the clock struck six" in problem.right


def test_a_quote_with_other_quotation_marks_is_not_word_for_word(pack: TinyPack) -> None:
    line = pack.replace("canon.yaml", "'\"It runs,\" said Bo'", "'“It runs,” said Bo'")
    assert '"It runs," said Bo' in found(pack, "canon.yaml", line).right


def test_a_passage_that_is_not_there_is_given_the_nearest_one(pack: TinyPack) -> None:
    line = pack.replace("story.yaml", "last: from its wheel.", "last: from the wheel.")
    problem = found(pack, "story.yaml", line)
    assert "from its wheel." in problem.right


def test_text_before_the_first_scene_belongs_to_a_scene(pack: TinyPack) -> None:
    line = pack.replace("story.yaml", "first: In the morning Ada", "first: Ada opened")
    problem = found(pack, "story.yaml", line)
    assert "“In the morning…” " not in problem.wrong
    assert "belongs to no scene: “In the morning" in problem.wrong


def test_text_between_two_scenes_belongs_to_a_scene(pack: TinyPack) -> None:
    pack.write("story.txt", pack.text("story.txt").replace("\n\n", "\n\nNoon came.\n\n"))
    assert "Noon came." in only(pack.problems()).wrong


def test_text_after_the_last_scene_belongs_to_a_scene(pack: TinyPack) -> None:
    pack.write("story.txt", pack.text("story.txt") + "\n\nNight fell.")
    assert "The last scene ends before the text does: “Night fell.…”" in only(pack.problems()).wrong


def test_scenes_that_overlap_are_refused(pack: TinyPack) -> None:
    pack.replace("story.yaml", "last: from its wheel.", "last: the clock struck six.")
    assert any("after the scene before" in each.wrong for each in pack.problems())


def test_scenes_in_the_wrong_order_are_refused(pack: TinyPack) -> None:
    head, morning, evening = pack.text("story.yaml").split("  - id: ")
    assert (morning[:7], evening[:7]) == ("morning", "evening")
    pack.write("story.yaml", f"{head}  - id: {evening}  - id: {morning}")
    assert any("after the scene before" in each.wrong for each in pack.problems())


@pytest.mark.parametrize("taken", ["morning", "before", "after"])
def test_a_scene_needs_an_id_of_its_own(pack: TinyPack, taken: str) -> None:
    line = pack.replace("story.yaml", "id: evening", f"id: {taken}")
    assert "is taken" in found(pack, "story.yaml", line).wrong


def test_somebody_present_who_is_not_in_the_cast_is_refused(pack: TinyPack) -> None:
    line = pack.replace("story.yaml", "present: [ada]", "present: [adda]")
    assert found(pack, "story.yaml", line).right == "Did you mean 'ada'?"


def test_a_quote_that_stands_in_no_scene_is_refused_without_an_exception(pack: TinyPack) -> None:
    pack.write("story.txt", f"Noon came.\n\n{pack.text('story.txt')}")
    pack.replace("canon.yaml", "the old clock,", "Noon came,")
    assert any("stands in no scene" in each.wrong for each in pack.problems())


# ------------------------------------------------------------------ who knows what, when


def test_since_later_than_told_is_refused(pack: TinyPack) -> None:
    line = pack.replace(
        "canon.yaml", "[ada], about: [clock]}", "[ada], about: [clock], since: evening}"
    )
    problem = found(pack, "canon.yaml", line)
    assert problem.wrong == "`since: evening` is later than the scene that tells this, 'morning'."


def test_since_a_scene_that_does_not_exist_is_given_the_nearest(pack: TinyPack) -> None:
    line = pack.replace("ada/beats.yaml", "since: evening", "since: evenning")
    assert found(pack, "ada/beats.yaml", line).right == "Did you mean 'evening'?"


def test_a_fact_the_character_cannot_know_is_no_ground_to_stand_on(pack: TinyPack) -> None:
    line = pack.replace("bo/beats.yaml", "[bo-was-pleased]", "[ada-wept]")
    problem = found(pack, "bo/beats.yaml", line)
    assert problem.wrong == "bo cannot know the fact 'ada-wept' (see its known_to)."


def test_a_fact_that_does_not_exist_is_given_the_nearest(pack: TinyPack) -> None:
    line = pack.replace("bo/beats.yaml", "[bo-was-pleased]", "[bo-was-pleesed]")
    assert found(pack, "bo/beats.yaml", line).right == "Did you mean 'bo-was-pleased'?"


def test_a_beat_that_does_not_exist_is_given_the_nearest(pack: TinyPack) -> None:
    line = pack.replace("ada/beats.yaml", "[the-striking]", "[the-strikin]")
    assert found(pack, "ada/beats.yaml", line).right == "Did you mean 'the-striking'?"


def test_an_id_is_given_to_one_fact_and_to_one_beat_only(pack: TinyPack) -> None:
    fact = pack.replace("canon.yaml", "id: struck-six", "id: old-clock")
    beat = pack.replace("ada/beats.yaml", "id: the-striking", "id: the-repair")
    problems = {(each.file, each.line): each.wrong for each in pack.problems()}
    assert problems["canon.yaml", fact] == "The fact 'old-clock' is here twice."
    assert problems["ada/beats.yaml", beat] == "The beat 'the-repair' is here twice."


def test_a_trigger_belongs_to_one_beat_only(pack: TinyPack) -> None:
    line = pack.replace("ada/beats.yaml", "      - was it loud", "      - Is it BROKEN")
    problem = found(pack, "ada/beats.yaml", line)
    assert problem.wrong == "The trigger 'Is it BROKEN' belongs to the beat 'the-repair' already."


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("who (mended", "a ')' is missing"),
        ("who [mended", "a ']' is missing"),
        ("who mended)", "')' closes nothing"),
        ("(who] mended", "']' closes nothing"),
        ("who | mended", "'|' stands between"),
        ("* [*]", "it names no word"),
    ],
)
def test_a_pattern_that_is_not_well_formed_is_told_how(
    pack: TinyPack, pattern: str, said: str
) -> None:
    line = pack.replace("ada/beats.yaml", "what [ever] (broke|failed)", pattern)
    problem = found(pack, "ada/beats.yaml", line)
    assert said in problem.wrong
    assert "(one|of several)" in problem.right


def test_a_social_kind_or_deflection_that_is_missing_is_named(pack: TinyPack) -> None:
    text = pack.text("bo/beats.yaml")
    pack.write("bo/beats.yaml", "".join(
        line for line in text.splitlines(keepends=True) if "insult" not in line
    ))  # fmt: skip
    assert only(pack.problems()).wrong == "The kind 'insult' is missing under social."


def test_a_deflection_needs_a_line_that_can_be_said_at_any_time(pack: TinyPack) -> None:
    pack.replace(
        "ada/beats.yaml",
        "says: [task is no matter of Ada., Not task again from Ada.]",
        "says: [{text: The bell wants me., stands_on: [struck-six]}]",
    )
    assert only(pack.problems()).right == "Give it a line that can be said at any time."


@pytest.mark.parametrize("name", ["Ada Vale", "ADA", "the ada of the tests"])
def test_a_name_belongs_to_one_character_only(pack: TinyPack, name: str) -> None:
    pack.replace("bo/persona.yaml", "the bo of the tests", name)
    problem = only(pack.problems())
    assert problem.file == "bo/persona.yaml"
    assert problem.wrong == f"Both ada and bo go by {name!r}."


def test_an_id_is_the_name_of_its_folder(pack: TinyPack) -> None:
    line = pack.replace("bo/persona.yaml", "id: bo", "id: bob")
    assert found(pack, "bo/persona.yaml", line).right == "It is the folder's name: bo."


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("character: ada", "character: adda", "Did you mean 'ada'?"),
        ("beat: the-repair", "beat: the-repairs", "Did you mean 'the-repair'?"),
        ("beat: the-repair", "beat: [the-repair, the-stroking]", "Did you mean 'the-striking'?"),
        ("never_cites: [struck-six]", "never_cites: [struck-sicks]", "Did you mean 'struck-six'?"),
        ("cites: []\n", "cites: [wept]\n", "Did you mean 'ada-wept'?"),
        ("cites: []\n", "scene: evning\n", "Did you mean 'evening'?"),
    ],
)
def test_a_test_that_names_nothing_is_given_the_nearest(
    pack: TinyPack, old: str, new: str, said: str
) -> None:
    text = pack.text("tests.yaml")
    pack.write("tests.yaml", text.replace(old, new, 1))
    assert only(pack.problems()).right == said


# ------------------------------------------------------------------ templates


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{{ persn }}", "'persn' is undefined. There are: person, scene, times_asked"),
        ("{{ ''.__class__ }}", "may not do that"),
        ("{{ ''.__class__.__mro__ }}", "may not do that"),
        ("{{ '{0.__class__}'.format(person) }}", "call is not for templates"),
        ("{{ person", "is not well formed"),
        ("{% if person %}yes", "is not well formed"),
        ("{{ person | shout }}", "is not well formed"),
        ("{% include 'nowhere.j2' %}", "include is not for templates"),
        ("{{ 1 // 0 }}", "cannot be worked out"),
        ("{{ person + 1 }}", "cannot be worked out"),
        ("{% for each in times_asked %}{% endfor %}", "for is not for templates"),
        ("{% set many = person ~ person %}", "assign is not for templates"),
        ("{{ range(10 ** 9) }}", "call is not for templates"),
        ("{{ 'a' * 10 ** 9 }}", "not for templates"),
        ("{{ '%1000000000d' % 1 }}", "not for templates"),
        ("{{ 'a' | center(10) }}", "No filter named 'center'"),
        ("{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}", "is not for templates"),
        ("{% if times_asked == 7 %}{{ nothere }}{% endif %}x", "'nothere' is undefined"),
    ],
)
@pytest.mark.parametrize(
    ("file", "old"),
    [
        ("ada/beats.yaml", "- Ask the wheel."),
        ("ada/beats.yaml", "      really: [Count them yourself.]"),
    ],
)
def test_a_line_whose_template_is_wrong_is_named(
    pack: TinyPack, file: str, old: str, template: str, said: str
) -> None:
    quoted = template.replace('"', '\\"')
    new = f'- "{quoted}"' if old.startswith("-") else f'      really: ["{quoted}"]'
    line = pack.replace(file, old, new)
    problem = found(pack, file, line)
    assert said in problem.wrong


@pytest.mark.parametrize("template", ["{{ persn }}", "{{ ''.__class__ }}", "{{ 1 // 0 }}", "{{"])
def test_a_recap_whose_template_is_wrong_is_named(pack: TinyPack, template: str) -> None:
    line = pack.replace("story.yaml", "recap: Ada took the clock apart.", f'recap: "{template}"')
    assert "In this recap, the template" in found(pack, "story.yaml", line).wrong


@pytest.mark.parametrize("block", ["{{ name }} is patient.", "Short sentences."])
def test_a_persona_whose_template_is_wrong_is_named_in_either_block(
    pack: TinyPack, block: str
) -> None:
    pack.replace("bo/persona.md.j2", block, "{{ nam }}")
    problem = only(pack.problems())
    assert problem.file == "bo/persona.md.j2"
    assert "'nam' is undefined" in problem.wrong


def test_the_line_of_a_mistake_in_a_persona_template_is_given(pack: TinyPack) -> None:
    line = pack.replace("bo/persona.md.j2", "Short sentences.", "{% if %}")
    assert only(pack.problems()).line == line


def test_the_tiny_pack_is_told_from_its_own_text(pack: TinyPack) -> None:
    story = pack.load()
    assert story.text[story.scenes[0].start : story.scenes[0].end] == MORNING


def test_a_file_that_is_nested_beyond_reason_is_refused_and_does_not_end_the_process(
    pack: TinyPack,
) -> None:
    pack.write("canon.yaml", "facts: " + "[" * 100_000)
    problem = only([each for each in pack.problems() if each.file == "canon.yaml"])
    assert "nested more than 50" in problem.wrong


def test_a_character_named_twice_in_the_cast_or_left_out_of_it_is_named(pack: TinyPack) -> None:
    line = pack.replace("story.yaml", "cast: [ada, bo]", "cast: [ada, ada]")
    wrong = {
        each.wrong for each in pack.problems() if (each.file, each.line) == ("story.yaml", line)
    }
    assert "The character 'ada' is in the cast twice." in wrong
    assert "The folder 'bo' holds a persona and is not in the cast." in wrong


def test_a_picture_too_large_to_go_out_with_every_answer_is_named(pack: TinyPack) -> None:
    line = pack.replace("ada/persona.yaml", "portrait.png", "big.png")
    (pack.folder / "ada" / "big.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 600_000)
    assert "at most 524,288" in found(pack, "ada/persona.yaml", line).right.lower()


def test_a_line_that_comes_out_empty_is_named(pack: TinyPack) -> None:
    line = pack.replace("ada/beats.yaml", "- Ask the wheel.", "- \"{{ '' }}\"")
    assert "says nothing" in found(pack, "ada/beats.yaml", line).wrong


def test_a_gambit_that_claims_a_fact_is_named(pack: TinyPack) -> None:
    beat = "  - id: the-striking\n"
    gambit = "    gambits: [{text: It rang., stands_on: [struck-six]}]\n"
    line = pack.replace("ada/beats.yaml", beat, beat + gambit)
    assert "cites nothing" in found(pack, "ada/beats.yaml", line + 1).wrong


def test_what_follows_a_line_of_no_beat_is_named(pack: TinyPack) -> None:
    line = pack.replace(
        "ada/beats.yaml",
        "says: [Ada keeps thanks short.",
        "says: [{text: Ada keeps thanks short., rejoinders: {why: [No why.]}}",
    )
    assert "Nothing follows this line" in found(pack, "ada/beats.yaml", line).wrong
