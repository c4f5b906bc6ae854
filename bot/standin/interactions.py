"""An interaction's life: three seconds until the first response, fifteen minutes for the rest.

Source: https://discord.com/developers/docs/interactions/receiving-and-responding
"""

import base64
import random
import string
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.standin.errors import (
    already_acknowledged,
    invalid_webhook_token,
    unknown_interaction,
    unknown_message,
    unknown_webhook,
)
from bot.standin.feed import Feed, Happening, Kind
from bot.standin.places import Place
from bot.standin.world import Message, World

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL_SUBMIT = 2, 3, 4, 5
ANSWER_WITHIN = timedelta(seconds=3)
TOKEN_LIVES = timedelta(minutes=15)


@dataclass(eq=False, slots=True)
class Interaction:
    """What a person did, and what the bot made of it.

    ``source`` is the message whose component was used, ``trigger`` the interaction that opened
    the modal. ``response`` is the type of the first response, ``original`` its message and
    ``revision_answered`` how often that had been edited by then.
    """

    id: str
    token: str
    kind: int
    place: Place
    data: dict[str, Any]
    owners: dict[str, str]
    created_at: datetime
    source: Message | None = None
    trigger: "Interaction | None" = None
    response: int | None = None
    original: Message | None = None
    revision_answered: int = 0
    followups: list[Message] = field(default_factory=list)
    choices: list[dict[str, Any]] = field(default_factory=list)
    modal: dict[str, Any] | None = None

    @property
    def deadline(self) -> datetime:
        """Return until when the first response is taken."""
        return self.created_at + ANSWER_WITHIN

    @property
    def expires(self) -> datetime:
        """Return until when the token is good."""
        return self.created_at + TOKEN_LIVES

    @property
    def command_name(self) -> str | None:
        """Return the command with its subcommands, as messages name it."""
        if self.kind != COMMAND:
            return None
        words, options = [self.data["name"]], self.data.get("options") or []
        while options and options[0]["type"] in (1, 2):
            words.append(options[0]["name"])
            options = options[0].get("options") or []
        return " ".join(words)

    @property
    def may_update_source(self) -> bool:
        """Tell whether the first response may edit the message it came from."""
        return self.kind in (COMPONENT, MODAL_SUBMIT) and self.source is not None

    def message(self, identifier: str) -> Message:
        """Return the original response (``@original``) or a follow-up by its id.

        Raises ``Refusal`` when there is no first response yet, or no such message of it.
        """
        if self.response is None:
            raise unknown_webhook()
        if identifier == "@original":
            found = self.original
        else:
            mine = [*self.followups, *([self.original] if self.original else [])]
            found = next((message for message in mine if message.id == identifier), None)
        if found is None or found.deleted:
            raise unknown_message()
        return found


class Interactions:
    """Opens interactions and finds them again by token."""

    def __init__(self, world: World, feed: Feed, randomness: random.Random) -> None:
        self._world = world
        self._feed = feed
        self._randomness = randomness
        self._by_token: dict[str, Interaction] = {}

    def open(  # noqa: PLR0913 - an interaction is what it is made of
        self,
        kind: int,
        place: Place,
        data: dict[str, Any],
        owners: dict[str, str],
        *,
        source: Message | None = None,
        trigger: Interaction | None = None,
    ) -> Interaction:
        """Return a new interaction."""
        identifier = self._world.snowflakes.new()
        token = self._token(identifier)
        now = self._world.clock.now()
        interaction = Interaction(
            identifier, token, kind, place, data, owners, now, source, trigger
        )
        self._by_token[token] = interaction
        return interaction

    def awaiting_response(self, identifier: str, token: str) -> Interaction:
        """Return the interaction for its first response.

        Raises ``Refusal`` when it is unknown or too old, or has one already.
        """
        interaction = self._by_token.get(token)
        if interaction is None or interaction.id != identifier:
            raise unknown_interaction()
        if interaction.response is not None:
            raise already_acknowledged()
        if self._world.clock.now() >= interaction.deadline:
            raise unknown_interaction()
        return interaction

    def by_webhook(self, application_id: str, token: str) -> Interaction:
        """Return the interaction for everything after its first response.

        Raises ``Refusal`` when the token is wrong or older than 15 minutes.
        """
        if application_id != self._world.application.id:
            raise unknown_webhook()
        interaction = self._by_token.get(token)
        if interaction is None or self._world.clock.now() >= interaction.expires:
            raise invalid_webhook_token()
        return interaction

    def responded(self, interaction: Interaction, response: int, original: Message | None) -> None:
        """Note the first response. Its message, if it has one, has been shown before."""
        interaction.response = response
        interaction.original = original
        interaction.revision_answered = 0 if original is None else original.revision
        kind: Kind = "acknowledged"
        shows: dict[str, Any] = {"interaction": interaction.id, "type": response}
        if interaction.modal is not None:
            kind, shows = "modal opened", shows | interaction.modal
        elif interaction.kind == AUTOCOMPLETE:
            kind, shows = "choices offered", shows | {"choices": interaction.choices}
        place, now = interaction.place, self._world.clock.now()
        self._feed.publish(Happening(kind, now, place.channel.id, place.user.id, shows))

    def _token(self, identifier: str) -> str:
        letters = "".join(self._randomness.choices(string.ascii_letters + string.digits, k=96))
        return (
            base64.urlsafe_b64encode(f"interaction:{identifier}:{letters}".encode())
            .decode()
            .rstrip("=")
        )
