"""How fast one person may ask."""

from collections.abc import Callable
from datetime import datetime

from discord.app_commands import Cooldown as Bucket

from bot.errors import Busy

_MOST_PEOPLE = 10_000


class Cooldown:
    """At most ``questions`` in ``per_seconds`` for each person."""

    def __init__(self, questions: int, per_seconds: float, now: Callable[[], datetime]) -> None:
        self._questions = questions
        self._per_seconds = per_seconds
        self._now = now
        self._buckets: dict[str, Bucket] = {}

    def ask(self, person: str) -> None:
        """Counts one question of ``person``. Raises ``Busy`` when it comes too soon."""
        moment = self._now().timestamp()
        if len(self._buckets) >= _MOST_PEOPLE:
            self._buckets = {
                who: bucket
                for who, bucket in self._buckets.items()
                if bucket.get_retry_after(moment) or bucket.get_tokens(moment) < self._questions
            }
        bucket = self._buckets.setdefault(person, Bucket(self._questions, self._per_seconds))
        if wait := bucket.update_rate_limit(moment):
            seconds = max(1, round(wait))
            raise Busy(
                "One breath between questions, please: "
                f"ask again in {seconds} second{'' if seconds == 1 else 's'}."
            )
