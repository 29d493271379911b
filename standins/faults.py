"""What can be wrong with a provider, on request: from a test, or from another process.

    create_app(Faults(mute=True))
    python -m standins --deepgram-fault drop-after=3 --deepgram-fault times=2

Every vendor's `Faults` adds its own to these. Refusals are worded by the vendor; the rest happens
to any answer, over HTTP or a WebSocket, before the vendor's own code or instead of it.
"""

import asyncio
import contextlib
import dataclasses
import json
import types
import typing
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from starlette.types import ASGIApp, Message, Receive, Scope, Send

MEGABYTE = 1024 * 1024
WRONG = {
    "type": "Results",
    "channel": {"alternatives": [{"words": 7}]},
    "results": 7,
    "output": None,
}


@dataclass(frozen=True, slots=True)
class Faults:
    refuse_with: int | None = None  # HTTP status for every request
    retry_after: int | None = None  # seconds, beside it
    redirect_to: str | None = None  # an address
    mute: bool = False  # accepts and never answers
    slow: float = 0.0  # seconds before each message or piece of a body
    drop_after: float | None = None  # seconds until the connection is cut
    garbage: bool = False  # not even JSON
    wrong_schema: bool = False  # JSON of another kind
    huge: bool = False  # 10 MB
    times: int | None = None  # requests until all is well again; None for never


F = TypeVar("F", bound=Faults)


def parse(kind: type[F], settings: Sequence[str]) -> F:
    """Faults from `name=value` or `name`, with dashes for underscores. Raises ValueError."""
    types_ = typing.get_type_hints(kind)
    values: dict[str, Any] = {}
    for setting in settings:
        dashed, _, text = setting.partition("=")
        name = dashed.replace("-", "_")
        if name not in types_:
            raise ValueError(f"no fault is called {dashed}; there are {', '.join(names_of(kind))}")
        values[name] = _value(types_[name], text)
    return kind(**values)


def names_of(kind: type[Faults]) -> list[str]:
    return [field.name.replace("_", "-") for field in dataclasses.fields(kind)]


def _value(kind: Any, text: str) -> object:
    if isinstance(kind, types.UnionType):  # `int | None`
        kind = kind.__args__[0]
    return True if kind is bool and not text else kind(text)


class FaultyWire:
    """Between the server and a vendor's code, which finds the faults in `scope["faults"]`."""

    def __init__(self, app: ASGIApp, faults: Faults) -> None:
        self._app = app
        self._faults = faults
        self._calm = type(faults)()
        self._left = faults.times

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        faults = scope["faults"] = self._faults_now()
        async with _cutting(scope, faults.drop_after):
            if instead := _instead(faults):
                await _take_in(scope, receive)
                await instead(scope, receive, send)
            else:
                await self._app(scope, receive, _delayed(send, faults.slow))

    def _faults_now(self) -> Faults:
        if self._left is None:
            return self._faults
        self._left -= 1
        return self._faults if self._left >= 0 else self._calm


Answer = Callable[[Scope, Receive, Send], Awaitable[None]]


def _instead(faults: Faults) -> Answer | None:
    """What is answered instead of the vendor's own answer."""
    if faults.redirect_to is not None:
        return _redirect(faults.redirect_to)
    if faults.mute:
        return _say(None)
    if faults.garbage:
        return _say(b"<html>this is no JSON{{{")
    if faults.huge:
        return _say(json.dumps({"type": "Results", "filling": "x" * 10 * MEGABYTE}).encode())
    if faults.wrong_schema:
        return _say(json.dumps(WRONG).encode())
    return None


async def _take_in(scope: Scope, receive: Receive) -> None:
    """The request, whole, as a vendor would before it answers."""
    if scope["type"] == "websocket":
        await receive()
        return
    while (await receive()).get("more_body", False):
        pass


def _redirect(address: str) -> Answer:
    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        kind = "websocket.http.response" if scope["type"] == "websocket" else "http.response"
        headers = [(b"location", address.encode()), (b"content-length", b"0")]
        await send({"type": f"{kind}.start", "status": 307, "headers": headers})
        await send({"type": f"{kind}.body", "body": b""})

    return answer


def _say(body: bytes | None) -> Answer:
    """Answer 200 with the body, or accept the socket and say it; None to say nothing, for ever."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.accept"})
            if body is not None:
                await send({"type": "websocket.send", "text": body.decode()})
        elif body is not None:
            headers = [(b"content-type", b"application/json")]
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            await send({"type": "http.response.body", "body": body})
            return
        await _until_left(receive)

    return answer


async def _until_left(receive: Receive) -> None:
    while not (await receive())["type"].endswith(".disconnect"):
        pass


def _delayed(send: Send, seconds: float) -> Send:
    if not seconds:
        return send

    async def slowly(message: Message) -> None:
        await asyncio.sleep(seconds)
        await send(message)

    return slowly


@contextlib.asynccontextmanager
async def _cutting(scope: Scope, after: float | None) -> AsyncIterator[None]:
    """Cuts the connection, as a fallen network would, if the request lasts that long."""
    if after is None:
        yield
        return
    timer = asyncio.get_running_loop().call_later(after, scope["cut"])
    try:
        yield
    finally:
        timer.cancel()
