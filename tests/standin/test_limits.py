"""The rules that Discord's specification does not state, group by group."""

from collections.abc import Callable
from typing import Any

import discord
import pytest

from bot.standin import StandIn
from bot.standin.limits.callbacks import check_callback
from bot.standin.limits.commands import check_commands
from bot.standin.limits.messages import check_channel_message, check_followup, check_message
from bot.standin.limits.violations import Violations

from .cast_bot import CastBot
from .wire import Wire, take_problems

Json = dict[str, Any]


def _broken(check: Callable[[Any, Violations], None], body: Any) -> list[tuple[str, str]]:
    violations = Violations()
    check(body, violations)
    return [(".".join(map(str, violation.path)), violation.code) for violation in violations.found]


def _row(*parts: Json) -> Json:
    return {"components": [{"type": 1, "components": list(parts)}]}


def _button(**changes: Any) -> Json:
    return {"type": 2, "style": 1, "label": "More", "custom_id": "more"} | changes


def _rows(count: int) -> Json:
    rows = [_row(_button(custom_id=f"more {n}"))["components"][0] for n in range(count)]
    return {"components": rows}


def _menu(**changes: Any) -> Json:
    return {"type": 3, "custom_id": "who", "options": [{"label": "A", "value": "a"}]} | changes


def _embeds(*embeds: Json) -> Json:
    return {"embeds": list(embeds)}


@pytest.mark.parametrize(
    ("body", "where", "code"),
    [
        ({"content": "x" * 2001}, "content", "BASE_TYPE_MAX_LENGTH"),
        ({"content": 7}, "content", "BASE_TYPE_BAD_TYPE"),
        ([], "", "DICT_TYPE_CONVERT"),
        ({"flags": "64"}, "flags", "BASE_TYPE_BAD_TYPE"),
        ({"attachments": [{"filename": "a"}]}, "attachments.0.id", "BASE_TYPE_REQUIRED"),
        ({"attachments": [{"id": n} for n in range(11)]}, "attachments", "BASE_TYPE_BAD_LENGTH"),
        (
            {"allowed_mentions": {"parse": ["users"], "users": ["1"]}},
            "allowed_mentions",
            "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
        ),
    ],
)
def test_what_a_message_says_is_limited(body: Any, where: str, code: str) -> None:
    assert _broken(check_message, body) == [(where, code)]


@pytest.mark.parametrize(
    ("body", "where", "code"),
    [
        (_embeds({"title": "x" * 257}), "embeds.0.title", "BASE_TYPE_MAX_LENGTH"),
        (_embeds({"description": "x" * 4097}), "embeds.0.description", "BASE_TYPE_MAX_LENGTH"),
        (_embeds({"footer": {"text": "x" * 2049}}), "embeds.0.footer.text", "BASE_TYPE_MAX_LENGTH"),
        (_embeds({"footer": {}}), "embeds.0.footer.text", "BASE_TYPE_REQUIRED"),
        (_embeds({"author": {"name": "x" * 257}}), "embeds.0.author.name", "BASE_TYPE_MAX_LENGTH"),
        (
            _embeds({"fields": [{"name": "x" * 257, "value": "v"}]}),
            "embeds.0.fields.0.name",
            "BASE_TYPE_MAX_LENGTH",
        ),
        (
            _embeds({"fields": [{"name": "n", "value": "x" * 1025}]}),
            "embeds.0.fields.0.value",
            "BASE_TYPE_MAX_LENGTH",
        ),
        (
            _embeds({"fields": [{"name": "n", "value": " "}]}),
            "embeds.0.fields.0.value",
            "BASE_TYPE_REQUIRED",
        ),
        (
            _embeds({"fields": [{"name": "n", "value": "v"}] * 26}),
            "embeds.0.fields",
            "BASE_TYPE_BAD_LENGTH",
        ),
        (_embeds(*[{"title": "t"}] * 11), "embeds", "BASE_TYPE_BAD_LENGTH"),
        (
            _embeds({"description": "x" * 3001}, {"description": "x" * 3000}),
            "embeds",
            "MAX_EMBED_SIZE_EXCEEDED",
        ),
        (
            _embeds({"thumbnail": {"url": "camilla.png"}}),
            "embeds.0.thumbnail.url",
            "URL_TYPE_INVALID_SCHEME",
        ),
    ],
)
def test_embeds_are_limited_each_and_together(body: Json, where: str, code: str) -> None:
    assert _broken(check_message, body) == [(where, code)]


