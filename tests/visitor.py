"""A browser without a page: cookies and forms over real HTTP, for tests against a running site.

Cookies are carried by hand: Python's cookie jars send Secure cookies over https only, while
browsers count this machine as secure.
"""

import re
from http.cookies import SimpleCookie

import httpx

TOKEN = re.compile(r'<meta name="csrf-token" content="([^"]+)">')
FIRST_BANK = re.compile(r'name="bank" value="(\d+)"')


class Visitor:
    def __init__(self, url: str) -> None:
        self._client = httpx.Client(base_url=url, headers={"origin": url}, timeout=20)
        self._cookies: dict[str, str] = {}
        self._token = ""

    def __enter__(self) -> "Visitor":
        return self

    def __exit__(self, *error: object) -> None:
        self._client.close()

    @property
    def cookie(self) -> str:
        """The value of a Cookie header."""
        return "; ".join(f"{name}={value}" for name, value in self._cookies.items())

    def get(self, path: str) -> httpx.Response:
        return self._kept(self._client.get(path, headers={"cookie": self.cookie}))

    def post(self, path: str, **fields: str) -> httpx.Response:
        """Send a form, with the token of the page that was loaded last."""
        headers = {"cookie": self.cookie, "x-csrftoken": self._token}
        return self._kept(self._client.post(path, headers=headers, data=fields))

    def _kept(self, response: httpx.Response) -> httpx.Response:
        for header in response.headers.get_list("set-cookie"):
            for name, morsel in SimpleCookie(header).items():
                self._cookies[name] = morsel.value
        if token := TOKEN.search(response.text):
            self._token = token[1]
        return response

    # What people do ----------------------------------------------------------------------------

    def start_as_guest(self) -> None:
        self.get("/")
        assert self.post("/accounts/guest/").status_code == 302
        self.get("/")

    def allow_recording(self) -> None:
        assert self.post("/profile/consents/recording/").status_code == 302

    def begin_interview(self) -> str:
        """The id of a new interview with the first bank there is."""
        bank = FIRST_BANK.search(self.get("/interviews/new/").text)
        assert bank is not None
        made = self.post(
            "/interviews/new/", bank=bank[1], questions="2", timing="each", rung="text"
        )
        assert made.status_code == 302, made.text
        return made.headers["location"].split("/")[2]
