"""The use cases: put a question to a character, hear where the story stands, move the scene."""

import logging
from collections import Counter
from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from bot.conversation.context import build_context
from bot.conversation.delivery import Delivery, RecentlyDeleted
from bot.conversation.queues import ChannelQueues
from bot.conversation.recap import Recap, tell
from bot.engines import Engine
from bot.errors import NotRemembered
from bot.memory import ChannelMemory, ChannelView, Forgotten, Memory
from bot.story import AFTER, Story
from bot.story.render import Templates
from bot.turn import Exchange, Person, Turn

log = logging.getLogger(__name__)

_NOTHING_PLAYED = ChannelView(scene=None, exchanges=(), turns_ever=0)


@dataclass(frozen=True, slots=True)
class Question:
    """What a person asks, before it is placed in the story.

    ``character`` is an id. ``scene`` overrides where the channel stands; ``"after"`` is after the
    last scene. ``sent_to`` says where the reply will be sent, for settling it later.
    """

    id: str
    person: Person
    character: str
    words: str
    at: datetime
    channel: str | None = None
    scene: str | None = None
    sent_to: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


class Conversation:
    """Everything a client needs of one story. ``memory`` is ``None`` where nothing is kept."""

    def __init__(
        self, story: Story, engine: Engine, templates: Templates, memory: Memory | None
    ) -> None:
        self.story = story
        self.memory = memory
        self._engine = engine
        self._templates = templates
        self._queues = ChannelQueues()
        self._times_forgotten: Counter[str] = Counter()
        self._deleted = RecentlyDeleted()

    async def answer(self, question: Question) -> Delivery:
        """The reply to ``question``, recorded as pending; the channel is held until it is settled.

        Raises ``Busy`` at once when too many wait in this channel, and ``UnknownScene``.
        """
        # Taken before waiting: whoever is forgotten while waiting is not remembered either.
        forgotten = self._times_forgotten[question.person.id]
        async with AsyncExitStack() as held:
            if question.channel:
                await held.enter_async_context(self._queues.turn(question.channel))
            channel, view = await self._look(question.channel)
            scene = view.scene if question.scene is None else self._named(question.scene)
            turn = Turn(
                id=question.id,
                person=question.person,
                character=question.character,
                words=question.words,
                at=question.at,
                channel=question.channel,
                scene=scene,
            )
            context = build_context(self.story, turn, view.exchanges, view.turns_ever)
            exchange = Exchange(turn, await self._engine.reply(context), sent_to=question.sent_to)
            if self._times_forgotten[turn.person.id] != forgotten:
                channel = None  # they had themselves forgotten while the character was thinking
            remembered = channel is None or await _recorded(channel, exchange)
            kept_in = channel if remembered else None
            if kept_in and self.memory and self._times_forgotten[turn.person.id] != forgotten:
                await self.memory.forget(turn.person.id, turn.channel)
            return Delivery(exchange, kept_in, held.pop_all(), self._deleted, remembered=remembered)

    async def recap(self, channel: str | None, scene: str | None = None) -> Recap:
        """Where ``channel`` stands, or what it would be at ``scene``. Raises ``UnknownScene``."""
        memory, view = await self._look(channel)
        at = view.scene if scene is None else self._named(scene)
        played = await memory.everything() if memory else ()
        return tell(self.story, self._templates, at, played)

    async def move(self, channel: str, scene: str) -> None:
        """Moves ``channel`` to ``scene``. Raises ``UnknownScene`` and ``NotRemembered``."""
        named = self._named(scene)
        if self.memory is None:
            raise NotRemembered("Nothing is kept here, so the story cannot be moved.")
        await self.memory.channel(channel).stand_at(named)

    async def forget(self, person_id: str, channel: str | None = None) -> Forgotten:
        """Erases what is kept of a person, in one channel or everywhere, and what of theirs is
        still being answered. Raises ``MemoryFault``."""
        self._times_forgotten[person_id] += 1
        if self.memory is None:
            return Forgotten(exchanges=0, channels=0, damaged_files=0)
        return await self.memory.forget(person_id, channel)

    async def deleted(self, channel: str, message_id: str) -> None:
        """Forgets what a message said that is known to be deleted, also when it is known before
        the message itself is. Raises ``MemoryFault``."""
        self._deleted.add(message_id)
        if self.memory is not None and await self.memory.remembers(channel):
            await self.memory.channel(channel).forget_message(message_id)

    def _named(self, scene: str) -> str | None:
        if scene == AFTER:
            return None
        self.story.place(scene)
        return scene

    async def _look(self, key: str | None) -> tuple[ChannelMemory | None, ChannelView]:
        """The channel's memory and what it holds. Raises ``MemoryFault`` where it cannot be read:
        without it nobody can tell where the story stands, and what may be known."""
        if key is None or self.memory is None:
            return None, _NOTHING_PLAYED
        channel = self.memory.channel(key)
        view = await channel.view()
        known = {scene.id for scene in self.story.scenes}
        if view.scene is not None and view.scene not in known:
            view = ChannelView(None, view.exchanges, view.turns_ever)
        return channel, view


async def _recorded(channel: ChannelMemory, exchange: Exchange) -> bool:
    try:
        await channel.record(exchange)
    except NotRemembered:
        log.exception("an exchange could not be recorded")
        return False
    return True
