"""A stand-in for an avatar vendor, running beside a test that is not asynchronous.

    with AvatarVendor(liveavatar) as vendor, Site(folder, vendor.environment) as site:
        vendor.suffer(never_ends=True)
        ...vendor.sessions...

It runs in a thread, so that a test can look at what was asked of it and let it fail as it likes.
"""

import asyncio
import threading
import time
from types import ModuleType, TracebackType
from typing import Any, Self

from starlette.types import Receive, Scope, Send

from standins.frame import Vendor, Visit
from standins.serve import serve
from standins.sessions import Session

START_TIMEOUT = 10  # seconds
STOP_TIMEOUT = 10  # seconds
LOOK_EVERY = 0.02  # seconds


class AvatarVendor:
    """`module` is the stand-in, as `standins.liveavatar`. `visits` are the requests since it began or last `suffer`ed."""

    url: str

    def __init__(self, module: ModuleType) -> None:
        self._vendor: Vendor = module.VENDOR
        self._app: Any
        self._is_up = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()), daemon=True)
        self._loop: asyncio.AbstractEventLoop
        self._may_end: asyncio.Event
        self.left_over: set[asyncio.Task[Any]] = set()
        self.visits: list[Visit] = []
        self.suffer()

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._is_up.wait(START_TIMEOUT), "the stand-in did not start"
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._may_end.set)
        self._thread.join(STOP_TIMEOUT)
        assert not self._thread.is_alive(), "the stand-in did not stop"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)

    @property
    def key(self) -> str:
        return str(self._vendor.key)

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
        faulty = self._vendor.faults(**faults)
        self._app = self._vendor.create_app(faulty, visits=self.visits)

    def await_session(self, state: str, timeout: float = 5) -> Session:
        """The newest, once it is `active` or `over`."""
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline:
            newest = self.sessions[-1] if self.sessions else None
            if newest and (newest.is_active if state == "active" else newest.ended_at):
                return newest
            time.sleep(LOOK_EVERY)
        raise AssertionError(f"no session was {state} within {timeout} s")

    async def _run(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._may_end = asyncio.Event()
        async with serve(self) as self.url:
            self._is_up.set()
            await self._may_end.wait()
        self.left_over = asyncio.all_tasks() - {asyncio.current_task()}
