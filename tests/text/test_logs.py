"""The log: no secret is ever written."""

import logging
import re

import pytest

from bot.logs import HIDDEN, SecretsHidden

SECRET = "MTIzNDU2.Gx.a-very-secret-token_of-a-bot"


def logged(message: str, *args: object, error: BaseException | None = None) -> str:
    info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("bot", logging.INFO, __file__, 1, message, args, info)
    return SecretsHidden("%(levelname)s %(message)s", [SECRET, ""]).format(record)


def test_a_secret_is_hidden_wherever_it_stands() -> None:
    assert logged("token %s!", SECRET) == f"INFO token {HIDDEN}!"


def test_a_secret_in_a_traceback_is_hidden() -> None:
    with pytest.raises(ValueError, match=re.escape(SECRET)) as raised:
        int(SECRET)
    assert SECRET not in logged("it failed", error=raised.value)


@pytest.mark.parametrize("kind", ["webhooks", "interactions"])
def test_a_token_in_an_address_is_hidden_and_the_address_can_still_be_read(kind: str) -> None:
    address = f"https://discord.com/api/v10/{kind}/1234/{'a-Z_0.~' * 6}/callback"
    assert logged("POST %s", address).endswith(f"/{kind}/1234/{HIDDEN}/callback")


def test_an_authorization_header_is_hidden() -> None:
    assert logged("Authorization: Bot %s", "x" * 59) == f"INFO Authorization: {HIDDEN}"


def test_an_ordinary_sentence_is_left_alone() -> None:
    assert logged("Bot is ready in /channels/1/messages") == (
        "INFO Bot is ready in /channels/1/messages"
    )
