"""Discord's ids: https://discord.com/developers/docs/reference#snowflakes."""

from datetime import UTC, datetime, timedelta

from bot.standin.clock import Clock

_EPOCH = datetime(2015, 1, 1, tzinfo=UTC)


class Snowflakes:
    """Gives out ids that hold the time of the clock and always grow."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0

    def new(self) -> str:
        """Return the next id, in decimal digits."""
        milliseconds = (self._clock.now() - _EPOCH) // timedelta(milliseconds=1)
        self._last = max(self._last + 1, milliseconds << 22)
        return str(self._last)
