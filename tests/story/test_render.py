"""Templates: what people wrote is a value, shown as the plain text it is, and never compiled."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.story import Story
from bot.story.render import LineError, Templates, markup
from bot.story.state import persona_state
from bot.text import cleaned, plain

HOSTILE = [
    "**bold** _it_ ~~s~~ ||sp||",
    "<@123> @everyone <#4>",
    "[link](https://example.org)",
    "{{ 7*7 }}",
    "{% for x in y %}{% endfor %}",
    "{# a comment #}",
    "{{ ''.__class__.__mro__ }}",
    "# heading",
    "> quote",
    "`code`",
    "back\\slash",
]


@pytest.fixture(scope="module")
def templates() -> Templates:
    return Templates()


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize(
    "template",
    [
        "Good evening, {{ person }}.",
        "{% if person %}{{ person }}{% endif %}",
        "{{ 'So ' ~ person }}",
    ],
)
def test_a_value_comes_out_as_the_text_it_is(
    templates: Templates, template: str, name: str
) -> None:
    shown = templates.render(template, {"person": name})
    assert name in plain(shown)
    assert not re.search(r"(?<!\\)(\\\\)*[*_~`|<>@\[\]]", shown)


@pytest.mark.parametrize("name", ["a\u202eb", "a\u200bb", "a\x00b", "a\u2066b"])
def test_what_cannot_be_seen_is_taken_out(templates: Templates, name: str) -> None:
    assert templates.render("{{ person }}", {"person": name}) == "ab"


@pytest.mark.parametrize(
    "template",
    ["{{ [person] }}", "{{ {'a': person} }}", "{{ person | title }}", "{{ person | trim }}",
     "{{ person | upper }}", "{{ [person, person] | join(' ') }}",
     "{{ nobody | default(person) }}"],
)  # fmt: skip
def test_no_filter_lets_a_value_out_as_markup(templates: Templates, template: str) -> None:
    shown = templates.render(template, {"person": "<@1> *x* @everyone"})
    assert not re.search(r"(?<!\\)(\\\\)*[*<>@]", shown)


@given(st.text())
def test_any_name_at_all_comes_out_in_its_own_letters(name: str) -> None:
    assert plain(Templates().render("x{{ person }}x", {"person": name})) == f"x{cleaned(name)}x"


def test_what_the_writer_marked_keeps_its_stars(templates: Templates) -> None:
    assert templates.render("*She nods.* {{ person }}", {"person": "*a*"}) == r"*She nods.* \*a\*"
    assert templates.render("{{ told }}", {"told": markup("*so*")}) == "*so*"


def test_markup_in_a_list_keeps_its_stars(templates: Templates) -> None:
    told = templates.render_named("story_so_far.md.j2", {"told": [markup("*one*"), markup("two")]})
    assert told == "*one*\n\ntwo"


def test_numbers_and_conditions_work(templates: Templates) -> None:
    assert templates.render("{{ n }} {{ 'yes' if n > 2 }}", {"n": 3}) == "3 yes"
    assert templates.render("{{ n }} {{ 'yes' if n > 2 }}", {"n": -1}) == "-1"


def test_a_name_that_is_not_there_is_named_with_those_that_are(templates: Templates) -> None:
    with pytest.raises(LineError, match=r"'persn' is undefined\. There are: person, scene"):
        templates.render("{{ persn }}", {"person": "a", "scene": "b"})


@pytest.mark.parametrize(
    "template",
    [
        "{{ person.__class__ }}",
        "{{ person.__init__.__globals__ }}",
        "{{ person['__class__'] }}",
        "{{ (person | attr('__class__')) }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ '{0.__class__}'.format(person) }}",
        "{{ '%s' | format(person.__class__) }}",
        "{{ traits.append('x') }}",
    ],
)
def test_the_sandbox_lets_nothing_out(templates: Templates, template: str) -> None:
    with pytest.raises(LineError):
        templates.render(template, {"person": "a", "traits": ["b"]})


def test_a_mistake_is_given_its_line(templates: Templates) -> None:
    for wrong in ("{{ persn }}", "{% if %}", "{{ 1 // 0 }}", "{{ person.__class__ }}"):
        with pytest.raises(LineError) as mistake:
            templates.render(f"one\ntwo {{{{ person }}}}\n{wrong}\n", {"person": "a"})
        assert mistake.value.line == 3, wrong


def test_a_persona_is_told_to_people_without_how_it_speaks(story: Story) -> None:
    persona = story.characters["camilla"].persona
    for_people = Templates().render(persona.template, persona_state(persona))
    for_model = Templates().render(persona.template, persona_state(persona, for_model=True))
    assert for_people.startswith("Camilla Roche is a renowned ballerina")
    assert "Never says" not in for_people
    assert "Never says: passion" in for_model
    assert for_model.startswith(for_people)
