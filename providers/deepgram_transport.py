"""The socket under Deepgram's SDK, with our deadlines instead of its own.

Left alone, the SDK takes 10 s to give up connecting and up to 30 s to leave a silent peer. Its
seam for another socket, `transport_factory`, is one per process and gets URL and headers only, so
`open_transport` is always the same function and finds the deadlines in a context variable.
"""

import asyncio
import logging
import ssl
from collections.abc import AsyncIterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from websockets.asyncio.client import ClientConnection, connect
from websockets.protocol import State

MOST_MESSAGE = 1024 * 1024  # bytes; more than that is no caption
MOST_UNSENT = 64 * 1024  # bytes the operating system has not taken: two seconds of audio

# At DEBUG, websockets logs every message, which is what was said.
discreet = logging.getLogger(__name__)
discreet.setLevel(logging.WARNING)


@dataclass(slots=True)
class Dialling:
    """How to open and close one socket, and the transport that did."""

    open_timeout: float = 3.0  # seconds
    close_timeout: float = 1.0  # seconds
    tls: ssl.SSLContext | None = None  # for wss only
    transport: "Transport | None" = None

    def opened(self) -> "Transport":
        """Raises LookupError where the SDK has not asked for one."""
        if self.transport is None:
            raise LookupError("no transport")
        return self.transport


DIALLING: ContextVar[Dialling] = ContextVar("dialling")


def open_transport(url: str, headers: Mapping[str, str]) -> "Transport":
    """The SDK's `transport_factory`. Dials when something is first sent or awaited."""
    dialling = DIALLING.get()
    dialling.transport = Transport(url, headers, dialling)
    return dialling.transport


class Transport:
    """One socket, dialled once: sender and reader share it, and the failure to open it."""

    def __init__(self, url: str, headers: Mapping[str, str], dialling: Dialling) -> None:
        self._url = url
        self._headers = headers
        self._dialling = dialling
        self._socket: ClientConnection | None = None
        self._failure: Exception | None = None
        self._lock = asyncio.Lock()

    def write(self, data: bytes) -> bool:
        """Send a binary message now; False where that would mean to wait.

        As `send()` of the socket, without a coroutine and a task that wakes up for it: what most
        of a frame's cost would be.
        """
        socket = self._socket
        if socket is None or socket.protocol.state is not State.OPEN:
            return False
        if socket.transport.get_write_buffer_size() > MOST_UNSENT:
            return False
        socket.protocol.send_binary(data)
        socket.send_data()
        return True

    async def send(self, data: str | bytes) -> None:
        socket = self._socket or await self._open()
        await socket.send(data)

    async def recv(self) -> str | bytes:
        socket = self._socket or await self._open()
        return await socket.recv()

    async def __aiter__(self) -> AsyncIterator[str | bytes]:
        socket = self._socket or await self._open()
        async for message in socket:
            yield message

    async def close(self) -> None:
        if self._socket is not None:
            await self._socket.close()

    async def _open(self) -> ClientConnection:
        async with self._lock:
            if self._failure is not None:
                raise self._failure
            if self._socket is None:
                try:
                    self._socket = await self._dial()
                except Exception as failure:
                    self._failure = failure
                    raise
        return self._socket

    async def _dial(self) -> ClientConnection:
        """PCM does not shrink: no compression. We notice a silent peer ourselves: no pings."""
        address = urlsplit(self._url)
        return await _Connect(
            self._url,
            additional_headers=dict(self._headers),
            open_timeout=self._dialling.open_timeout,
            close_timeout=self._dialling.close_timeout,
            compression=None,
            logger=discreet,
            max_size=MOST_MESSAGE,
            ping_interval=None,
            proxy=None if _is_this_machine(address.hostname or "") else True,
            ssl=self._dialling.tls if address.scheme == "wss" else None,
        )


class _Connect(connect):
    """Follows no redirects: they would take our key wherever they point."""

    def process_redirect(self, exc: Exception) -> Exception:
        return exc


def _is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
