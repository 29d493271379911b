"""Every account page we enable: there, in our look, and without inline style or script."""

import re
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from accounts.models import User

OPEN = [
    "login/",
    "signup/",
    "inactive/",
    "confirm-email/",
    "confirm-email/wrong/",
    "password/reset/",
    "password/reset/done/",
    "password/reset/key/1-wrong/",
    "password/reset/key/done/",
]
FOR_USERS = ["logout/", "reauthenticate/", "email/", "password/change/"]


@pytest.mark.parametrize("path", OPEN)
def test_open_pages_are_there(client: Client, db: None, path: str) -> None:
    page = client.get(f"/accounts/{path}")
    assert page.status_code == HTTPStatus.OK
    assert_ours(page.text)


@pytest.mark.parametrize("path", FOR_USERS)
def test_pages_for_users_are_there(as_alice: Client, path: str) -> None:
    page = as_alice.get(f"/accounts/{path}")
    assert page.status_code == HTTPStatus.OK
    assert_ours(page.text)


@pytest.mark.parametrize("path", FOR_USERS[1:])
def test_strangers_get_none_of_the_pages_for_users(client: Client, db: None, path: str) -> None:
    assert client.get(f"/accounts/{path}")["Location"].startswith("/accounts/login/")


def test_who_came_by_another_site_may_choose_a_password(as_alice: Client, alice: User) -> None:
    alice.set_unusable_password()
    alice.save()
    as_alice.force_login(alice)
    assert_ours(as_alice.get("/accounts/password/set/").text)


def assert_ours(page: str) -> None:
    assert page.count("<h1>") == 1
    assert 'class="site-header"' in page
    assert not re.search(r"\sstyle=|\son\w+=|<script(?![^>]*src=)", page)


@pytest.mark.parametrize(
    "name",
    ["account_confirm_login_code", "account_request_login_code", "mfa_index", "usersessions_list"],
)
def test_pages_nobody_needs_are_off(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)
