"""The WebSocket of a page in the hands of a test: to cut, to end with a code, to mend."""

from playwright.sync_api import WebSocketRoute

from tests.browser.student import Student

# Playwright's socket passes on what the page says while the real one behind it closes.
PASSED_ON = "WebSocket is already in CLOSING or CLOSED state"


class Line:
    """To be made before the page is opened."""

    def __init__(self, student: Student) -> None:
        self._is_cut = False
        self._ends: list[tuple[WebSocketRoute, WebSocketRoute]] = []
        student.expected.append(PASSED_ON)
        student.page.route_web_socket("**/ws/**", self._opened)

    def cut(self, code: int = 4000) -> None:
        """Both ends are gone, and no new socket gets through until `mend()`."""
        self._is_cut = True
        for browser, server in self._ends:
            browser.close(code=code)
            server.close()
        self._ends.clear()

    def mend(self) -> None:
        self._is_cut = False

    def _opened(self, browser: WebSocketRoute) -> None:
        if self._is_cut:
            browser.close(code=4000)
        else:
            self._ends.append((browser, browser.connect_to_server()))
