"""No stranger fills the disk with a request's body."""

from typing import Any

from config.bodies import limit_bodies

SCOPE = {"type": "http", "headers": []}


async def reading_all(scope: Any, receive: Any, send: Any) -> None:
    """An application that reads to the end, and says how the body ended."""
    while (message := await receive())["type"] == "http.request" and message.get("more_body"):
        pass
    await send(message)


async def told(length: bytes | None, pieces: list[bytes]) -> list[Any]:
    said: list[Any] = []
    waiting = [{"type": "http.request", "body": piece, "more_body": True} for piece in pieces]
    waiting.append({"type": "http.request", "body": b"", "more_body": False})

    async def receive() -> Any:
        return waiting.pop(0)

    async def send(message: Any) -> None:
        said.append(message)

    headers = [(b"content-length", length)] if length is not None else []
    await limit_bodies(reading_all, most=10)({**SCOPE, "headers": headers}, receive, send)
    return said


async def test_a_body_that_fits_is_read_to_its_end() -> None:
    assert [message["type"] for message in await told(b"10", [b"12345", b"67890"])] == [
        "http.request"
    ]


async def test_a_body_announced_as_too_long_is_not_read_at_all() -> None:
    assert (await told(b"11", []))[0]["status"] == 413


async def test_a_body_that_grows_too_long_is_cut_off() -> None:
    assert (await told(None, [b"123456", b"123456"]))[0]["type"] == "http.disconnect"
