"""Whatever a bot sends, the stand-in says what is wrong with it and never breaks."""

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.standin import ModalForm, Shown, StandIn
from bot.standin.commands import Commands
from bot.standin.errors import Refusal
from bot.standin.limits.callbacks import check_callback
from bot.standin.limits.commands import check_commands
from bot.standin.limits.messages import check_channel_message
from bot.standin.limits.violations import Violations
from bot.standin.message_payloads import message_payload
from bot.standin.messages import Messages, Standing
from bot.standin.snowflake import Snowflakes

_ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 2),
    st.sampled_from(["", "a", "Á b", [], [[]], [None], ["a"], {}, {"a": 1}, [{}], [{"type": 1}]]),
)

_MESSAGE: dict[str, Any] = {
    "content": "hello",
    "flags": 0,
    "tts": False,
    "nonce": "n",
    "allowed_mentions": {"parse": ["users"], "roles": ["1"], "replied_user": True},
    "attachments": [{"id": "0", "filename": "a.png", "description": "d"}],
    "embeds": [
        {
            "title": "t",
            "description": "d",
            "footer": {"text": "f", "icon_url": "https://example.org/f"},
            "author": {"name": "a", "icon_url": "attachment://a.png"},
            "image": {"url": "https://example.org/i"},
            "thumbnail": {"url": "attachment://a.png"},
            "fields": [{"name": "n", "value": "v", "inline": True}],
        }
    ],
    "components": [
        {"type": 1, "components": [{"type": 2, "style": 1, "label": "l", "custom_id": "b"}]},
        {"type": 1, "components": [{"type": 2, "style": 5, "label": "l", "url": "https://e.org"}]},
        {
            "type": 1,
            "components": [
                {
                    "type": 3,
                    "custom_id": "s",
                    "min_values": 1,
                    "max_values": 1,
                    "options": [{"label": "l", "value": "v", "emoji": {"name": "e", "id": None}}],
                }
            ],
        },
    ],
}
_MODAL: dict[str, Any] = {
    "type": 9,
    "data": {
        "custom_id": "m",
        "title": "t",
        "components": [
            {"type": 1, "components": [{"type": 4, "custom_id": "a", "style": 1, "label": "l"}]},
            {
                "type": 18,
                "label": "l",
                "description": "d",
                "component": {"type": 4, "custom_id": "b", "style": 2, "max_length": 9},
            },
            {"type": 10, "content": "c"},
        ],
    },
}
_CHOICES: dict[str, Any] = {"type": 8, "data": {"choices": [{"name": "n", "value": "v"}]}}
_ANSWER: dict[str, Any] = {"type": 4, "data": _MESSAGE}
_COMMANDS: list[dict[str, Any]] = [
    {
        "name": "ask",
        "type": 1,
        "description": "d",
        "default_member_permissions": "8",
        "contexts": [0],
        "integration_types": [0],
        "options": [
            {
                "type": 3,
                "name": "who",
                "description": "d",
                "required": True,
                "choices": [{"name": "n", "value": "v"}],
            }
        ],
    },
    {
        "name": "memory",
        "description": "d",
        "options": [{"type": 1, "name": "forget", "description": "d", "options": []}],
    },
]


def _places(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if not isinstance(node, dict | list):
        return [path]
    inner = node.items() if isinstance(node, dict) else enumerate(node)
    return [path, *(place for key, part in inner for place in _places(part, (*path, key)))]


@st.composite
def _with_something_odd(draw: st.DrawFn, body: Any) -> Any:
    """A body as it should be, with up to two of its parts replaced by something odd."""
    changed = {"body": copy.deepcopy(body)}
    for _ in range(draw(st.integers(1, 2))):
        *way, last = draw(st.sampled_from(_places(changed["body"], ("body",))))
        part: Any = changed
        for step in way:
            part = part[step]
        part[last] = copy.deepcopy(draw(_ODD))
    return changed["body"]


@given(body=_with_something_odd(_MESSAGE))
@settings(max_examples=200, deadline=None)
def test_any_message_is_posted_or_refused(body: Any) -> None:
    violations = Violations()
    check_channel_message(body, violations)
    if violations.found:
        assert violations.nested()
        return
    there = StandIn()
    messages = Messages(there.world, there.gateway, there.feed, there.problems.append)
    (channel,) = next(there.world.bot_guilds()).channels
    try:
        message = messages.post(channel, there.bot, body or {}, {}, Standing())
    except Refusal:
        assert channel.messages == {}
    else:
        message_payload(message, there.world.application)


@pytest.mark.parametrize("sent", [_MODAL, _CHOICES, _ANSWER])
@given(data=st.data())
@settings(max_examples=100, deadline=None)
def test_any_first_response_is_taken_or_refused(sent: Any, data: st.DataObject) -> None:
    body = data.draw(_with_something_odd(sent))
    violations = Violations()
    check_callback(body, violations)
    if not violations.found and body["type"] == 9:
        ModalForm(body["data"], _never_sent)


@given(bodies=_with_something_odd(_COMMANDS))
@settings(max_examples=200, deadline=None)
def test_any_commands_are_registered_or_refused(bodies: Any) -> None:
    violations = Violations()
    check_commands(bodies, violations)
    if not violations.found:
        there = StandIn()
        commands = Commands(there.world.application, Snowflakes(there.clock))
        assert len(commands.overwrite(bodies or [])) == len(bodies or [])


async def _never_sent(_: dict[str, Any]) -> Shown:
    raise AssertionError
