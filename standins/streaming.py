"""The Streaming API, which HeyGen has retired.

https://docs.heygen.com/reference/new-session

Picture and sound come by LiveKit (`livekit.py`), from this same port.
"""

import secrets
import uuid
from collections.abc import Iterator
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket

from standins import faces, livekit, tones
from standins.actor import Line, Moment
from standins.asking import bearer, json_object
from standins.heygen_refusals import check_streaming, check_streaming_key, refuse_streaming
from standins.livekit import Event, Manner
from standins.sessions import Session, Sessions

OK = 100
MOST_SECONDS = 600
OWN_WORDS = "I am a stand-in, and this is not what you asked me to say."


class Desk:
    """Where sessions are asked for, begun, told what to say, and ended."""

    def __init__(self, sessions: Sessions) -> None:
        self.sessions = sessions
        self._unused: set[str] = set()

    async def mint(self, request: Request) -> Response:
        check_streaming(request)
        check_streaming_key(request)
        token = secrets.token_urlsafe()
        self._unused.add(token)
        return JSONResponse({"error": None, "data": {"token": token}})

    async def new(self, request: Request) -> Response:
        """A token is good for one session."""
        order = await _body(request)
        check_streaming(request)
        token = bearer(request)
        if token not in self._unused:
            raise refuse_streaming("unauthorized")
        if faces.face(order.get("avatar_name")) is None:
            raise refuse_streaming("unavailable")
        self._unused.remove(token)
        most = request.scope["faults"].most_seconds or MOST_SECONDS
        session = self.sessions.mint(order, most)
        session.token = token
        return _ok(
            session_id=session.id,
            access_token=session.ticket,
            url=f"ws://{request.url.netloc}",
            is_paid=True,
            session_duration_limit=most,
        )

    async def start(self, request: Request) -> Response:
        (await self._meant(request)).start()
        return _ok()

    async def say(self, request: Request) -> Response:
        """Without `repeat` the avatar answers in its own words, as the vendor's does."""
        session = await self._active(request)
        body = await _body(request)
        text, task = body.get("text"), str(uuid.uuid4())
        if not isinstance(text, str) or not text:
            raise refuse_streaming("wrong")
        if not request.scope["faults"].deaf:
            session.say(task, text if body.get("task_type") == "repeat" else OWN_WORDS)
        return _ok(task_id=task, duration_ms=tones.seconds_of(text) * 1000)

    async def hush(self, request: Request) -> Response:
        (await self._active(request)).hush()
        return _ok()

    async def keep_alive(self, request: Request) -> Response:
        (await self._active(request)).kept_alive += 1
        return _ok()

    async def stop(self, request: Request) -> Response:
        (await self._meant(request)).stop("stopped")
        return _ok()

    async def list_sessions(self, request: Request) -> Response:
        check_streaming(request)
        check_streaming_key(request)
        active = self.sessions.active()
        described = [
            {"session_id": each.id, "status": "connected", "created_at": round(each.created_at)}
            for each in active
        ]
        return _ok(sessions=described)

    async def admit(self, socket: WebSocket) -> None:
        session = self.sessions.of_ticket(socket.query_params.get("access_token", ""))
        await livekit.admit(socket, session, MANNER)

    async def _active(self, request: Request) -> Session:
        session = await self._meant(request)
        if not session.is_active:
            raise refuse_streaming("unknown")
        return session

    async def _meant(self, request: Request) -> Session:
        """By its id, asked for with its own token or the key."""
        body = await _body(request)
        check_streaming(request)
        session = self.sessions.get(body.get("session_id"))
        if session is None:
            raise refuse_streaming("unknown")
        if bearer(request) != session.token:
            check_streaming_key(request)
        return session


async def _chat(socket: WebSocket) -> None:
    """For voices, which nobody raises here. The SDK does not start without it."""
    await socket.accept()
    async for _ in socket.iter_bytes():
        pass


def _report(session: Session, moment: Moment, line: Line) -> Iterator[Event]:
    match moment:
        case Moment.STARTED:
            yield _event("avatar_start_talking", line)
            yield _event("avatar_talking_message", line, message=line.text)
        case Moment.ENDED:
            yield _event("avatar_end_message", line)
            duration = round(tones.seconds_of(line.text) * 1000)
            yield _event("avatar_stop_talking", line, duration_ms=duration)


def _event(kind: str, line: Line, **more: object) -> Event:
    return "", {"type": kind, "task_id": line.name, **more}


MANNER = Manner(
    obey=lambda session, topic, said: None,
    report=_report,
    farewell=lambda session: iter(()),
    has_agent=False,
)


async def _body(request: Request) -> dict[str, Any]:
    body = await json_object(request)
    if body is None:
        raise refuse_streaming("wrong")
    return body


def _ok(**data: object) -> Response:
    return JSONResponse({"code": OK, "message": "success", "data": data or None})


def routes(sessions: Sessions) -> list[BaseRoute]:
    desk = Desk(sessions)
    return [
        Route("/v1/streaming.create_token", desk.mint, methods=["POST"]),
        Route("/v1/streaming.new", desk.new, methods=["POST"]),
        Route("/v1/streaming.start", desk.start, methods=["POST"]),
        Route("/v1/streaming.task", desk.say, methods=["POST"]),
        Route("/v1/streaming.interrupt", desk.hush, methods=["POST"]),
        Route("/v1/streaming.keep_alive", desk.keep_alive, methods=["POST"]),
        Route("/v1/streaming.stop", desk.stop, methods=["POST"]),
        Route("/v1/streaming.list", desk.list_sessions),
        WebSocketRoute("/v1/ws/streaming.chat", _chat),
        WebSocketRoute("/rtc", desk.admit),
        *livekit.ROUTES,
    ]
