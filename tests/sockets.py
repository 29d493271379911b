"""What the tests of the interview's socket share: a page that joins, speaks and listens."""

import asyncio
import json
import struct
from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from channels.auth import AuthMiddlewareStack
from channels.db import database_sync_to_async
from channels.routing import URLRouter
from channels.testing import WebsocketCommunicator
from django.conf import settings
from django.test import Client
from django.urls import path

from config.asgi import application, for_pages_of, own_thread
from interviews.live.consumer import InterviewConsumer
from interviews.live.wire import SAMPLE_RATE

PATIENCE = 10  # seconds a test waits for what should come at once
FRAME = SAMPLE_RATE // 10  # samples of a usual audio message
TAB, OTHER_TAB = "tab-0000000000000001", "tab-0000000000000002"


def audio(start: int, samples: int = FRAME, value: int = 3000) -> bytes:
    """One audio message; samples alternate, so that they are loud."""
    pair = struct.pack("<hh", value, -value)
    return struct.pack("<I", start) + (pair * samples)[: 2 * samples]


def handshake(browser: Client | None, origin: str | None) -> list[tuple[bytes, bytes]]:
    """Headers of a handshake. No browser: nobody is logged in."""
    headers = [(b"host", b"127.0.0.1")]
    if origin is not None:
        headers.append((b"origin", origin.encode("latin1")))
    if browser is not None and settings.SESSION_COOKIE_NAME in browser.cookies:
        session = browser.cookies[settings.SESSION_COOKIE_NAME].value
        headers.append((b"cookie", f"{settings.SESSION_COOKIE_NAME}={session}".encode()))
    return headers


Result = TypeVar("Result")


async def in_database(work: Callable[[], Result]) -> Result:
    result: Result = await database_sync_to_async(work)()
    return result


class QuickConsumer(InterviewConsumer):
    heartbeat = 0.02


def stack(consumer: type[InterviewConsumer]) -> Any:
    """As `config.asgi`, with another consumer."""
    router = URLRouter([path("ws/interviews/<uuid:pk>/", consumer.as_asgi())])
    return own_thread(for_pages_of(settings.SITE_ORIGINS, AuthMiddlewareStack(router)))


class Page:
    """An interview's page, as far as its socket goes. Keeps what it was told in `told`."""

    def __init__(
        self,
        interview: UUID | str,
        browser: Client | None,
        *,
        application: Any = application,
        origin: str | None = "",
        address: str = "/ws/interviews/{}/",
    ) -> None:
        allowed = settings.SITE_ORIGINS[0] if origin == "" else origin
        self._socket = WebsocketCommunicator(
            application, address.format(interview), headers=handshake(browser, allowed)
        )
        self.told: list[dict[str, Any]] = []

    async def connect(self) -> bool:
        """Whether the handshake was accepted."""
        accepted, _ = await self._socket.connect(timeout=PATIENCE)
        if not accepted:
            await self.leave()
        return bool(accepted)

    async def join(self, tab: str = TAB) -> dict[str, Any]:
        """Connect and join; the answer is `room` or `elsewhere`."""
        assert await self.connect()
        await self.say("join", tab=tab)
        return await self.hear("room", "elsewhere")

    async def say(self, type_: str, **fields: object) -> None:
        await self._socket.send_json_to({"type": type_, **fields})

    async def send(self, message: str | bytes) -> None:
        if isinstance(message, str):
            await self._socket.send_input({"type": "websocket.receive", "text": message})
        else:
            await self._socket.send_input({"type": "websocket.receive", "bytes": message})

    async def hear(self, *types: str, **fields: object) -> dict[str, Any]:
        """The next message of one of these types that has these fields."""
        while True:
            output = await self._receive()
            assert output["type"] == "websocket.send", f"closed with {output.get('code')}"
            message: dict[str, Any] = json.loads(output["text"])
            self.told.append(message)
            if message["type"] in types and fields.items() <= message.items():
                return message

    async def closing(self) -> int:
        """The code the server closes with."""
        while True:
            output = await self._receive()
            if output["type"] == "websocket.close":
                return int(output.get("code") or 1000)
            self.told.append(json.loads(output["text"]))

    async def _receive(self) -> dict[str, Any]:
        """From the queue itself: `receive_output` patches Channels meanwhile, and two at once
        would leave it patched."""
        try:
            async with asyncio.timeout(PATIENCE):
                output: dict[str, Any] = await self._socket.output_queue.get()
        except TimeoutError:
            if self._socket.future.done():
                self._socket.future.result()
            raise
        return output

    async def hears_nothing(self) -> bool:
        return bool(await self._socket.receive_nothing())

    async def leave(self, code: int = 1001) -> None:
        """The browser is gone; waits until the server has cleaned up. Raises what it raised."""
        await self._socket.disconnect(code=code, timeout=PATIENCE)

    # What students do --------------------------------------------------------------------------

    async def to_listening(self) -> None:
        await self.say("start")
        said = await self.hear("say")
        await self.say("player", event="speak_ended", speech=said["speech"])
        await self.hear("room", phase="listening")

    async def to_recording(self) -> str:
        """The id of the attempt that is being recorded."""
        await self.to_listening()
        await self.say("talk")
        room = await self.hear("room", phase="recording")
        await self.hear("have")
        return str(room["attempt"])

    async def speak(self, samples: int, *, start: int = 0) -> None:
        """Send so many samples and wait until they are acknowledged."""
        for first in range(start, start + samples, FRAME):
            await self.send(audio(first, min(FRAME, start + samples - first)))
        await self.hear("have", samples=start + samples)

    async def finish(self, samples: int, text: str = "") -> None:
        await self.say("finish", text=text, samples=samples)
        await self.hear("saved")
        await self.hear("room", phase="checking")
