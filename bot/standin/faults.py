"""What a test can make go wrong with the next requests."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from bot.standin.clock import Clock


@dataclass(frozen=True, slots=True)
class CannedAnswer:
    """An answer given instead of what the request asks for. ``body`` is JSON, or text as it is."""

    status: int
    body: dict[str, Any] | str
    headers: Mapping[str, str]


@dataclass(slots=True)
class Held:
    """A request that waits. ``arrived`` is set when it has come; ``release`` lets it go on."""

    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    _released: asyncio.Event = field(default_factory=asyncio.Event)

    def release(self) -> None:
        """Let the request go on."""
        self._released.set()

    async def passed(self) -> None:
        """Return when the request may go on; called by the server."""
        self.arrived.set()
        await self._released.wait()


@dataclass(slots=True)
class Fault:
    """What happens to the next ``times`` requests with this method whose path matches."""

    method: str
    path: re.Pattern[str]
    times: int
    answer: CannedAnswer | None = None
    delay: timedelta | None = None
    held: Held | None = None
    drop_before: bool = False
    drop_after: bool = False


class Faults:
    """Orders for the next requests, each used up as it matches.

    ``path`` is a regular expression, searched in the path after ``/api/v10``. Where two orders
    match, the older one is taken.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._orders: list[Fault] = []

    def answer(  # noqa: PLR0913 - every part of an answer may be what a test is about
        self,
        method: str,
        path: str,
        *,
        status: int,
        code: int = 0,
        message: str = "ordered by a test",
        body: dict[str, Any] | str | None = None,
        headers: Mapping[str, str] | None = None,
        times: int = 1,
    ) -> None:
        """Answer with this status and Discord's JSON error body, or with ``body`` as it is."""
        given = {"message": message, "code": code} if body is None else body
        canned = CannedAnswer(status, given, headers or {})
        self._order(Fault(method, re.compile(path), times, answer=canned))

    def rate_limit(
        self, method: str, path: str, *, retry_after: float, everywhere: bool = False
    ) -> None:
        """Answer 429 as Discord does: ``retry_after`` in seconds, ``everywhere`` for all routes."""
        body = {
            "message": "You are being rate limited.",
            "retry_after": retry_after,
            "global": everywhere,
        }
        scope = "global" if everywhere else "user"
        headers = {
            "Via": "1.1 google",
            "Retry-After": str(max(1, round(retry_after))),
            "X-RateLimit-Scope": scope,
        }
        self.answer(method, path, status=429, body=body, headers=headers)

    def drop(self, method: str, path: str, *, after_effect: bool = False, times: int = 1) -> None:
        """Cut the connection without an answer: before the request has an effect, or after."""
        pattern = re.compile(path)
        fault = Fault(method, pattern, times, drop_before=not after_effect, drop_after=after_effect)
        self._order(fault)

    def delay(self, method: str, path: str, *, seconds: float, times: int = 1) -> None:
        """Let the request wait until the clock has advanced by ``seconds``."""
        pattern = re.compile(path)
        self._order(Fault(method, pattern, times, delay=timedelta(seconds=seconds)))

    def hold(self, method: str, path: str) -> Held:
        """Let the next matching request wait until it is released."""
        held = Held()
        self._order(Fault(method, re.compile(path), 1, held=held))
        return held

    def clear(self) -> None:
        """Forget every order that is left."""
        self._orders.clear()

    def take(self, method: str, path: str) -> Fault | None:
        """Return what is ordered for this request, and count it."""
        for fault in self._orders:
            if fault.method == method and fault.path.search(path):
                fault.times -= 1
                if fault.times <= 0:
                    self._orders.remove(fault)
                return fault
        return None

    async def wait(self, fault: Fault) -> None:
        """Return when a delayed or held request may go on."""
        if fault.delay is not None:
            await self._clock.sleep_until(self._clock.now() + fault.delay)
        if fault.held is not None:
            await fault.held.passed()

    def _order(self, fault: Fault) -> None:
        self._orders.append(fault)
