"""A stand-in for an avatar vendor, running beside a test that is not asynchronous.

    with AvatarVendor(liveavatar) as vendor, Site(folder, vendor.environment) as site:
        vendor.suffer(never_ends=True)
        ...vendor.sessions...

It runs in a thread, so that a test can look at what was asked of it and let it fail as it likes.
"""

import asyncio
import contextlib
import threading
import time
from collections.abc import Iterator
from types import ModuleType, TracebackType
from typing import Any, Self

from starlette.types import ASGIApp, Receive, Scope, Send

from standins.frame import Vendor, Visit
from standins.serve import serve
from standins.sessions import Session

# HeyGen's old SDK wants one more socket, always with TLS on port 443, where nothing is said:
# `page.route_web_socket(CHAT, lambda socket: None)`.
CHAT = "wss://127.0.0.1/v1/ws/streaming.chat**"
PATIENCE = 10  # seconds, for a thread to start or to stop
LOOK_EVERY = 0.02  # seconds


@contextlib.contextmanager
def running(app: ASGIApp) -> Iterator[str]:
    """Serve in a thread of its own, and see that nothing is left there in the end."""
    stage = _Stage(app)
    thread = threading.Thread(target=lambda: asyncio.run(stage.serve()), daemon=True)
    thread.start()
    assert stage.is_up.wait(PATIENCE), "the stand-in did not start"
    try:
        yield stage.url
    finally:
        stage.end()
        thread.join(PATIENCE)
    assert not thread.is_alive(), "the stand-in did not stop"
    assert not stage.left_over, "the stand-in left tasks behind"


class AvatarVendor:
    """`module` is the stand-in, as `standins.liveavatar`.

    `visits` are the requests since it began or was last made to `suffer`.
    """

    url: str

    def __init__(self, module: ModuleType) -> None:
        self._vendor: Vendor = module.VENDOR
        self._app: Any
        self._stack = contextlib.ExitStack()
        self.visits: list[Visit] = []
        self.suffer()

    def __enter__(self) -> Self:
        self.url = self._stack.enter_context(running(self))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._stack.close()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)

    @property
    def key(self) -> str:
        return self._vendor.key

    @property
    def environment(self) -> dict[str, str]:
        """For a site that is to use this stand-in."""
        name = self._vendor.name.upper()
        settings = {f"{name}_API_KEY": self.key, f"{name}_BASE_URL": self.url}
        if self._vendor.sockets_setting:
            settings[self._vendor.sockets_setting] = self.url.replace("http:", "ws:")
        return settings

    @property
    def sessions(self) -> list[Session]:
        """In the order they were asked for."""
        return list(self._app.state.sessions)

    @property
    def paths(self) -> list[str]:
        return [visit.path for visit in self.visits]

    def suffer(self, **faults: Any) -> None:
        """From now on, and forget all sessions and visits. Without faults: be well again."""
        self.visits = []
        self._app = self._vendor.create_app(self._vendor.faults(**faults), visits=self.visits)

    def await_session(self, *, is_active: bool, timeout: float = 2 * PATIENCE) -> Session:
        """The newest, once it is active, or over."""
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline:
            newest = self.sessions[-1] if self.sessions else None
            if newest and (newest.is_active if is_active else newest.ended_at is not None):
                return newest
            time.sleep(LOOK_EVERY)
        raise AssertionError(f"no session was {'active' if is_active else 'over'} in {timeout} s")


class _Stage:
    """What lives in the thread."""

    url: str

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._loop: asyncio.AbstractEventLoop
        self._may_end: asyncio.Event
        self.is_up = threading.Event()
        self.left_over: set[asyncio.Task[Any]] = set()

    async def serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._may_end = asyncio.Event()
        before = asyncio.all_tasks()
        async with serve(self._app) as self.url:
            self.is_up.set()
            await self._may_end.wait()
        self.left_over = asyncio.all_tasks() - before

    def end(self) -> None:
        self._loop.call_soon_threadsafe(self._may_end.set)
