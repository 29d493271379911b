from http import HTTPStatus

import pytest
from django.test import Client

from accounts.models import User
from tests.accounts.acts import log_in, user_pk

ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example",
    "http:evil.example",
    "javascript:alert(1)",
    "http://testserver:8001/",
    "ftp://testserver/",
]


def test_an_address_and_a_password_log_in(client: Client, alice: User) -> None:
    log_in(client, "alice@example.org")
    assert user_pk(client) == alice.pk


def test_the_case_of_an_address_does_not_matter(client: Client, alice: User) -> None:
    log_in(client, "Alice@Example.org")
    assert user_pk(client) == alice.pk


def test_log_in_renews_the_session_key(client: Client, alice: User) -> None:
    client.session.save()
    client.cookies["__Host-session"] = planted = client.session.session_key or ""
    log_in(client, "alice@example.org")
    assert client.session.session_key != planted


def test_the_session_cookie_is_bound_to_the_host_and_out_of_reach(
    client: Client, alice: User
) -> None:
    log_in(client, "alice@example.org")
    cookie = client.cookies["__Host-session"]
    kept = (cookie["secure"], cookie["httponly"], cookie["samesite"], cookie["path"])
    assert (*kept, cookie["domain"]) == (True, True, "Lax", "/", "")


def test_an_unknown_address_is_answered_like_a_wrong_password(client: Client, alice: User) -> None:
    known = log_in(client, "alice@example.org", "not this one")
    unknown = log_in(client, "nemo1@example.org", "not this one")
    assert known.status_code == unknown.status_code
    assert _without_tokens(known.content, b"alice") == _without_tokens(unknown.content, b"nemo1")


def _without_tokens(body: bytes, name: bytes) -> list[bytes]:
    lines = body.replace(name, b"").splitlines()
    return [line for line in lines if b"csrf" not in line and b"CSRF" not in line]


def test_the_sixth_guess_is_refused_from_any_address(client: Client, alice: User) -> None:
    for last in range(5):
        client.defaults["REMOTE_ADDR"] = f"192.0.2.{last}"
        log_in(client, "alice@example.org", "guess")
    client.defaults["REMOTE_ADDR"] = "192.0.2.9"
    refused = log_in(client, "alice@example.org", "guess")
    assert refused.status_code == HTTPStatus.TOO_MANY_REQUESTS


def test_strangers_guesses_do_not_hold_up_the_owners_session(
    client: Client, as_alice: Client
) -> None:
    for _ in range(6):
        log_in(client, "alice@example.org", "guess")
    confirmed = as_alice.post(
        "/accounts/reauthenticate/?next=/profile/", {"password": "correct horse battery"}
    )
    assert confirmed.status_code == HTTPStatus.FOUND


def test_a_disabled_account_does_not_log_in(client: Client, alice: User) -> None:
    alice.is_active = False
    alice.save()
    log_in(client, "alice@example.org")
    assert user_pk(client) is None


def test_log_in_goes_on_to_the_page_asked_for(client: Client, alice: User) -> None:
    assert log_in(client, "alice@example.org", next="/profile/")["Location"] == "/profile/"


@pytest.mark.parametrize("target", ELSEWHERE)
def test_log_in_never_leads_to_another_site(client: Client, alice: User, target: str) -> None:
    assert log_in(client, "alice@example.org", next=target)["Location"] == "/"


@pytest.mark.parametrize("target", ELSEWHERE)
def test_log_out_never_leads_to_another_site(as_alice: Client, target: str) -> None:
    assert as_alice.post("/accounts/logout/", {"next": target})["Location"] == "/"


@pytest.mark.parametrize("path", ["login", "signup", "logout", "guest", "password/reset"])
def test_nothing_happens_without_a_csrf_token(db: None, path: str) -> None:
    refused = Client(enforce_csrf_checks=True).post(f"/accounts/{path}/", {"email": "a@b.org"})
    assert refused.status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("path", ["login", "signup"])
def test_who_is_logged_in_is_sent_on(as_alice: Client, path: str) -> None:
    assert as_alice.get(f"/accounts/{path}/")["Location"] == "/"


def test_log_out_needs_a_press_of_the_button(as_alice: Client) -> None:
    as_alice.get("/accounts/logout/")
    assert user_pk(as_alice) is not None


def test_log_out_ends_the_session_on_the_server(as_alice: Client) -> None:
    old = as_alice.cookies["__Host-session"].value
    as_alice.post("/accounts/logout/")
    as_alice.cookies["__Host-session"] = old
    assert as_alice.get("/profile/").status_code == HTTPStatus.FOUND


def test_log_out_makes_the_browser_forget(as_alice: Client) -> None:
    assert as_alice.post("/accounts/logout/")["Clear-Site-Data"] == '"cache", "storage"'


def test_no_other_log_in_is_offered_unless_configured(client: Client, db: None) -> None:
    assert "Log in with" not in client.get("/accounts/login/").text