def test_embeds_of_exactly_six_thousand_characters_are_taken() -> None:
    body = _embeds({"description": "x" * 3000}, {"description": "x" * 3000})
    assert _broken(check_message, body) == []


@pytest.mark.parametrize(
    ("body", "where", "code"),
    [
        (_rows(6), "components", "BASE_TYPE_BAD_LENGTH"),
        (_row(), "components.0.components", "BASE_TYPE_BAD_LENGTH"),
        ({"components": [_button()]}, "components.0.type", "UNION_TYPE_CHOICES"),
        (_row({"type": 4}), "components.0.components.0.type", "UNION_TYPE_CHOICES"),
        (
            _row(_button(custom_id=None)),
            "components.0.components.0.custom_id",
            "BASE_TYPE_REQUIRED",
        ),
        (
            _row(_button(custom_id="x" * 101)),
            "components.0.components.0.custom_id",
            "BASE_TYPE_BAD_LENGTH",
        ),
        (
            _row(_button(label="x" * 81)),
            "components.0.components.0.label",
            "BASE_TYPE_MAX_LENGTH",
        ),
        (
            _row(_button(label="")),
            "components.0.components.0",
            "BUTTON_COMPONENT_MISSING_LABEL_EMOJI",
        ),
        (
            _row(_button(), _button()),
            "components.0.components.1.custom_id",
            "COMPONENT_CUSTOM_ID_DUPLICATED",
        ),
        (
            _row({"type": 2, "style": 5, "label": "Read"}),
            "components.0.components.0.url",
            "BASE_TYPE_REQUIRED",
        ),
        (
            _row(_button(style=5, url="https://example.org")),
            "components.0.components.0.custom_id",
            "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
        ),
        (
            _row(_menu(), _button()),
            "components.0.components",
            "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
        ),
        (
            _row(_menu(options=[])),
            "components.0.components.0.options",
            "BASE_TYPE_BAD_LENGTH",
        ),
        (
            _row(_menu(options=[{"label": "A", "value": "a"}] * 2)),
            "components.0.components.0.options.1.value",
            "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
        ),
        (
            _row(_menu(options=[{"label": "x" * 101, "value": "a"}])),
            "components.0.components.0.options.0.label",
            "BASE_TYPE_MAX_LENGTH",
        ),
        (
            _row(_menu(placeholder="x" * 151)),
            "components.0.components.0.placeholder",
            "BASE_TYPE_MAX_LENGTH",
        ),
        (
            _row(_menu(max_values=2)),
            "components.0.components.0.max_values",
            "SELECT_COMPONENT_VALUES_EXCEED_OPTIONS",
        ),
    ],
)
def test_buttons_and_menus_are_limited(body: Json, where: str, code: str) -> None:
    assert _broken(check_message, body) == [(where, code)]


def test_a_follow_up_cannot_go_by_another_name() -> None:
    body = {"content": "I dance.", "username": "Camilla", "avatar_url": "https://example.org/c"}
    assert [where for where, _ in _broken(check_followup, body)] == ["username", "avatar_url"]


def test_a_nonce_is_no_longer_than_twenty_five_characters() -> None:
    body = {"content": "x", "nonce": "n" * 26}
    assert _broken(check_channel_message, body) == [("nonce", "BASE_TYPE_MAX_LENGTH")]


def _choices(*choices: Json) -> Json:
    return {"type": 8, "data": {"choices": list(choices)}}


