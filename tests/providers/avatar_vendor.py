"""A vendor of avatars that answers what a test tells it to, at the other end of a real wire."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from providers.avatar import Order, Quality
from providers.breaker import Breaker
from providers.heygen_streaming import (
    HeyGenStreaming,
    HeyGenStreamingDeadlines,
    HeyGenStreamingSettings,
)
from providers.liveavatar import LiveAvatar, LiveAvatarDeadlines, LiveAvatarSettings
from standins.faults import Faults
from standins.frame import Visit, standin
from standins.serve import serve

KEY = "key-that-nobody-may-see"
TOKEN = "token-that-nobody-may-see"
NO_FAULTS = Faults()
ORDER = Order(face="face-1", voice="voice-1", language="en", quality=Quality.HIGH, most_seconds=600)
QUICK = LiveAvatarDeadlines(connect=0.3, open=0.5, stop=0.5, keep_alive=0.5, list=0.5)
QUICK_STREAMING = HeyGenStreamingDeadlines(
    connect=0.3, open=0.5, stop=0.5, keep_alive=0.5, list=0.5
)


@dataclass
class Vendor:
    """`answers` by path: a body, or a status and a body. Anything else is not found."""

    answers: dict[str, Any] = field(default_factory=dict)
    faults: Faults = NO_FAULTS
    headers: Mapping[str, str] = field(default_factory=dict)
    visits: list[Visit] = field(default_factory=list)
    url: str = ""

    @property
    def paths(self) -> list[str]:
        return [f"{visit.method} {visit.path}" for visit in self.visits]

    def body(self, number: int = 0) -> Any:
        return json.loads(self.visits[number].body)

    async def answer(self, request: Request) -> Response:
        await request.body()  # only then the visit is written down
        answer = self.answers.get(request.url.path, (404, {"message": "no such thing"}))
        if callable(answer):
            answer = answer(request)
        status, body = answer if isinstance(answer, tuple) else (200, answer)
        if isinstance(body, bytes):
            return Response(body, status, headers=dict(self.headers))
        return JSONResponse(body, status, headers=dict(self.headers))

    def liveavatar(
        self,
        *,
        breaker: Breaker | None = None,
        is_sandbox: bool = False,
        deadlines: LiveAvatarDeadlines = QUICK,
    ) -> LiveAvatar:
        settings = LiveAvatarSettings(
            key=KEY, base_url=self.url, is_sandbox=is_sandbox, deadlines=deadlines
        )
        return LiveAvatar(settings, breaker=breaker)

    def streaming(self) -> HeyGenStreaming:
        return HeyGenStreaming(
            HeyGenStreamingSettings(key=KEY, base_url=self.url, deadlines=QUICK_STREAMING)
        )


@asynccontextmanager
async def vendor(
    answers: dict[str, Any] | None = None,
    faults: Faults = NO_FAULTS,
    headers: Mapping[str, str] | None = None,
) -> AsyncIterator[Vendor]:
    there = Vendor(dict(answers or {}), faults, headers or {})
    routes = [Route("/{path:path}", there.answer, methods=["GET", "POST", "DELETE"])]
    async with serve(standin("vendor", routes, faults, there.visits)) as there.url:
        yield there


def ok(data: Any) -> dict[str, Any]:
    return {"code": 1000, "data": data, "message": "ok"}


MINTED = ok({"session_id": "session-1", "session_token": TOKEN})
MINT = {"/v1/sessions/token": MINTED}
