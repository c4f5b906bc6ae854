"""Routes of interactions: the first response, and the webhook of everything after it."""

from typing import Any

from bot.standin.errors import invalid_form_body, too_many_followups, unknown_webhook
from bot.standin.flags import MessageFlag
from bot.standin.interaction_payloads import callback_payload, origin_metadata
from bot.standin.interactions import (
    AUTOCOMPLETE,
    COMMAND,
    COMPONENT,
    MODAL_SUBMIT,
    Interaction,
    Interactions,
)
from bot.standin.limits.callbacks import (
    CHOICES,
    DEFERRED,
    DEFERRED_UPDATE,
    MESSAGE,
    MODAL,
    UPDATE,
    check_callback,
)
from bot.standin.limits.messages import check_followup, check_message
from bot.standin.message_payloads import message_payload
from bot.standin.messages import Messages, Standing
from bot.standin.places import GUILD_INSTALL
from bot.standin.rest.call import NO_CONTENT, Answer, Call, Route
from bot.standin.world import Message, World

_CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback"
_WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}"
_ORIGINAL = _WEBHOOK + "/messages/@original"
_MESSAGE = _WEBHOOK + "/messages/{message_id}"
_REPLY, _COMMAND_ANSWER = 19, 20

_FOLLOWUPS_AWAY = 5
"""Follow-ups where the application is installed for the user alone: Create Followup Message."""

_RESPONSES = {
    COMMAND: {MESSAGE, DEFERRED, MODAL},
    COMPONENT: {MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, MODAL},
    AUTOCOMPLETE: {CHOICES},
    MODAL_SUBMIT: {MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE},
}


class InteractionRoutes:
    """What the bot may make of what a person did."""

    def __init__(self, world: World, messages: Messages, interactions: Interactions) -> None:
        self._world = world
        self._messages = messages
        self._interactions = interactions

    def routes(self) -> list[Route]:
        """Return the operations that are served here; ``@original`` before other messages."""
        return [
            Route("POST", _CALLBACK, self._respond, check_callback, needs_bot_token=False),
            Route("POST", _WEBHOOK, self._follow_up, check_followup, needs_bot_token=False),
            Route("GET", _ORIGINAL, self._get, needs_bot_token=False),
            Route("PATCH", _ORIGINAL, self._edit, check_message, needs_bot_token=False),
            Route("DELETE", _ORIGINAL, self._delete, needs_bot_token=False),
            Route("GET", _MESSAGE, self._get, needs_bot_token=False),
            Route("PATCH", _MESSAGE, self._edit, check_message, needs_bot_token=False),
            Route("DELETE", _MESSAGE, self._delete, needs_bot_token=False),
        ]

    async def _respond(self, call: Call) -> Answer:
        identifier, token = call.path["interaction_id"], call.path["interaction_token"]
        interaction = self._interactions.awaiting_response(identifier, token)
        kind: int = call.body["type"]
        allowed = _RESPONSES[interaction.kind]
        if kind not in allowed or (
            kind in (UPDATE, DEFERRED_UPDATE) and not interaction.may_update_source
        ):
            names = ", ".join(map(str, sorted(allowed)))
            error = {"code": "BASE_TYPE_CHOICES", "message": f"Value must be one of {{{names}}}."}
            raise invalid_form_body({"type": {"_errors": [error]}})
        original = self._first_response(interaction, kind, call)
        self._interactions.responded(interaction, kind, original)
        if not call.flag("with_response"):
            return NO_CONTENT
        return Answer(200, callback_payload(interaction, self._world.application))

    def _first_response(self, interaction: Interaction, kind: int, call: Call) -> Message | None:
        """Do what a first response does, and return the message that becomes ``@original``."""
        data: dict[str, Any] = call.body.get("data") or {}
        if kind == CHOICES:
            interaction.choices = data.get("choices") or []
            return None
        if kind == MODAL:
            interaction.modal = data
            return None
        if kind == DEFERRED_UPDATE:
            return interaction.source
        if kind == UPDATE and interaction.source is not None:
            self._messages.edit(interaction.source, data, call.files)
            return interaction.source
        if kind == DEFERRED:
            waiting = {"flags": MessageFlag(data.get("flags") or 0) | MessageFlag.LOADING}
            return self._post(interaction, waiting, Call(call.path, call.query))
        return self._post(interaction, data, call)

    async def _follow_up(self, call: Call) -> Answer:
        interaction = self._by_token(call)
        if interaction.response is None:
            raise unknown_webhook()
        body: dict[str, Any] = call.body or {}
        original = interaction.original
        if original is not None and original.thinking and not original.deleted:
            # The first follow-up takes the place of "is thinking", and is seen by whom that was.
            self._messages.edit(original, body, call.files)
            return Answer(200, self._payload(original))
        away = str(GUILD_INSTALL) not in interaction.owners
        if away and len(interaction.followups) >= _FOLLOWUPS_AWAY:
            raise too_many_followups()
        message = self._post(interaction, body, call, followup=True)
        interaction.followups.append(message)
        return Answer(200, self._payload(message))

    async def _get(self, call: Call) -> Answer:
        return Answer(200, self._payload(self._message(call)))

    async def _edit(self, call: Call) -> Answer:
        message = self._message(call)
        self._messages.edit(message, call.body or {}, call.files)
        return Answer(200, self._payload(message))

    async def _delete(self, call: Call) -> Answer:
        self._messages.delete([self._message(call)])
        return NO_CONTENT

    def _post(
        self, interaction: Interaction, body: dict[str, Any], call: Call, *, followup: bool = False
    ) -> Message:
        place = interaction.place
        private = MessageFlag.EPHEMERAL in MessageFlag(body.get("flags") or 0)
        answered = interaction.original if followup else interaction.source
        standing = Standing(
            kind=_COMMAND_ANSWER if answered is None else _REPLY,
            reply_to=answered,
            private_to=place.user if private or place.answers_are_private else None,
            origin=origin_metadata(interaction, followup=followup),
            origin_command=None if followup else interaction.command_name,
        )
        bot = self._world.application.bot
        return self._messages.post(place.channel, bot, body, call.files, standing)

    def _by_token(self, call: Call) -> Interaction:
        return self._interactions.by_webhook(call.path["webhook_id"], call.path["webhook_token"])

    def _message(self, call: Call) -> Message:
        return self._by_token(call).message(call.path.get("message_id", "@original"))

    def _payload(self, message: Message) -> dict[str, Any]:
        return message_payload(message, self._world.application)
