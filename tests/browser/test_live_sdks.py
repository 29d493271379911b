"""The vendors' own SDKs, as they are bundled, in Chromium against the stand-ins.

What they ask, see and hear; nothing of the site is here but the two bundles.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, TimeoutError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from standins import faces, heygen, liveavatar, tones
from tests.avatar_vendor import CHAT, AvatarVendor, running
from tests.browser.launching import launch
from tests.site import ROOT

PATIENCE = 15_000  # milliseconds
FACE = faces.SANDBOX
ORDER = {"mode": "FULL", "avatar_id": FACE, "avatar_persona": {"language": "en"}}
SHORT = "What did you do first?"
LONG = "Tell me about a day " * 5
HEARD = 0.02  # of 1; the tone is louder, silence is not


@dataclass(frozen=True)
class Kind:
    """An SDK, its vendor, and what it calls what happens."""

    module: ModuleType
    script: str
    token_path: str
    ready: str
    started: str
    ended: str
    disconnected: str
    stop_path: str


KINDS = (
    Kind(
        liveavatar,
        "liveavatar",
        token_path="/v1/sessions/token",
        ready="session.stream_ready",
        started="avatar.speak_started",
        ended="avatar.speak_ended",
        disconnected="session.disconnected",
        stop_path="/v1/sessions/stop",
    ),
    Kind(
        heygen,
        "heygen-streaming",
        token_path="/v1/streaming.create_token",
        ready="stream_ready",
        started="avatar_start_talking",
        ended="avatar_stop_talking",
        disconnected="stream_disconnected",
        stop_path="/v1/streaming.stop",
    ),
)


class Viewer:
    """A page with nothing but the SDK. It must be well with a strict policy for scripts."""

    def __init__(self, page: Page, vendor: AvatarVendor, kind: Kind, pages: str) -> None:
        self.page = page
        self.vendor = vendor
        self.kind = kind
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._note)
        page.route_web_socket(CHAT, lambda socket: None)
        page.goto(f"{pages}/{kind.script}?vendor={vendor.url}")
        page.get_by_role("button").click()  # so that sound is allowed
        page.wait_for_function("() => 'begin' in window")

    def begin(self) -> Any:
        """What the SDK's start comes to: CONNECTED, or what is known of its error."""
        return self.page.evaluate("(ticket) => window.begin(...ticket)", self.ticket())

    def ticket(self) -> tuple[str, str]:
        """A new token, and the address it is for."""
        return self._token(), self.vendor.url

    def say(self, text: str) -> None:
        self.page.evaluate("(text) => void window.say(text)", text)

    def hush(self) -> None:
        self.page.evaluate("() => void window.hush()")

    def end(self) -> None:
        self.page.evaluate("() => window.end()")

    def loudness(self) -> float:
        """Of what is heard within half a second."""
        heard: float = self.page.evaluate("window.loudness(500)")
        return heard

    def seen(self, name: str) -> list[Any]:
        events: list[list[Any]] = self.page.evaluate("window.seen")
        return [detail for each, detail in events if each == name]

    def expect(self, name: str, times: int = 1, timeout: float = PATIENCE) -> None:
        count = "([name, times]) => window.seen.filter(([n]) => n === name).length >= times"
        self.page.wait_for_function(count, arg=[name, times], timeout=timeout)

    def _token(self) -> str:
        headers = {"x-api-key": self.vendor.key}
        address = f"{self.vendor.url}{self.kind.token_path}"
        answer = httpx.post(address, headers=headers, json=ORDER).json()["data"]
        token: str = answer.get("session_token") or answer["token"]
        return token

    def _note(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.complaints.append(message.text)


async def _page(request: Request) -> HTMLResponse:
    vendor, script = request.query_params["vendor"], request.path_params["script"]
    sockets = vendor.replace("http:", "ws:")
    policy = f"default-src 'none'; script-src 'self'; connect-src {vendor} {sockets}; img-src data:"
    body = f"""<!doctype html>
        <html lang="en" data-face="{FACE}">
        <title>The SDK alone</title>
        <link rel="icon" href="data:,">
        <video playsinline></video>
        <button type="button">Begin</button>
        <script type="module" src="/sdk/{script}.js"></script>
        </html>"""
    return HTMLResponse(body, headers={"content-security-policy": policy})


PAGES = Starlette(
    routes=[
        Mount("/vendor", StaticFiles(directory=ROOT / "static" / "vendor")),
        Mount("/sdk", StaticFiles(directory=Path(__file__).parent / "sdk")),
        Route("/{script}", _page),
    ]
)


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    browser = launch(playwright)
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def pages() -> Iterator[str]:
    with running(PAGES) as url:
        yield url


@contextmanager
def viewing(browser: Browser, pages: str, kind: Kind, **faults: Any) -> Iterator[Viewer]:
    with AvatarVendor(kind.module) as vendor:
        vendor.suffer(**faults)
        context = browser.new_context()
        viewer = Viewer(context.new_page(), vendor, kind, pages)
        yield viewer
        context.close()
        assert viewer.complaints == []


@pytest.fixture(params=KINDS, ids=lambda kind: kind.script)
def viewer(request: pytest.FixtureRequest, browser: Browser, pages: str) -> Iterator[Viewer]:
    with viewing(browser, pages, request.param) as viewer:
        yield viewer


def test_the_picture_moves_and_speech_is_heard(viewer: Viewer) -> None:
    assert viewer.begin() == "CONNECTED"
    viewer.expect(viewer.kind.ready)
    times = viewer.page.evaluate("window.frames(4)")
    before = viewer.page.evaluate("window.pixels()")
    viewer.page.evaluate("window.frames(2)")
    after = viewer.page.evaluate("window.pixels()")
    assert times == sorted(set(times))
    assert before != after
    assert viewer.loudness() < HEARD
    viewer.say(LONG)
    viewer.expect(viewer.kind.started)
    assert viewer.loudness() > HEARD


def test_a_speech_is_told_to_begin_and_to_end(viewer: Viewer) -> None:
    viewer.begin()
    viewer.say(SHORT)
    viewer.expect(viewer.kind.started)
    begun = time.monotonic()
    assert viewer.seen(viewer.kind.ended) == []
    viewer.expect(viewer.kind.ended)
    assert time.monotonic() - begun == pytest.approx(tones.seconds_of(SHORT), abs=0.7)
    assert viewer.vendor.sessions[0].spoken == [SHORT]


def test_a_speech_is_silenced_at_once(viewer: Viewer) -> None:
    viewer.begin()
    viewer.say(LONG)
    viewer.expect(viewer.kind.started)
    viewer.hush()
    viewer.expect(viewer.kind.ended, timeout=tones.seconds_of(LONG) / 4 * 1000)
    viewer.page.evaluate("window.frames(5)")
    assert viewer.loudness() < HEARD
    viewer.say(SHORT)
    viewer.expect(viewer.kind.ended, times=2)


def test_stopping_ends_the_session_at_the_vendor(viewer: Viewer) -> None:
    viewer.begin()
    viewer.end()
    viewer.vendor.await_session(is_active=False)
    assert viewer.vendor.paths[-1] == viewer.kind.stop_path


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.script)
@pytest.mark.parametrize("fault", ["falls_after", "most_seconds"])
def test_a_session_that_is_over_is_noticed_soon(
    browser: Browser, pages: str, kind: Kind, fault: str
) -> None:
    with viewing(browser, pages, kind, **{fault: 1.5}) as viewer:
        viewer.begin()
        viewer.expect(kind.disconnected, timeout=8000)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.script)
