"""A stand-in for LiveAvatar in FULL mode: what a server and the browser's SDK ask of it.

https://docs.liveavatar.com/reference

Picture and sound come by LiveKit (`livekit.py`), from this same port.
"""

import uuid
from datetime import UTC, datetime
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from standins import agent, faces, livekit, offers
from standins.asking import Refusal, answer_refusal, bearer
from standins.envelopes import (
    KEY,
    Faults,
    body_of,
    check_faults,
    check_key,
    ok,
    page,
    refusal_for,
    unprocessable,
)
from standins.frame import Vendor, Visit, standin
from standins.sessions import Session, Sessions

__all__ = ["KEY", "NO_FAULTS", "VENDOR", "Faults", "create_app"]

NAME = "liveavatar"
MOST_SECONDS = 1200  # of a session for which less was not asked

NO_FAULTS = Faults()


def create_app(faulty: Faults = NO_FAULTS, *, visits: list[Visit] | None = None) -> Starlette:
    """`app.state.sessions` has the sessions, for tests."""
    desk = Desk()
    routes = [
        Route("/v1/sessions/token", desk.mint, methods=["POST"]),
        Route("/v1/sessions/start", desk.start, methods=["POST"]),
        Route("/v1/sessions/stop", desk.stop, methods=["POST"]),
        Route("/v1/sessions/keep-alive", desk.keep_alive, methods=["POST"]),
        Route("/v1/sessions", desk.list_sessions),
        Route("/v1/sessions/{id}", desk.tell_session),
        *offers.ROUTES,
        *livekit.ROUTES,
        WebSocketRoute("/rtc", desk.admit),
    ]
    app = standin(NAME, routes, faulty, visits, for_pages=True)
    app.add_exception_handler(Refusal, answer_refusal)
    app.state.sessions = desk.sessions
    return app


VENDOR = Vendor(
    name=NAME,
    port=8803,
    path="",
    key=KEY,
    faults=Faults,
    create_app=create_app,
    sockets_setting="LIVEAVATAR_MEDIA_ORIGINS",
)


class Desk:
    """Where sessions are asked for, begun and ended."""

    def __init__(self) -> None:
        self.sessions = Sessions()

    async def mint(self, request: Request) -> Response:
        order = await body_of(request)
        check_faults(request)
        check_key(request)
        _check_order(order)
        asked = order.get("max_session_duration") or MOST_SECONDS
        session = self.sessions.mint(order, request.scope["faults"].most_seconds or asked)
        return ok({"session_id": session.id, "session_token": session.token})

    async def start(self, request: Request) -> Response:
        """A token is good for one start."""
        check_faults(request)
        session = self.sessions.of_token(bearer(request))
        if session is None or session.started_at or session.ended_at:
            raise refusal_for("unauthenticated")
        at_once = request.scope["faults"].at_once
        if at_once is not None and len(self.sessions.active()) >= at_once:
            raise refusal_for("concurrency")
        session.start()
        data = {
            "session_id": session.id,
            "livekit_url": f"ws://{request.url.netloc}",
            "livekit_client_token": session.ticket,
            "max_session_duration": session.most_seconds,
        }
        return ok(data, status=201)

    async def stop(self, request: Request) -> Response:
        body = await body_of(request)
        check_faults(request)
        self._meant(request, body).stop(str(body.get("reason", "USER_CLOSED")))
        return ok(None)

    async def keep_alive(self, request: Request) -> Response:
        body = await body_of(request)
        check_faults(request)
        session = self._meant(request, body)
        if not session.is_active:
            raise refusal_for("unknown")
        session.kept_alive += 1
        return ok(None)

    async def list_sessions(self, request: Request) -> Response:
        check_faults(request)
        check_key(request)
        kind = request.query_params.get("type")
        if kind not in ("active", "historic"):
            raise unprocessable("query", "type")
        begun = [each for each in self.sessions if each.started_at]
        return page(request, [_described(x) for x in begun if x.is_active == (kind == "active")])

    async def tell_session(self, request: Request) -> Response:
        check_faults(request)
        check_key(request)
        session = self.sessions.get(request.path_params["id"])
        if session is None:
            raise refusal_for("unknown")
        return ok(_described(session))

    async def admit(self, socket: WebSocket) -> None:
        session = self.sessions.of_ticket(socket.query_params.get("access_token", ""))
        await livekit.admit(socket, session, agent.MANNER)

    def _meant(self, request: Request, body: dict[str, Any]) -> Session:
        """By the browser's own token, or by its id and the key."""
        session = self.sessions.of_token(bearer(request))
        if session is None:
            check_key(request)
            session = self.sessions.get(body.get("session_id"))
        if session is None:
            raise refusal_for("unknown")
        return session


def _check_order(order: dict[str, Any]) -> None:
    if order.get("mode") != "FULL":
        raise unprocessable("body", "mode")
    if not _is_uuid(order.get("avatar_id")):
        raise unprocessable("body", "avatar_id")
    persona = order.get("avatar_persona")
    if not isinstance(persona, dict) and not isinstance(order.get("voice_agent"), dict):
        raise unprocessable("body", "avatar_persona")
    face = faces.face(order["avatar_id"])
    if face is None or face.is_expired:
        raise refusal_for("unavailable")
    if order.get("is_sandbox") and face.id != faces.SANDBOX:
        raise refusal_for("sandbox")
    voice = (persona or {}).get("voice_id")
    if voice is None and face.voice is None:
        raise unprocessable("body", "avatar_persona", "voice_id")
    if voice is not None and faces.voice(voice) is None:
        raise unprocessable("body", "avatar_persona", "voice_id")


def _is_uuid(text: object) -> bool:
    try:
        uuid.UUID(str(text))
    except ValueError:
        return False
    return True


def _described(session: Session) -> dict[str, Any]:
    described = {
        "id": session.id,
        "created_at": _time(session.created_at),
        "updated_at": _time(session.ended_at or session.created_at),
        "duration": round(session.seconds),
        "source": "API",
        "mode": "FULL",
        "is_sandbox": bool(session.order.get("is_sandbox")),
        "credits_consumed": round(session.seconds / 60 * 2, 2),
    }
    if session.ended_at:
        described |= {"end_at": _time(session.ended_at), "end_reason": session.reason}
    return described


def _time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat().replace("+00:00", "Z")
