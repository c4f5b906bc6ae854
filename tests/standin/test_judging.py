"""Discord's specification as the judge of what the bot sends and of what the stand-in answers."""

from typing import Any

import aiohttp
import pytest

from bot.standin import Specification, StandIn

from .wire import Wire

_CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback"
_MESSAGES = "/channels/{channel_id}/messages"


def _found(judge: Specification, template: str, body: Any) -> list[str]:
    return [str(finding) for finding in judge.request("POST", template, {}, body)]


_MISSPELT_BUTTON = {"type": 2, "style": 1, "custom_id": "c", "lable": "x"}
_MISSPELT = {"components": [{"type": 1, "components": [_MISSPELT_BUTTON]}]}


@pytest.mark.parametrize(
    ("template", "body", "finding"),
    [
        (_MESSAGES, {"contents": "hello"}, "contents: is no field here"),
        (_MESSAGES, {"embeds": [{"titel": "t"}]}, "embeds[0].titel: is no field here"),
        (_MESSAGES, {"tts": "yes"}, 'tts: "yes" is not of types'),
        (_MESSAGES, _MISSPELT, "components[0].components[0].lable: is no field here"),
        (
            _CALLBACK,
            {"type": 4, "data": _MISSPELT},
            "data.components[0].components[0].lable: is no field here",
        ),
    ],
)
def test_a_misspelt_or_ill_typed_field_is_found_where_it_stands(
    judge: Specification, template: str, body: Any, finding: str
) -> None:
    (found,) = _found(judge, template, body)
    assert found.startswith(finding)


@pytest.mark.parametrize(
    ("template", "body"),
    [
        (_CALLBACK, {"type": 8, "data": {"choices": []}}),
        (_CALLBACK, {"type": 5}),
        (_MESSAGES, {"attachments": [{"id": 0, "filename": "a.png"}]}),
        (_MESSAGES, {"embeds": [{"title": "t", "flags": 0}]}),
    ],
)
def test_what_discord_accepts_is_not_blamed(judge: Specification, template: str, body: Any) -> None:
    assert _found(judge, template, body) == []


def test_nsfw_is_documented_and_therefore_allowed(judge: Specification) -> None:
    path = "/applications/{application_id}/commands"
    body = [{"name": "ask", "description": "Ask.", "nsfw": False}]
    assert judge.request("PUT", path, {}, body) == []


def test_a_parameter_that_is_none_is_found(judge: Specification) -> None:
    (finding,) = judge.request("GET", _MESSAGES, {"latest": "1"}, None)
    assert "latest" in str(finding)


def test_an_operation_that_is_none_is_found(judge: Specification) -> None:
    (finding,) = judge.request("PATCH", "/nowhere", {}, None)
    assert "not in Discord's specification" in str(finding)


def test_the_stand_in_s_own_answers_are_judged(judge: Specification) -> None:
    assert judge.answer("GET", "/users/@me", 200, {"id": 1}) != []
    assert judge.answer("GET", _MESSAGES, 404, {"code": 10003, "message": "Unknown Channel"}) == []
    assert judge.answer("DELETE", _MESSAGES + "/{message_id}", 204, None) == []
    errors = {"content": {"_errors": [{"code": "BASE_TYPE_REQUIRED", "message": "m"}]}}
    body = {"code": 50035, "message": "Invalid Form Body", "errors": errors}
    assert judge.answer("POST", _MESSAGES, 400, body) == []
    assert judge.answer("POST", _MESSAGES, 400, body | {"error": 1}) != []


def test_the_stand_in_s_own_events_are_judged(judge: Specification) -> None:
    good = {"id": "1", "channel_id": "2", "guild_id": "3"}
    assert judge.event("MESSAGE_DELETE", good) == []
    assert [str(each) for each in judge.event("MESSAGE_DELETE", good | {"guild": "3"})] == [
        "guild: is no field here"
    ]
    assert judge.event("RESUMED", {}) == []


async def test_a_misspelt_field_is_reported_and_ignored_as_discord_ignores_it(
    judge: Specification, wire: Wire
) -> None:
    body = {"content": "hello", "embed": {"title": "t"}}
    status, answer = await wire.send("POST", wire.stage_path, body)
    assert (status, answer["content"], answer["embeds"]) == (200, "hello", [])
    assert wire.problems() == [f"POST {_MESSAGES}: embed: is no field here"]


async def test_an_ill_typed_field_is_refused(judge: Specification, wire: Wire) -> None:
    status, answer = await wire.send("POST", wire.stage_path, {"content": "x", "tts": "yes"})
    assert (status, answer["code"]) == (400, 50035)
    assert len(wire.problems()) == 1


async def test_without_a_specification_the_hand_written_limits_still_hold() -> None:
    async with StandIn() as there, _session(there) as session:
        wire = Wire(session, there)
        status, answer = await wire.send("POST", wire.stage_path, {"content": "x" * 2001})
        assert (status, answer["code"]) == (400, 50035)
        status, _ = await wire.send("POST", wire.stage_path, {"content": "x", "misspelt": 1})
        assert status == 200
        assert len(there.problems) == 1


def _session(there: StandIn) -> aiohttp.ClientSession:
    return aiohttp.ClientSession(connector=aiohttp.UnixConnector(there.socket))
