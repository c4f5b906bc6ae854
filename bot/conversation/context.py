"""From a turn and a channel's memory to what an engine is given."""

from collections.abc import Sequence

from bot.story import Story
from bot.turn import Context, Exchange, Turn


def build_context(story: Story, turn: Turn, played: Sequence[Exchange], turns_ever: int) -> Context:
    """What the character of ``turn`` may know: the canon up to its scene, and the exchanges of
    ``played`` it was present for that lie no later in the story."""
    seed = f"{turn.channel}:{turns_ever}" if turn.channel else f"{turn.character}:{turn.words}"
    return Context(
        turn=turn,
        known=story.known_to(turn.character, turn.scene),
        heard=tuple(
            exchange
            for exchange in up_to(story, turn.scene, played)
            if exchange.turn.character == turn.character
        ),
        seed=seed,
    )


def up_to(story: Story, scene: str | None, played: Sequence[Exchange]) -> tuple[Exchange, ...]:
    """The exchanges of ``played`` that were played at ``scene`` or earlier in the story. What was
    played at a scene that the story no longer has counts as played after the last one."""
    known = {each.id for each in story.scenes}
    place = story.place(scene)
    return tuple(
        exchange
        for exchange in played
        if story.place(exchange.turn.scene if exchange.turn.scene in known else None) <= place
    )
