"""An engine for what asks nothing of anybody, such as telling where the story stands."""

from bot.turn import Context, Reply


class SilentEngine:
    """Has nothing to say."""

    async def reply(self, context: Context) -> Reply:
        """A character's silence."""
        return Reply(
            text=f"*{context.turn.character} says nothing.*",
            stands_on="deflection",
            engine="silent",
        )