@pytest.mark.parametrize(
    ("body", "where", "code"),
    [
        (
            _choices(*[{"name": str(n), "value": "v"} for n in range(26)]),
            "data.choices",
            "BASE_TYPE_BAD_LENGTH",
        ),
        (
            _choices({"name": "n", "value": "x" * 101}),
            "data.choices.0.value",
            "BASE_TYPE_MAX_LENGTH",
        ),
        (
            _choices({"name": "x" * 101, "value": "v"}),
            "data.choices.0.name",
            "BASE_TYPE_MAX_LENGTH",
        ),
        (_choices({"name": "", "value": "v"}), "data.choices.0.name", "BASE_TYPE_REQUIRED"),
        (_choices({"name": "n"}), "data.choices.0.value", "BASE_TYPE_REQUIRED"),
        ({"type": 8}, "data", "BASE_TYPE_REQUIRED"),
        ({"type": 3}, "type", "BASE_TYPE_CHOICES"),
        ({"type": 4, "data": {"content": "x" * 2001}}, "data.content", "BASE_TYPE_MAX_LENGTH"),
        ({"type": 7, "data": {"content": "x" * 2001}}, "data.content", "BASE_TYPE_MAX_LENGTH"),
    ],
)
def test_first_responses_are_limited(body: Json, where: str, code: str) -> None:
    assert _broken(check_callback, body) == [(where, code)]


def _field(**changes: Any) -> Json:
    return {"type": 4, "custom_id": "q", "style": 1} | changes


def _label(field: Json, **changes: Any) -> Json:
    return {"type": 18, "label": "Question", "component": field} | changes


def _modal(*components: Json, **changes: Any) -> Json:
    data = {"custom_id": "m", "title": "Ask", "components": list(components)} | changes
    return {"type": 9, "data": data}


@pytest.mark.parametrize(
    ("body", "where", "code"),
    [
        (_modal(_label(_field()), title="x" * 46), "data.title", "BASE_TYPE_MAX_LENGTH"),
        (_modal(_label(_field()), title=""), "data.title", "BASE_TYPE_REQUIRED"),
        (_modal(_label(_field()), custom_id="x" * 101), "data.custom_id", "BASE_TYPE_BAD_LENGTH"),
        (_modal(), "data.components", "BASE_TYPE_BAD_LENGTH"),
        (
            _modal(_label(_field(), label="x" * 46)),
            "data.components.0.label",
            "BASE_TYPE_MAX_LENGTH",
        ),
        (
            _modal({"type": 1, "components": [_field(label="x" * 46)]}),
            "data.components.0.components.0.label",
            "BASE_TYPE_MAX_LENGTH",
        ),
        (
            _modal({"type": 1, "components": [_field()]}),
            "data.components.0.components.0.label",
            "BASE_TYPE_REQUIRED",
        ),
        (
            _modal(_label(_field()), _label(_field())),
            "data.components",
            "COMPONENT_CUSTOM_ID_DUPLICATED",
        ),
        (
            _modal(_label(_field(placeholder="x" * 101))),
            "data.components.0.component.placeholder",
            "BASE_TYPE_MAX_LENGTH",
        ),
        (
            _modal(_label(_field(style=3))),
            "data.components.0.component.style",
            "BASE_TYPE_CHOICES",
        ),
        (_modal({"type": 18, "label": "L"}), "data.components.0.component", "BASE_TYPE_REQUIRED"),
        (_modal({"type": 2}), "data.components.0.type", "UNION_TYPE_CHOICES"),
    ],
)
def test_modals_are_limited(body: Json, where: str, code: str) -> None:
    assert _broken(check_callback, body) == [(where, code)]


def _command(**changes: Any) -> Json:
    return {"name": "ask", "description": "Ask."} | changes


def _option(**changes: Any) -> Json:
    return {"type": 3, "name": "question", "description": "What"} | changes


_SUB = {"type": 1, "name": "forget", "description": "Forget."}


