"""What Discord's window shows of an answer or a message."""

from collections.abc import Iterable
from typing import Any, Literal

from bot.standin import components
from bot.standin.errors import NotAnswered, NotPossible
from bot.standin.interactions import COMPONENT, MODAL_SUBMIT, Interaction
from bot.standin.payloads import user_payload
from bot.standin.people.acting import Acting, let_the_client_read
from bot.standin.people.message_view import MessageView
from bot.standin.people.modal import ModalForm
from bot.standin.places import Place, Somebody
from bot.standin.world import Message

Answer = Literal["message", "thinking", "acknowledged", "update", "modal"]

_ANSWERS: dict[int, Answer] = {
    4: "message",
    5: "thinking",
    6: "acknowledged",
    7: "update",
    9: "modal",
}


class Shown(MessageView):
    """A message as somebody sees it now: it follows later edits.

    As the return of something a person did, ``answer`` says how the bot answered: with a
    ``message``, by ``thinking``, by taking note (``acknowledged``), by an ``update`` of the
    message that was clicked, or with a ``modal``.
    """

    def __init__(
        self,
        acting: Acting,
        message: Message | None,
        viewer: Place | None,
        interaction: Interaction | None = None,
    ) -> None:
        super().__init__(message, acting.world.application)
        self._acting = acting
        self._viewer = viewer
        self._interaction = interaction
        response = None if interaction is None else interaction.response
        self.answer: Answer | None = None if response is None else _ANSWERS[response]

    @property
    def modal(self) -> ModalForm:
        """Return the modal that was opened. Raises ``NotPossible`` when none was."""
        interaction = self._interaction
        if interaction is None or interaction.modal is None:
            raise NotPossible(f"no modal was opened: the bot answered with a {self.answer}")

        async def send(data: dict[str, Any]) -> "Shown":
            submitted = await self._acting.perform(
                MODAL_SUBMIT,
                interaction.place,
                data,
                interaction.owners,
                source=interaction.source,
                trigger=interaction,
            )
            return shown_answer(self._acting, submitted)

        return ModalForm(interaction.modal, send)

    @property
    def followups(self) -> list["Shown"]:
        """Return the messages that followed the first response."""
        later = [] if self._interaction is None else self._interaction.followups
        return [Shown(self._acting, message, self._viewer) for message in later]

    # -- what can be done

    async def settled(self) -> "Shown":
        """Return itself once an answer that was to come is there, or was taken back.

        Raises ``NotAnswered`` when the interaction's fifteen minutes are over before that.
        """
        interaction = self._interaction
        if interaction is None or self.answer not in ("thinking", "acknowledged"):
            return self

        def given() -> bool | None:
            changed = self.message.revision > interaction.revision_answered
            there = changed or bool(interaction.followups)
            return True if self.deleted or (there and not self.thinking) else None

        if await self._acting.wait(given, until=interaction.expires) is None:
            raise NotAnswered("the answer that was to come never came")
        await let_the_client_read()
        return self

    async def click(self, button: str, *, by: Somebody | None = None) -> "Shown":
        """Click the button with this label or ``custom_id``, and return what the bot answers.

        Raises ``NotPossible`` when there is no such button to click, ``NotAnswered`` for no answer.
        """
        part = self._usable(button, components.BUTTON)
        if part.get("url"):
            raise NotPossible(f"{button!r} opens {part['url']} and tells the bot nothing")
        return await self._use(part, {"component_type": components.BUTTON}, by)

    async def choose(
        self, menu: str, *choices: "str | Somebody", by: Somebody | None = None
    ) -> "Shown":
        """Choose from the menu with this placeholder or ``custom_id``: labels, or people.

        Raises ``NotPossible`` when it has no such choice, ``NotAnswered`` for no answer.
        """
        part = self._usable(menu, components.STRING_SELECT, components.USER_SELECT)
        if not part["min_values"] <= len(choices) <= part["max_values"]:
            wanted = f"{part['min_values']} to {part['max_values']}"
            raise NotPossible(f"{menu!r} takes {wanted} choices, not {len(choices)}")
        data = {"component_type": part["type"], **_chosen(part, choices, menu)}
        return await self._use(part, data, by)

    def seen_by(self, person: Somebody) -> "Shown":
        """Return the message as somebody else sees it. Raises ``NotPossible`` if they do not."""
        if not self.message.seen_by(person.user):
            raise NotPossible(f"{person.user.global_name} does not see this message")
        return Shown(self._acting, self.message, Place(person.user, self.message.channel))

    def __repr__(self) -> str:
        if self._message is None:
            return f"<Shown: a {self.answer}>"
        marks = [mark for mark in ("private", "thinking", "deleted") if getattr(self, mark)]
        labels = [button.label for button in self.buttons]
        return f"<Shown {self.author}: {self.text!r} {' '.join(marks)} {labels or ''}>"

    def _usable(self, name: str, *kinds: int) -> dict[str, Any]:
        if self.message.deleted:
            raise NotPossible("the message is gone")
        parts = list(self.parts(*kinds))
        names = [part.get("label") or part.get("placeholder") or "" for part in parts]
        for part, label in zip(parts, names, strict=True):
            if name in (label, part.get("custom_id")):
                if part.get("disabled"):
                    raise NotPossible(f"{name!r} is disabled")
                return part
        raise NotPossible(f"there is no {name!r}; there is: {', '.join(names) or 'nothing'}")

    async def _use(
        self, part: dict[str, Any], data: dict[str, Any], by: Somebody | None
    ) -> "Shown":
        message = self.message
        somebody = by or self._viewer
        user = None if somebody is None else somebody.user
        if user is None:
            raise NotPossible("say who clicks: click(..., by=ada)")
        if not message.seen_by(user):
            raise NotPossible(f"{user.global_name} does not see this message")
        place = Place(user, message.channel)
        origin = message.origin or {}
        owners = origin.get("authorizing_integration_owners") or place.owners
        interaction = await self._acting.perform(
            COMPONENT, place, {"custom_id": part["custom_id"], **data}, owners, source=message
        )
        return shown_answer(self._acting, interaction)


def shown_answer(acting: Acting, interaction: Interaction) -> Shown:
    """Return what the bot's first response shows to whoever caused it."""
    return Shown(acting, interaction.original, interaction.place, interaction)


def _chosen(part: dict[str, Any], choices: Iterable[str | Somebody], menu: str) -> dict[str, Any]:
    if part["type"] == components.USER_SELECT:
        users = [choice.user for choice in choices if not isinstance(choice, str)]
        resolved = {"users": {user.id: user_payload(user) for user in users}}
        return {"values": [user.id for user in users], "resolved": resolved}
    options = {option["label"]: option["value"] for option in part["options"]}
    unknown = [choice for choice in choices if choice not in options]
    if unknown:
        raise NotPossible(f"{menu!r} has no {unknown}; it has: {', '.join(options)}")
    return {"values": [options[str(choice)] for choice in choices]}
