"""Logging: to standard error, with every secret taken out before it is written."""

import logging
import re
import sys
from collections.abc import Sequence

# Interaction and webhook tokens stand in the addresses that HTTP errors and debug logs show.
_TOKEN_IN_ADDRESS = re.compile(r"(/(?:webhooks|interactions)/\d+/)[\w.~-]{20,}")
_AUTHORIZATION = re.compile(r"\bBot [\w.-]{20,}")
HIDDEN = "[hidden]"


class SecretsHidden(logging.Formatter):
    """A formatter that hides secrets in the whole record, its traceback included."""

    def __init__(self, layout: str, secrets: Sequence[str] = ()) -> None:
        super().__init__(layout)
        self._secrets = [secret for secret in secrets if secret]

    def format(self, record: logging.LogRecord) -> str:
        """The record as text, without secrets."""
        text = super().format(record)
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        return _AUTHORIZATION.sub(HIDDEN, _TOKEN_IN_ADDRESS.sub(rf"\1{HIDDEN}", text))


def log_to_stderr(level: str, layout: str, secrets: Sequence[str] = ()) -> None:
    """Sends the log to standard error from ``level`` on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(SecretsHidden(layout, secrets))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # At DEBUG discord.py writes down every event: everybody's words, and tokens in the bodies.
    own = logging.getLogger("discord")
    own.setLevel(max(logging.INFO, logging.getLogger().level))