def test_a_speech_may_never_be_said_to_end(browser: Browser, pages: str, kind: Kind) -> None:
    with viewing(browser, pages, kind, never_ends=True) as viewer:
        viewer.begin()
        viewer.say("Yes.")
        viewer.expect(kind.started)
        viewer.page.wait_for_timeout(1000)
        assert viewer.seen(kind.ended) == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.script)
def test_a_room_may_never_be_entered(browser: Browser, pages: str, kind: Kind) -> None:
    with viewing(browser, pages, kind, never_joins=True) as viewer:
        viewer.page.evaluate("(ticket) => void window.begin(...ticket)", viewer.ticket())
        viewer.vendor.await_session(is_active=True)
        with pytest.raises(TimeoutError):
            viewer.expect(kind.ready, timeout=1500)


@pytest.mark.parametrize(
    ("faults", "error"),
    [
        (
            {"because": "concurrency"},
            {"message": "Session concurrency limit reached", "code": 4003, "status": 403},
        ),
        (
            {"because": "unauthenticated"},
            {"message": "Not authenticated", "code": 4003, "status": 403},
        ),
        (
            {"because": "quota"},
            {"message": "Insufficient credits to start a session", "code": 4031, "status": 403},
        ),
        (
            {"refuse_with": 422},
            {"message": "API request failed with status 422", "code": 500, "status": 422},
        ),
        (
            {"refuse_with": 429, "retry_after": 3},
            {"message": "Too Many Requests", "code": 4290, "status": 429},
        ),
    ],
)
def test_a_refused_start_is_told_with_its_reason(
    browser: Browser, pages: str, faults: dict[str, Any], error: dict[str, Any]
) -> None:
    refusing = faults | {"refuse_at": "sessions/start"}
    with viewing(browser, pages, KINDS[0], **refusing) as viewer:
        assert viewer.begin() == error
        viewer.expect(KINDS[0].disconnected)
        assert viewer.seen(KINDS[0].disconnected) == ["SESSION_START_FAILED"]


def test_a_room_that_is_shut_is_told(browser: Browser, pages: str) -> None:
    with viewing(browser, pages, KINDS[0], shut=True) as viewer:
        answer = viewer.begin()
        assert answer["message"] == "could not establish signal connection: invalid token"
        assert answer["status"] == 401


@pytest.mark.parametrize(("reason", "status"), [("gone", 410), ("missing", 404), ("tier", 403)])
def test_the_old_sdk_tells_that_its_vendor_has_retired_it(
    browser: Browser, pages: str, reason: str, status: int
) -> None:
    refusing = {"because": reason, "refuse_at": "streaming.new"}
    with viewing(browser, pages, KINDS[1], **refusing) as viewer:
        assert viewer.begin()["status"] == status


def test_a_session_that_ran_out_of_time_says_so(browser: Browser, pages: str) -> None:
    with viewing(browser, pages, KINDS[0], most_seconds=1.5) as viewer:
        viewer.begin()
        viewer.expect("session.disconnected")
        (stopped,) = viewer.seen("session.stopped")
        assert stopped["stop_reason"] == "MAX_DURATION_REACHED"
        assert viewer.seen("session.disconnected") == ["SERVER_INITIATED"]
