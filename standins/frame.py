"""What every stand-in shares: how it is described, how it signs its answers, what it remembers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from standins.faults import Faults, FaultyWire

SECRETS = {"access_token", "session_token"}  # in a query; they are not written down
ANSWERS = {"http.response.start", "websocket.accept", "websocket.http.response.start"}


@dataclass(frozen=True, slots=True)
class Vendor:
    """A stand-in as the command line knows it. Its settings are `<NAME>_BASE_URL`, `_API_KEY`."""

    name: str
    port: int  # unless another is asked for
    path: str  # what the vendor's base URL ends in
    key: str  # the only one it accepts
    faults: type[Faults]
    create_app: Callable[..., ASGIApp]  # of faults of that kind
    sockets_setting: str = ""  # the one for the origin of its sockets, if there is one


@dataclass(frozen=True, slots=True)
class Visit:
    """A request as it arrived. A socket has the method WEBSOCKET and no body."""

    method: str
    path: str
    query: dict[str, list[str]]
    body: bytes


def standin(
    name: str,
    routes: Sequence[BaseRoute],
    faults: Faults,
    visits: list[Visit] | None,
    *,
    for_pages: bool = False,
) -> Starlette:
    """An application that signs its answers and, given a list, writes every request into it.

    `for_pages`: the scripts of any page may use it, with their cookies.
    """
    middleware = [Middleware(Signature, name=name)]
    if for_pages:
        middleware.append(
            Middleware(
                CORSMiddleware,
                allow_origin_regex=".+",
                allow_credentials=True,
                allow_methods=["*"],
                allow_headers=["authorization", "content-type"],
            )
        )
    if visits is not None:
        middleware.append(Middleware(VisitorsBook, visits=visits))
    middleware.append(Middleware(FaultyWire, faults=faults))
    return Starlette(routes=routes, middleware=middleware)


class Signature:
    """Names the stand-in in a header of every answer, also of a refused WebSocket."""

    def __init__(self, app: ASGIApp, name: str) -> None:
        self._app = app
        self._name = name

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def signed(message: Message) -> None:
            if message["type"] in ANSWERS:
                message.setdefault("headers", [])
                MutableHeaders(scope=message)["x-standin"] = self._name
            await send(message)

        await self._app(scope, receive, signed)


class VisitorsBook:
    """Writes each request down before it is answered, with as much of its body as was read."""

    def __init__(self, app: ASGIApp, visits: list[Visit]) -> None:
        self._app = app
        self._visits = visits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = bytearray()
        is_written = scope["type"] == "websocket"
        if is_written:
            self._write(scope, "WEBSOCKET", b"")

        def write_once() -> None:
            nonlocal is_written
            if not is_written:
                is_written = True
                self._write(scope, scope["method"], bytes(body))

        async def watched() -> Message:
            message = await receive()
            if message["type"] == "http.request":
                body.extend(message.get("body", b""))
                if not message.get("more_body", False):
                    write_once()
            return message

        async def answered(message: Message) -> None:
            write_once()
            await send(message)

        await self._app(scope, watched, answered)

    def _write(self, scope: Scope, method: str, body: bytes) -> None:
        query = parse_qs(scope["query_string"].decode(), keep_blank_values=True)
        for name in SECRETS & query.keys():
            query[name] = ["..."]
        self._visits.append(Visit(method, scope["path"], query, body))
