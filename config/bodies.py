"""A limit for request bodies before Django sees them: it would write any to disk, from anybody."""

from collections.abc import Awaitable, Callable
from typing import Any

MOST = 17 * 1024 * 1024  # bytes: a recording of 16 MiB and some room

Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]
Application = Callable[[Any, Receive, Send], Awaitable[None]]


def limit_bodies(app: Application, most: int = MOST) -> Application:
    """Refuse a longer body by its announced length; hang up on one that grows beyond it."""

    async def inner(scope: Any, receive: Receive, send: Send) -> None:
        if _announced(scope) > most:
            await send({"type": "http.response.start", "status": 413, "headers": []})
            await send({"type": "http.response.body", "body": b"Too large."})
            return
        left = most

        async def receive_some() -> Any:
            nonlocal left
            message = await receive()
            left -= len(message.get("body", b""))
            return message if left >= 0 else {"type": "http.disconnect"}

        await app(scope, receive_some, send)

    return inner


def _announced(scope: Any) -> int:
    lengths = [value for name, value in scope["headers"] if name == b"content-length"]
    return int(lengths[0]) if lengths and lengths[0].isdigit() else 0
