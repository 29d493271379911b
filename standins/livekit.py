"""A LiveKit room with one actor in it, and as much of the signalling as one viewer needs.

https://github.com/livekit/protocol/blob/main/protobufs/livekit_rtc.proto
"""

import asyncio
import contextlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from livekit.protocol import models, rtc
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.websockets import WebSocket, WebSocketDisconnect

from standins import cast, faults
from standins.actor import Line, Moment
from standins.peers import Hearing, Sending
from standins.sessions import Session
from standins.tracks import Picture, Sound

MAX_DURATION = "MAX_DURATION_REACHED"
FAREWELL = 0.5  # seconds between the news that a session is over and the end of its room
LEAVE_WITHIN = 5.0  # seconds, to close what is open

Event = tuple[str, dict[str, Any]]  # a topic, and what is said there


@dataclass(frozen=True, slots=True)
class Faults(faults.Faults):
    shut: bool = False  # nobody is let into the room
    join_after: float = 0.0  # seconds until the room is entered
    never_joins: bool = False  # the socket opens, and that is all
    missing: str = ""  # who does not come: heygen or agent
    no_media: bool = False  # everybody comes, and nothing is seen or heard
    deaf: bool = False  # commands are not obeyed
    never_ends: bool = False  # a speech is begun and never said to be over
    falls_after: float | None = None  # seconds until the room is gone without a word
    most_seconds: float | None = None  # of a session, whatever was asked for


@dataclass(frozen=True, slots=True)
class Manner:
    """How a vendor takes commands, and tells what becomes of them."""

    obey: Callable[[Session, str, bytes], None]  # given a topic and what was said there
    report: Callable[[Session, Moment, Line], Iterator[Event]]
    farewell: Callable[[Session], Iterator[Event]]
    has_agent: bool


async def _validate(request: Request) -> Response:
    """Asked by a browser whose socket was refused."""
    return PlainTextResponse("invalid token", status_code=401)


async def _greet(request: Request) -> Response:
    return PlainTextResponse("OK")


ROUTES = [Route("/rtc/validate", _validate), Route("/", _greet)]


async def admit(socket: WebSocket, session: Session | None, manner: Manner) -> None:
    """Let the browser in whose ticket this is. A room that was left cannot be entered again."""
    faulty: Faults = socket.scope["faults"]
    is_expected = session is not None and session.is_active and not session.was_entered
    if session is None or not is_expected or faulty.shut:
        await socket.send_denial_response(PlainTextResponse("no such room", status_code=404))
        return
    session.was_entered = True
    await socket.accept()
    await asyncio.sleep(faulty.join_after)
    with contextlib.suppress(WebSocketDisconnect):
        if faulty.never_joins:
            while True:
                await socket.receive_bytes()
        await Room(socket, session, manner, faulty).hold()


class Room:
    def __init__(self, socket: WebSocket, session: Session, manner: Manner, faulty: Faults) -> None:
        self._socket = socket
        self._session = session
        self._manner = manner
        self._faulty = faulty
        actor = session.actor
        tracks = [] if faulty.no_media else [Picture(actor, cast.VIDEO), Sound(actor, cast.AUDIO)]
        self._sending = Sending(tracks, cast.sid(cast.ACTOR))
        self._hearing = Hearing(self._hear)

    async def hold(self) -> None:
        """Until the browser leaves, the session is stopped, or its time is over."""
        activities = [self._listen(), self._session.actor.perform(self._tell), self._last()]
        tasks = [asyncio.create_task(each) for each in activities]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            async with asyncio.timeout(LEAVE_WITHIN):
                await asyncio.gather(self._sending.close(), self._hearing.close())

    async def _listen(self) -> None:
        welcome = cast.welcome(
            self._session.id,
            has_agent=self._manner.has_agent,
            has_tracks=not self._faulty.no_media,
            missing=self._faulty.missing,
        )
        await self._send(join=welcome)
        offer = rtc.SessionDescription(type="offer", sdp=await self._sending.offer())
        await self._send(offer=offer)
        while True:
            request = rtc.SignalRequest.FromString(await self._socket.receive_bytes())
            match request.WhichOneof("message"):
                case "answer":
                    await self._sending.take(request.answer.sdp)
                case "offer":
                    sdp = await self._hearing.answer(request.offer.sdp)
                    await self._send(answer=rtc.SessionDescription(type="answer", sdp=sdp))
                case "ping_req":
                    pong = rtc.Pong(last_ping_timestamp=request.ping_req.timestamp)
                    await self._send(pong_resp=pong)
                case "leave":
                    return

    async def _last(self) -> None:
        """As long as the session may last."""
        if self._faulty.falls_after is not None:
            await asyncio.sleep(self._faulty.falls_after)
            self._socket.scope["cut"]()
            return
        try:
            async with asyncio.timeout(self._session.most_seconds):
                await self._session.over.wait()
        except TimeoutError:
            self._session.stop(MAX_DURATION)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(FAREWELL):
                for event in self._manner.farewell(self._session):
                    await self._write(event)
                await asyncio.sleep(FAREWELL)  # unless the browser leaves first
        reason = models.DisconnectReason.ROOM_DELETED
        await self._send(leave=rtc.LeaveRequest(reason=reason))
        await self._socket.close()

    async def _tell(self, moment: Moment, line: Line) -> None:
        if moment is Moment.ENDED and self._faulty.never_ends:
            return
        for event in self._manner.report(self._session, moment, line):
            await self._write(event)

    def _hear(self, message: bytes) -> None:
        packet = models.DataPacket.FromString(message)
        if packet.WhichOneof("value") == "user" and not self._faulty.deaf:
            self._manner.obey(self._session, packet.user.topic, packet.user.payload)

    async def _write(self, event: Event) -> None:
        topic, said = event
        user = models.UserPacket(payload=json.dumps(said).encode(), topic=topic)
        packet = models.DataPacket(kind=models.DataPacket.RELIABLE, user=user)
        await self._sending.write(packet.SerializeToString())

    async def _send(self, **message: Any) -> None:
        await self._socket.send_bytes(rtc.SignalResponse(**message).SerializeToString())