@pytest.mark.parametrize(
    ("commands", "where", "code"),
    [
        ([_command(name="Ask")], "0.name", "APPLICATION_COMMAND_INVALID_NAME"),
        ([_command(name="ask her")], "0.name", "APPLICATION_COMMAND_INVALID_NAME"),
        ([_command(name="a" * 33)], "0.name", "BASE_TYPE_MAX_LENGTH"),
        ([{"name": "ask"}], "0.description", "BASE_TYPE_REQUIRED"),
        ([_command(description="x" * 101)], "0.description", "BASE_TYPE_MAX_LENGTH"),
        ([_command(), _command()], "1.name", "APPLICATION_COMMANDS_DUPLICATE_NAME"),
        ([_command(name=f"c{n}") for n in range(101)], "", "APPLICATION_COMMANDS_MAX"),
        ([_command(type=3)], "0.description", "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION"),
        (
            [_command(options=[_option(), _option(name="who", required=True)])],
            "0.options.1",
            "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
        ),
        (
            [_command(options=[_option(), _option()])],
            "0.options.1.name",
            "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
        ),
        (
            [_command(options=[_option(autocomplete=True, choices=[{"name": "a", "value": "a"}])])],
            "0.options.0",
            "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES",
        ),
        (
            [_command(options=[_option(choices=[{"name": "a", "value": "x" * 101}])])],
            "0.options.0.choices.0.value",
            "BASE_TYPE_MAX_LENGTH",
        ),
        (
            [_command(options=[_option(name=f"o{n}") for n in range(26)])],
            "0.options",
            "BASE_TYPE_BAD_LENGTH",
        ),
        (
            [_command(options=[_SUB, _option()])],
            "0.options",
            "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
        ),
        (
            [_command(options=[_SUB | {"options": [_SUB]}])],
            "0.options.0.options.0.type",
            "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
        ),
    ],
)
def test_commands_are_limited(commands: list[Json], where: str, code: str) -> None:
    assert _broken(check_commands, commands) == [(where, code)]


def test_a_command_is_limited_as_a_whole() -> None:
    choices = [{"name": f"{n}" * 50, "value": "x" * 100} for n in range(10, 35)]
    options = [_option(name=f"o{n}", choices=choices) for n in range(2)]
    codes = {code for _, code in _broken(check_commands, [_command(options=options)])}
    assert "APPLICATION_COMMAND_TOO_LARGE" in codes


@pytest.mark.parametrize("name", ["ask", "fragen-2", "спросить", "尋ねる", "पूछो"])
def test_names_in_any_script_are_taken(name: str) -> None:
    assert _broken(check_commands, [_command(name=name)]) == []


async def test_a_broken_rule_is_refused_as_discord_refuses_it_and_is_reported(
    bot: CastBot, discord_there: StandIn
) -> None:
    with pytest.raises(discord.HTTPException) as refused:
        await bot.guilds[0].text_channels[0].send("x" * 2001)
    assert (refused.value.status, refused.value.code) == (400, 50035)
    assert "In content: Must be 2000 or fewer in length." in str(refused.value)
    (problem,) = take_problems(discord_there)
    assert "content: Must be 2000 or fewer in length. (BASE_TYPE_MAX_LENGTH)" in problem


async def test_errors_are_nested_by_field_and_number(wire: Wire) -> None:
    body = {"embeds": [{"title": "t"}, {"title": "x" * 257}]}
    status, answer = await wire.send("POST", wire.stage_path, body)
    assert status == 400
    assert answer["code"] == 50035
    (error,) = answer["errors"]["embeds"]["1"]["title"]["_errors"]
    assert error["code"] == "BASE_TYPE_MAX_LENGTH"
    assert len(wire.problems()) == 1


@pytest.mark.parametrize("body", [{}, {"content": "  "}, {"embeds": [{}]}, {"content": None}])
async def test_an_empty_message_is_refused(wire: Wire, body: Json) -> None:
    status, answer = await wire.send("POST", wire.stage_path, body)
    assert (status, answer["code"]) == (400, 50006)
    assert wire.there.channel("stage").messages == []


async def test_a_body_that_is_no_json_is_refused(discord_there: StandIn, wire: Wire) -> None:
    address = f"https://discord.com/api/v10{wire.stage_path}"
    headers = {"Authorization": f"Bot {discord_there.token}"}
    exact = headers | {"Content-Type": "application/json"}
    async with wire.session.post(address, data=b"{", headers=exact) as answer:
        assert (answer.status, (await answer.json())["code"]) == (400, 50109)
    charset = headers | {"Content-Type": "application/json; charset=utf-8"}
    async with wire.session.post(address, data=b"{}", headers=charset) as answer:
        assert (answer.status, (await answer.json())["code"]) == (400, 50035)
    async with wire.session.post(address, json={"content": "x"}) as answer:
        assert answer.status == 401
