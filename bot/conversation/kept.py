"""What is kept of a person, as a file they can read."""

from collections.abc import Sequence

from bot.memory import Forgotten, SetAside
from bot.story import Story
from bot.text import plain
from bot.turn import Exchange, Person

__all__ = ["Forgotten", "SetAside", "kept_as_text"]

_FATE = {
    "shown": "",
    "pending": " (not known yet whether it was shown)",
    "uncertain": " (it is not certain that this was shown)",
    "failed": " (this was not shown)",
}


def kept_as_text(story: Story, person: Person, kept: Sequence[Exchange]) -> str:
    """The exchanges of ``person``, oldest first, with their times in UTC and all that is kept."""
    parts = [f"What Stage Door keeps of {person.name} (id {person.id}) here\n"]
    parts += [_exchange(story, exchange) for exchange in kept]
    return "\n".join(parts)


def _places(exchange: Exchange) -> list[tuple[str, str]]:
    # Without the token, which could still be used.
    return [(name, value) for name, value in exchange.sent_to.items() if name != "token"]


def _exchange(story: Story, exchange: Exchange) -> str:
    turn, reply = exchange.turn, exchange.reply
    character = story.characters.get(turn.character)
    name = character.persona.name if character else turn.character
    cited = ", ".join(citation.fact for citation in reply.citations) or "no passage"
    sent_to = ", ".join(f"{name} {value}" for name, value in _places(exchange)) or "nowhere"
    messages = ", ".join(message.id for message in exchange.messages) or "none"
    return (
        f"{turn.at:%Y-%m-%d %H:%M:%S} UTC, scene: {turn.scene or 'after the last one'}\n"
        f"  {turn.person.name}: {turn.words}\n"
        f"  {name}: {plain(reply.text)}{_FATE[exchange.status]}\n"
        f"  stands on: {reply.stands_on} ({cited}); engine: {reply.engine}; "
        f"beat: {reply.beat or 'none'}; line: {reply.line or 'none'}\n"
        f"  turn: {turn.id}; messages: {messages}; sent to: {sent_to}\n"
    )
