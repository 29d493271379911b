"""Runs a stand-in on loopback for as long as a context lasts."""

import asyncio
import contextlib
import socket
import time
from collections.abc import AsyncIterator, Iterator
from typing import Any

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send
from websockets.exceptions import InvalidState

HOST = "127.0.0.1"
FREE_PORT = 0
FAREWELL = 0.5  # seconds for open requests to finish before they are cancelled, then for the
# last bytes to be fetched before the connection is cut
LOOK_EVERY = 0.005  # seconds, until the last connection is closed
STOP_WITHIN = 3.0  # seconds in all, FAREWELL included


@contextlib.asynccontextmanager
async def serve(app: ASGIApp, port: int = FREE_PORT) -> AsyncIterator[str]:
    """Serve `app` and give its base URL, as `http://127.0.0.1:8801`.

    Raises OSError if the port is taken. Callers may connect at once: the socket is listening
    before the server runs, and early connections wait in its backlog.
    """
    listener = _listen(port)
    server = _Server(_config(app))
    running = asyncio.create_task(server.serve(sockets=[listener]), name="stand-in")
    try:
        yield f"http://{HOST}:{listener.getsockname()[1]}"
    finally:
        await _stop(server, running)
        listener.close()


def _listen(port: int) -> socket.socket:
    listener = socket.socket()
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        listener.listen()
    except OSError:
        listener.close()
        raise
    return listener


def _config(app: ASGIApp) -> uvicorn.Config:
    return uvicorn.Config(
        _Cuttable(app),
        lifespan="off",
        access_log=False,
        log_config=None,
        log_level="warning",
        server_header=False,
    )


async def _stop(server: "_Server", running: asyncio.Task[None]) -> None:
    server.told_to_stop.set()
    try:
        async with asyncio.timeout(STOP_WITHIN):
            await running
    finally:
        running.cancel()


class _Cuttable:
    """Puts into the scope what cuts the connection without a word; ASGI has no message for it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        connection: Any = receive.__self__  # type: ignore[attr-defined]
        scope["cut"] = connection.transport.abort
        await self._app(scope, receive, send)


class _Server(uvicorn.Server):
    """Stops at once when told to, and leaves the signals to whoever started it.

    uvicorn's own loop and shutdown look around ten times a second, which a test pays for each
    server it starts, and leave without waiting for what they cancelled.
    """

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.told_to_stop = asyncio.Event()

    async def main_loop(self) -> None:
        await self.on_tick(0)  # sets the Date header
        await self.told_to_stop.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            # uvicorn says goodbye to a WebSocket that has just said it, which is one too many.
            with contextlib.suppress(InvalidState):
                connection.shutdown()
        await self._end_tasks()
        await self._end_connections()

    async def _end_tasks(self) -> None:
        if tasks := self.server_state.tasks:
            _, late = await asyncio.wait(tasks, timeout=FAREWELL)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _end_connections(self) -> None:
        cut_at = time.monotonic() + FAREWELL
        while connections := list(self.server_state.connections):
            if time.monotonic() > cut_at:
                for connection in connections:
                    connection.transport.abort()
            await asyncio.sleep(LOOK_EVERY)  # uvicorn says nothing when the last one ends

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
