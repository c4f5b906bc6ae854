"""The errors of the stand-in, and who meets each.

::

    AssertionError
    ├── NotPossible      a person tried what Discord's window would not let them do (met by tests)
    ├── NotAnswered      the bot did not answer in the time Discord gives it (met by tests)
    └── NotSeen          a person waited for words that never came (met by tests)
    Exception
    └── Refusal          a request is answered with an HTTP error (met by the bot)

The first three are assertion errors: a test that does not expect one has failed.
"""

from typing import Any


class NotPossible(AssertionError):
    """A person tried what Discord's window would not let them do: what, and why, is said."""


class NotAnswered(AssertionError):
    """The bot did not answer in the time Discord gives it."""


class NotSeen(AssertionError):
    """A person waited for words that never came. The message lists what they see."""


class Refusal(Exception):
    """A request is answered with an error.

    ``status`` is the HTTP status, ``code`` Discord's JSON error code, ``errors`` the nested error
    object of an invalid form body. Codes:
    https://discord.com/developers/docs/topics/opcodes-and-status-codes#json
    """

    def __init__(
        self, status: int, code: int, message: str, errors: dict[str, Any] | None = None
    ) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors

    def body(self) -> dict[str, Any]:
        """Return the JSON body of the answer."""
        body: dict[str, Any] = {"message": self.message, "code": self.code}
        if self.errors is not None:
            body["errors"] = self.errors
        return body


def unauthorized() -> Refusal:
    """Return the refusal of a wrong bot token."""
    return Refusal(401, 0, "401: Unauthorized")


def not_found() -> Refusal:
    """Return the refusal of an address that Discord does not have."""
    return Refusal(404, 0, "404: Not Found")


def unknown_application() -> Refusal:
    """Return the refusal of an application that is not the bot's own."""
    return Refusal(404, 10002, "Unknown Application")


def unknown_channel() -> Refusal:
    """Return the refusal of a channel that does not exist."""
    return Refusal(404, 10003, "Unknown Channel")


def unknown_message() -> Refusal:
    """Return the refusal of a message that does not exist, or not any more."""
    return Refusal(404, 10008, "Unknown Message")


def unknown_user() -> Refusal:
    """Return the refusal of a user that does not exist."""
    return Refusal(404, 10013, "Unknown User")


def unknown_webhook() -> Refusal:
    """Return the refusal of an interaction's webhook before its first response."""
    return Refusal(404, 10015, "Unknown Webhook")


def unknown_interaction() -> Refusal:
    """Return the refusal of an interaction that nobody knows, or whose three seconds are over."""
    return Refusal(404, 10062, "Unknown interaction")


def too_large() -> Refusal:
    """Return the refusal of a file over the size limit."""
    return Refusal(413, 40005, "Request entity too large")


def already_acknowledged() -> Refusal:
    """Return the refusal of a second first response."""
    return Refusal(400, 40060, "Interaction has already been acknowledged.")


def too_many_followups() -> Refusal:
    """Return the refusal of a follow-up over the five that a user installation gets."""
    return Refusal(400, 40094, "This interaction has hit the maximum number of follow up messages.")


def missing_access() -> Refusal:
    """Return the refusal of a channel that the bot cannot see."""
    return Refusal(403, 50001, "Missing Access")


def cannot_act_in_direct_messages() -> Refusal:
    """Return the refusal of an action that direct messages do not have."""
    return Refusal(403, 50003, "Cannot execute action on a DM channel")


def authored_by_another() -> Refusal:
    """Return the refusal to edit somebody else's words."""
    return Refusal(403, 50005, "Cannot edit a message authored by another user")


def empty_message() -> Refusal:
    """Return the refusal of a message with nothing in it."""
    return Refusal(400, 50006, "Cannot send an empty message")


def missing_permissions() -> Refusal:
    """Return the refusal of an action that the bot lacks a permission for."""
    return Refusal(403, 50013, "Missing Permissions")


def invalid_webhook_token() -> Refusal:
    """Return the refusal of an interaction token that is wrong, or older than 15 minutes."""
    return Refusal(401, 50027, "Invalid Webhook Token")


def invalid_form_body(errors: dict[str, Any]) -> Refusal:
    """Return the refusal of a body that breaks a rule; ``errors`` is Discord's nested object."""
    return Refusal(400, 50035, "Invalid Form Body", errors)


def invalid_json() -> Refusal:
    """Return the refusal of a body that is not JSON."""
    return Refusal(400, 50109, "The request body contains invalid JSON.")
