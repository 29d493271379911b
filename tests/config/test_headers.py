"""The headers of every kind of response, as strict as they were designed."""

import re
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from interviews.models import Interview
from tests.interviews.acts import finish, record, write_answer

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.config.urls_that_fail")]

POLICY = {
    "default-src": {"'none'"},
    "script-src": {"'self'"},
    "style-src": {"'self'"},
    "img-src": {"'self'"},
    "font-src": {"'self'"},
    "connect-src": {"'self'"},
    "media-src": {"'self'", "blob:"},
    "form-action": {"'self'"},
    "base-uri": {"'none'"},
    "frame-ancestors": {"'none'"},
    "object-src": {"'none'"},
}
HEADERS = {
    "Permissions-Policy": "microphone=(self), camera=(), geolocation=()",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
# Address -> status, for somebody who is logged in as an administrator
PAGES = {
    "/": 200,
    "/interviews/": 200,
    "/interviews/new/": 200,
    "/profile/": 200,
    "/healthz": 200,
    "/staff/banks/library/": 200,
    "/admin/": 200,
    "/admin/interviews/question/": 200,
    "/accounts/login/": 302,
    "/interviews": 301,
    "/nowhere/": 404,
    "/static/nowhere.css": 404,
    "/static/css/tokens.css": 200,
    "/fail/": 500,
}


def policy_of(answer: Any) -> dict[str, set[str]]:
    directives = answer["Content-Security-Policy"].split(";")
    return {name: set(values) for name, *values in map(str.split, directives)}


def assert_strict(answer: Any) -> None:
    assert policy_of(answer) == POLICY
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert not {"Server", "X-Powered-By", "Access-Control-Allow-Origin"} & set(answer.headers)
    for cookie in answer.cookies.values():
        assert cookie.key.startswith("__Host-")
        assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Lax")
        assert (cookie["path"], cookie["domain"]) == ("/", "")


@pytest.fixture(autouse=True)
def _static_files_are_collected(settings: Settings, tmp_path: Path) -> None:
    """One static file where WhiteNoise looks for those of a site that was prepared."""
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "tokens.css").write_text(":root {}")
    settings.STATIC_ROOT = tmp_path


@pytest.fixture
def carols(carols: Client) -> Client:
    carols.raise_request_exception = False
    return carols


@pytest.mark.parametrize(("address", "status"), PAGES.items())
def test_every_kind_of_response_has_all_headers(
    carols: Client, bank: object, address: str, status: int
) -> None:
    answer = carols.get(address)
    answer.close()
    assert answer.status_code == status
    assert_strict(answer)


@pytest.mark.parametrize("kind", ["room", "report", "recording"])
def test_so_have_the_pages_of_an_interview(
    alices: Client, interview: Interview, tmp_path: Path, kind: str
) -> None:
    spoken = record(write_answer(interview), tmp_path)
    if kind == "report":
        finish(interview)
    ends = {"room": "", "report": "report/", "recording": f"recordings/{spoken.pk}/"}
    answer = alices.get(f"/interviews/{interview.pk}/{ends[kind]}")
    answer.close()
    assert answer.status_code == HTTPStatus.OK
    assert_strict(answer)
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", ["/accounts/login/", "/accounts/signup/", "/"])
def test_so_have_the_pages_for_strangers(client: Client, address: str) -> None:
    answer = client.get(address)
    assert "__Host-csrf" in answer.cookies
    assert_strict(answer)


def test_so_has_the_answer_to_a_log_in_and_a_log_out(client: Client, alice: object) -> None:
    known = {"login": "alice@example.com", "password": "correct horse battery staple"}
    answer = client.post("/accounts/login/", known)
    assert "__Host-session" in answer.cookies
    assert_strict(answer)
    answer = client.post("/accounts/logout/")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert policy_of(answer) == POLICY


def test_so_has_a_refused_form() -> None:
    answer = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "x"})
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "That was not sent" in answer.text
    assert_strict(answer)


def test_so_has_a_refused_method(client: Client) -> None:
    assert_strict(client.generic("TRACE", "/"))


def test_so_has_a_wrong_host(client: Client) -> None:
    assert_strict(client.get("/", headers={"host": "evil.example"}))


def test_so_has_one_guess_too_many(client: Client, alice: object) -> None:
    wrong = {"login": "alice@example.com", "password": "wrong"}
    answers = [client.post("/accounts/login/", wrong) for _ in range(7)]
    assert answers[-1].status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert_strict(answers[-1])


def test_nothing_unsafe_is_allowed_anywhere(client: Client) -> None:
    assert not re.search(r"unsafe|\*|https?:|data:", client.get("/")["Content-Security-Policy"])


def test_a_failure_shows_nothing_of_the_inside(carols: Client) -> None:
    page = carols.get("/fail/").text
    assert "Something went wrong on our side" in page
    assert not re.search(r"Traceback|RuntimeError|secret|Django|\.py\b", page)


class TestHttps:
    def test_browsers_are_told_to_stay_with_it(self, client: Client) -> None:
        for address in ("/", "/healthz", "/nowhere/", "/static/css/tokens.css"):
            answer = client.get(address, secure=True)
            answer.close()
            kept = answer["Strict-Transport-Security"]
            assert set(kept.split("; ")) == {"max-age=31536000", "includeSubDomains", "preload"}

    def test_plain_http_is_sent_there(self, client: Client, settings: Settings) -> None:
        settings.SECURE_SSL_REDIRECT = True
        answer = client.get("/interviews/?page=2")
        assert answer["Location"] == "https://testserver/interviews/?page=2"
        assert_strict(answer)

    def test_a_load_balancer_may_ask_by_plain_http(
        self, client: Client, settings: Settings
    ) -> None:
        settings.SECURE_SSL_REDIRECT = True
        assert client.get("/healthz").text == "ok"


def test_what_somebody_sees_is_kept_in_no_cache(alices: Client, bank: object) -> None:
    for address in ("/", "/interviews/", "/profile/"):
        assert "no-store" in alices.get(address)["Cache-Control"]
