"""Odd requests: wrong methods, wrong hosts, wrong ids, forged headers. Nothing breaks or leaks."""

from http import HTTPStatus
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interviews.models import Attempt, Interview
from tests.interviews.acts import write_answer

ADDRESSES = ("/", "/interviews/", "/interviews/new/", "/profile/", "/accounts/login/", "/admin/")
ODD_METHODS = ("TRACE", "PUT", "PATCH", "DELETE", "CONNECT", "PROPFIND", "\r\nX: y")


@pytest.mark.parametrize("address", [*ADDRESSES, "/healthz", "/nowhere/", "/static/nothing.css"])
@pytest.mark.parametrize("method", ODD_METHODS)
def test_methods_nobody_needs_are_refused(carols: Client, address: str, method: str) -> None:
    assert carols.generic(method, address).status_code == HTTPStatus.METHOD_NOT_ALLOWED


@pytest.mark.parametrize("kind", ["", "report/", "recordings/{attempt}/"])
def test_pages_are_only_read(alices: Client, interview: Interview, kind: str) -> None:
    address = f"/interviews/{interview.pk}/" + kind.format(attempt=write_answer(interview).pk)
    assert alices.post(address).status_code == HTTPStatus.METHOD_NOT_ALLOWED


@pytest.mark.parametrize("address", ["/", "/interviews/", "/healthz", "/staff/banks/library/"])
def test_lists_are_only_read(carols: Client, bank: object, address: str) -> None:
    assert carols.post(address).status_code == HTTPStatus.METHOD_NOT_ALLOWED


@pytest.mark.parametrize("address", [*ADDRESSES, "/healthz"])
def test_head_is_answered_like_get(carols: Client, address: str) -> None:
    assert carols.head(address).status_code == carols.get(address).status_code


class TestHosts:
    @pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "a b", "[::1"])
    def test_another_host_is_refused_and_not_repeated(self, client: Client, host: str) -> None:
        answer = client.get("/accounts/login/", headers={"host": host})
        assert answer.status_code == HTTPStatus.BAD_REQUEST
        assert "evil" not in answer.text

    @pytest.mark.parametrize(
        "forged",
        [
            {"x-forwarded-host": "evil.example"},
            {"x-host": "evil.example"},
            {"forwarded": "host=evil.example"},
            {"x-original-url": "/evil.example"},
            {"x-rewrite-url": "/evil.example"},
        ],
    )
    @pytest.mark.parametrize("address", ["/", "/accounts/password/reset/", "/interviews/"])
    def test_a_forged_host_is_not_believed(
        self, client: Client, db: None, address: str, forged: dict[str, str]
    ) -> None:
        answer = client.get(address, headers=forged)
        assert answer.status_code in {HTTPStatus.OK, HTTPStatus.FOUND}
        assert "evil" not in answer.text + str(answer.headers)

    def test_a_reset_mail_names_this_site_whoever_asks(
        self, client: Client, alice: object, mailoutbox: list[Any]
    ) -> None:
        forged = {"x-forwarded-host": "evil.example"}
        client.post("/accounts/password/reset/", {"email": "alice@example.com"}, headers=forged)
        assert "http://testserver/" in mailoutbox[0].body
        assert "evil" not in mailoutbox[0].body

    def test_plain_http_is_not_taken_for_https_on_a_clients_word(self, client: Client) -> None:
        answer = client.get("/healthz", headers={"x-forwarded-proto": "https"})
        assert "Strict-Transport-Security" not in answer.headers


class TestIds:
    @pytest.mark.parametrize(
        "odd",
        [
            "0",
            "-1",
            "%00",
            "..%2f..%2fetc%2fpasswd",
            "%ff%fe",
            "9" * 400,
            "{{7*7}}",
            "'%20or%201=1--",
            "00000000-0000-0000-0000-000000000000",
            "%F0%9F%98%80",
            "<script>",
        ],
    )
    def test_an_odd_id_is_simply_not_there(
        self, carols: Client, interview: Interview, odd: str
    ) -> None:
        for address in (
            f"/interviews/{odd}/",
            f"/interviews/{odd}/report/",
            f"/interviews/{interview.pk}/recordings/{odd}/",
            f"/banks/{odd}/preview/",
            f"/profile/consents/{odd}/",
            f"/static/{odd}",
            f"/{odd}",
        ):
            answer = carols.get(address)
            assert answer.status_code in {HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED}

    def test_a_dry_id_of_nobody_is_not_there(self, alices: Client) -> None:
        assert alices.get(f"/interviews/{uuid4()}/").status_code == HTTPStatus.NOT_FOUND

    def test_an_attempt_is_not_found_by_an_interviews_id(
        self, alices: Client, interview: Interview
    ) -> None:
        write_answer(interview)
        address = f"/interviews/{Attempt.objects.get().pk}/"
        assert alices.get(address).status_code == HTTPStatus.NOT_FOUND


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    fields=st.dictionaries(
        st.sampled_from(["bank", "questions", "timing", "rung", "page", "q", "x"]),
        st.text(max_size=60),
    ),
    address=st.sampled_from(ADDRESSES),
)
def test_odd_fields_break_no_page(
    carols: Client, bank: object, fields: dict[str, str], address: str
) -> None:
    clean = {name: value.encode("utf-8", "replace").decode() for name, value in fields.items()}
    for answer in (carols.get(address, clean), carols.post(address, clean)):
        assert answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR


@pytest.mark.parametrize(
    "target",
    [
        "0",
        "x",
        "\0",
        "home",
        "//",
        "https://evil.example",
        "/\\e",
    ],
)
def test_an_odd_way_on_breaks_no_log_in(alices: Client, target: str) -> None:
    for address in ("/accounts/login/", "/accounts/signup/", "/accounts/guest/"):
        answer = alices.post(address, {"next": target})
        assert answer.status_code == HTTPStatus.FOUND
        assert "evil" not in answer["Location"]


@pytest.mark.parametrize("name", ["accept-language", "user-agent", "referer", "cookie", "range"])
@pytest.mark.parametrize("value", ["", "x" * 4000, "\xff\xfe", "{{ 7*7 }}", "bytes=0-0,-1"])
def test_odd_headers_break_no_page(alices: Client, name: str, value: str) -> None:
    answer = alices.get("/interviews/", headers={name: value})
    assert answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
