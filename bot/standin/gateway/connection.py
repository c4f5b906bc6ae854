"""One web socket to the gateway: how payloads travel over it.

Source: https://discord.com/developers/docs/events/gateway#encoding-and-compression
"""

import asyncio
import json
import zlib
from enum import IntEnum
from typing import Any

from aiohttp import ClientConnectionError, web


class Op(IntEnum):
    """What a payload is: https://discord.com/developers/docs/topics/opcodes-and-status-codes."""

    DISPATCH = 0
    HEARTBEAT = 1
    IDENTIFY = 2
    PRESENCE_UPDATE = 3
    VOICE_STATE_UPDATE = 4
    RESUME = 6
    RECONNECT = 7
    REQUEST_GUILD_MEMBERS = 8
    INVALID_SESSION = 9
    HELLO = 10
    HEARTBEAT_ACK = 11


class CloseCode(IntEnum):
    """Why the gateway ends a connection."""

    GOING_AWAY = 1001
    UNKNOWN_ERROR = 4000
    DECODE_ERROR = 4002
    NOT_AUTHENTICATED = 4003
    AUTHENTICATION_FAILED = 4004
    ALREADY_AUTHENTICATED = 4005
    INVALID_INTENTS = 4013
    DISALLOWED_INTENTS = 4014


class Connection:
    """Sends payloads in order, compressed as one stream if the client asked for that.

    Sending never waits: a writer task empties the outbox, so that events keep their order however
    many there are.
    """

    def __init__(
        self, socket: web.WebSocketResponse, transport: asyncio.Transport, *, compressed: bool
    ) -> None:
        self._socket = socket
        self._transport = transport
        self._compressor = zlib.compressobj() if compressed else None
        self._outbox: asyncio.Queue[str | CloseCode | int] = asyncio.Queue()
        self._writer = asyncio.create_task(self._write())
        self.ended_here = False

    def send(self, payload: dict[str, Any]) -> None:
        """Put a payload into the outbox."""
        self._outbox.put_nowait(json.dumps(payload))

    def close(self, code: int) -> None:
        """End the connection with this code, after what is in the outbox."""
        self.ended_here = True
        self._outbox.put_nowait(code)

    def abort(self) -> None:
        """Cut the connection as a broken network does."""
        self.ended_here = True
        self._transport.abort()

    async def finished(self) -> None:
        """End the writer; to be awaited when the socket is done."""
        self._writer.cancel()
        await asyncio.gather(self._writer, return_exceptions=True)

    async def _write(self) -> None:
        while True:
            item = await self._outbox.get()
            try:
                if isinstance(item, int):
                    await self._socket.close(code=item)
                    return
                await self._send_text(item)
            except ClientConnectionError:
                return

    async def _send_text(self, text: str) -> None:
        if self._compressor is None:
            await self._socket.send_str(text)
            return
        data = self._compressor.compress(text.encode())
        await self._socket.send_bytes(data + self._compressor.flush(zlib.Z_SYNC_FLUSH))
