"""The gateway: who is connected, and which events each session gets.

Source: https://discord.com/developers/docs/events/gateway
"""

import asyncio
import json
from collections.abc import Callable, Mapping
from typing import Any

from aiohttp import WSMsgType, web

from bot.standin.flags import Intent, Permission
from bot.standin.gateway.connection import CloseCode, Connection, Op
from bot.standin.gateway.intents import refused
from bot.standin.gateway.payloads import member_chunks, ready_payload
from bot.standin.gateway.session import Session
from bot.standin.message_payloads import event_payload
from bot.standin.payloads import channel_payload, guild_payload
from bot.standin.wire import Json
from bot.standin.world import Channel, Guild, Message, World

HEARTBEAT_INTERVAL = 41_250
"""Milliseconds between two heartbeats, as Discord asks for."""

Observer = Callable[[str, dict[str, Any]], None]


class Gateway:
    """Accepts connections, and dispatches what happens to the sessions that asked for it.

    ``judge`` is called with every event before it is sent.
    """

    def __init__(self, world: World, judge: Observer, report: Callable[[str], None]) -> None:
        self._world = world
        self._judge = judge
        self._report = report
        self._sessions: dict[str, Session] = {}
        self._connections: set[Connection] = set()
        self._online = asyncio.Event()
        self.acknowledges_heartbeats = True
        self.heartbeats = 0
        self.identified = 0
        self.resumed = 0

    # -- what tests can do to it

    @property
    def has_sessions(self) -> bool:
        """Tell whether a client has identified, even if it is away just now."""
        return bool(self._sessions)

    async def online(self) -> None:
        """Return when a client has identified or resumed and is connected."""
        await self._online.wait()

    def ask_to_reconnect(self) -> None:
        """Ask every client to reconnect and resume (op 7)."""
        self._send_all({"op": Op.RECONNECT, "d": None})

    def drop(self, code: int | None = None) -> None:
        """Close every connection with ``code``, or cut it when there is none."""
        self._online.clear()
        for connection in tuple(self._connections):
            connection.abort() if code is None else connection.close(code)

    def invalidate(self, *, resumable: bool) -> None:
        """Tell every client that its session is invalid (op 9), and whether it may resume."""
        if not resumable:
            self.forget_sessions()
        self._send_all({"op": Op.INVALID_SESSION, "d": resumable})

    def forget_sessions(self) -> None:
        """Forget every session: the next resume is refused."""
        self._online.clear()
        self._sessions.clear()

    def close(self) -> None:
        """End every connection."""
        for connection in tuple(self._connections):
            connection.close(CloseCode.GOING_AWAY)

    # -- what the world tells it

    def message_created(self, message: Message) -> None:
        """Tell of a new message."""
        self._about_message("MESSAGE_CREATE", message)

    def message_updated(self, message: Message) -> None:
        """Tell of a changed message, with all of it."""
        self._about_message("MESSAGE_UPDATE", message)

    def messages_deleted(self, messages: list[Message]) -> None:
        """Tell of messages that are gone: one by its id, several of a channel in bulk."""
        if not messages or not messages[0].channel.has_bot:
            return
        first = messages[0]
        data: dict[str, Any] = {"channel_id": first.channel.id}
        if first.channel.guild is not None and first.private_to is None:
            data["guild_id"] = first.channel.guild.id
        if len(messages) == 1:
            self._dispatch("MESSAGE_DELETE", data | {"id": first.id}, _message_intent(first))
        else:
            data["ids"] = [message.id for message in messages]
            self._dispatch("MESSAGE_DELETE_BULK", data, _message_intent(first))

    def interaction_created(self, payload: dict[str, Any]) -> None:
        """Tell of an interaction; every session gets those."""
        self._dispatch("INTERACTION_CREATE", payload, Intent(0))

    def channel_changed(self, channel: Channel, *, created: bool) -> None:
        """Tell of a guild's channel that is new or has other permissions."""
        if channel.guild is not None and channel.guild.has_bot:
            event = "CHANNEL_CREATE" if created else "CHANNEL_UPDATE"
            payload = channel_payload(channel, self._world.application.bot)
            self._dispatch(event, payload, Intent.GUILDS)

    def guild_joined(self, guild: Guild) -> None:
        """Tell of a guild that invited the bot."""
        for session in self._sessions.values():
            self._tell_of_guild(session, guild)

    # -- connections

    async def accept(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one connection until it ends."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        transport = request.transport
        if transport is None:
            return socket
        compression = request.query.get("compress")
        connection = Connection(socket, transport, compressed=compression == "zlib-stream")
        self._connections.add(connection)
        if compression not in (None, "zlib-stream"):
            self._report(f"the gateway was asked for {compression}; it speaks zlib-stream only")
            connection.close(CloseCode.UNKNOWN_ERROR)
        try:
            await self._serve(connection, socket)
        finally:
            self._connections.discard(connection)
            await connection.finished()
            self._part(connection, socket.close_code)
        return socket

    async def _serve(self, connection: Connection, socket: web.WebSocketResponse) -> None:
        connection.send({"op": Op.HELLO, "d": {"heartbeat_interval": HEARTBEAT_INTERVAL}})
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                continue
            try:
                payload = json.loads(message.data)
            except ValueError:
                connection.close(CloseCode.DECODE_ERROR)
            else:
                self._receive(connection, payload.get("op"), payload.get("d"))

    def _part(self, connection: Connection, close_code: int | None) -> None:
        """Keep the session of a client that went away, unless it said goodbye for good."""
        session = self._session_of(connection)
        if session is None:
            return
        session.connection = None
        if close_code in (1000, 1001) and not connection.ended_here:
            self._sessions.pop(session.id, None)
        if not any(other.connection for other in self._sessions.values()):
            self._online.clear()

    def _receive(self, connection: Connection, op: object, data: Json) -> None:
        if op == Op.HEARTBEAT:
            self.heartbeats += 1
            if self.acknowledges_heartbeats:
                connection.send({"op": Op.HEARTBEAT_ACK, "d": None})
        elif op == Op.IDENTIFY:
            self._identify(connection, data)
        elif op == Op.RESUME:
            self._resume(connection, data)
        elif self._session_of(connection) is None:
            connection.close(CloseCode.NOT_AUTHENTICATED)
        elif op == Op.REQUEST_GUILD_MEMBERS:
            self._send_members(connection, data)
        elif op not in (Op.PRESENCE_UPDATE, Op.VOICE_STATE_UPDATE):
            self._report(f"the gateway was sent op {op}, which it does not know")

    def _identify(self, connection: Connection, data: Mapping[str, Any]) -> None:
        reason = self._refused(connection, data)
        if reason is not None:
            connection.close(reason)
            return
        session = Session(self._world.snowflakes.new(), Intent(data["intents"]), connection)
        self._sessions[session.id] = session
        self.identified += 1
        guilds = list(self._world.bot_guilds())
        self._tell(session, "READY", ready_payload(session.id, self._world.application, guilds))
        for guild in guilds:
            self._tell_of_guild(session, guild)
        self._online.set()

    def _refused(self, connection: Connection, data: Mapping[str, Any]) -> CloseCode | None:
        application = self._world.application
        if self._session_of(connection) is not None:
            return CloseCode.ALREADY_AUTHENTICATED
        if data.get("token") != application.token:
            return CloseCode.AUTHENTICATION_FAILED
        return refused(data.get("intents"), application.flags)

    def _resume(self, connection: Connection, data: Mapping[str, Any]) -> None:
        session = self._sessions.get(str(data.get("session_id")))
        sequence = data.get("seq") or 0
        if data.get("token") != self._world.application.token:
            connection.close(CloseCode.AUTHENTICATION_FAILED)
        elif session is None or not session.can_resume_from(sequence):
            connection.send({"op": Op.INVALID_SESSION, "d": False})
        else:
            self.resumed += 1
            session.resume(connection, sequence)
            self._online.set()

    def _tell_of_guild(self, session: Session, guild: Guild) -> None:
        if Intent.GUILDS in session.intents:
            everybody = Intent.GUILD_PRESENCES in session.intents
            bot = self._world.application.bot
            self._tell(session, "GUILD_CREATE", guild_payload(guild, bot, with_members=everybody))

    def _send_members(self, connection: Connection, data: Mapping[str, Any]) -> None:
        session = self._session_of(connection)
        guild = self._world.guilds.get(str(data.get("guild_id")))
        if session is None or guild is None or not guild.has_bot:
            return
        for chunk in member_chunks(guild, data):
            self._tell(session, "GUILD_MEMBERS_CHUNK", chunk)

    # -- events

    def _about_message(self, event: str, message: Message) -> None:
        channel = message.channel
        if not channel.has_bot or Permission.VIEW_CHANNEL not in channel.bot_permissions:
            return
        intent = _message_intent(message)
        application = self._world.application
        for session in self._sessions.values():
            if intent in session.intents:
                reads = Intent.MESSAGE_CONTENT in session.intents
                payload = event_payload(message, application, reads_content=reads)
                self._tell(session, event, payload)

    def _dispatch(self, event: str, data: dict[str, Any], intent: Intent) -> None:
        for session in self._sessions.values():
            if intent in session.intents:
                self._tell(session, event, data)

    def _tell(self, session: Session, event: str, data: dict[str, Any]) -> None:
        self._judge(event, data)
        session.tell(event, data)

    def _send_all(self, payload: dict[str, Any]) -> None:
        for connection in self._connections:
            connection.send(payload)

    def _session_of(self, connection: Connection) -> Session | None:
        sessions = self._sessions.values()
        return next((session for session in sessions if session.connection is connection), None)


def _message_intent(message: Message) -> Intent:
    """Return the intent for a message; private ones in a guild count as direct messages."""
    in_guild = message.channel.kind == "guild" and message.private_to is None
    return Intent.GUILD_MESSAGES if in_guild else Intent.DIRECT_MESSAGES
