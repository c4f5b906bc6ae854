"""What is under way, so that a stop can wait for it."""

import asyncio
from types import TracebackType


class UnderWay:
    """Counts the answers that are being shown: ``with under_way: ...``."""

    def __init__(self) -> None:
        self._count = 0
        self._none = asyncio.Event()
        self._none.set()

    def __enter__(self) -> None:
        self._count += 1
        self._none.clear()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._count -= 1
        if not self._count:
            self._none.set()

    async def finished(self, seconds: float) -> bool:
        """Waits until nothing is under way, at most ``seconds``; returns whether that came."""
        try:
            async with asyncio.timeout(seconds):
                await self._none.wait()
        except TimeoutError:
            return False
        return True
