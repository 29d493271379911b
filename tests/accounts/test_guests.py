from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.models import Consent, Preferences, Purpose, Theme, User
from accounts.services import give_consent, has_consent, join_guest, withdraw_consent
from accounts.signals import guest_joined
from tests.accounts.acts import log_in, sign_up, user_pk, who

pytestmark = pytest.mark.django_db


def agree(user: User) -> None:
    give_consent(user=user, purpose=Purpose.RECORDING, version="1", text="words")


@pytest.fixture
def joined() -> Iterator[list[tuple[int, int]]]:
    """(guest, user) of each `guest_joined`."""
    heard: list[tuple[int, int]] = []

    def listen(guest: User, user: User, **kwargs: Any) -> None:
        heard.append((guest.pk, user.pk))

    guest_joined.connect(listen)
    yield heard
    guest_joined.disconnect(listen)


def test_one_press_starts_a_guest(client: Client) -> None:
    client.post("/accounts/guest/")
    assert who(client).is_guest


def test_a_link_alone_starts_nobody(client: Client) -> None:
    assert client.get("/accounts/guest/").status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_a_guest_goes_on_to_the_page_asked_for(client: Client) -> None:
    started = client.post("/accounts/guest/", {"next": "/profile/"})
    assert started["Location"] == "/profile/"


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_a_guest_is_never_led_to_another_site(client: Client, target: str) -> None:
    assert client.post("/accounts/guest/", {"next": target})["Location"] == "/"


def test_who_is_logged_in_stays_who_they_are(as_alice: Client, alice: User) -> None:
    as_alice.post("/accounts/guest/")
    assert user_pk(as_alice) == alice.pk


def test_guests_from_one_place_are_limited() -> None:
    answers = [Client().post("/accounts/guest/").status_code for _ in range(21)]
    assert answers == [HTTPStatus.FOUND] * 20 + [HTTPStatus.TOO_MANY_REQUESTS]


@pytest.mark.urls("tests.accounts.urls_without_guests")
def test_a_site_without_guests_starts_none(client: Client) -> None:
    assert client.post("/accounts/guest/").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.urls("tests.accounts.urls_without_guests")
def test_a_site_without_guests_tells_its_pages_so(client: Client) -> None:
    assert client.get("/accounts/login/").context["guests_allowed"] is False


@pytest.mark.parametrize("path", ["email", "password/change", "password/set"])
def test_what_needs_an_account_leads_a_guest_to_sign_up(as_guest: Client, path: str) -> None:
    assert as_guest.get(f"/accounts/{path}/")["Location"] == "/accounts/signup/"


def test_signing_up_keeps_the_guests_row(as_guest: Client, guest: User) -> None:
    agree(guest)
    sign_up(as_guest, "carol@example.org")
    carol = User.objects.get()
    assert (carol.pk, carol.email, carol.is_guest) == (guest.pk, "carol@example.org", False)
    assert user_pk(as_guest) == carol.pk
    assert has_consent(carol, Purpose.RECORDING)


def test_signing_up_renews_the_session_key(as_guest: Client) -> None:
    before = as_guest.session.session_key
    sign_up(as_guest, "carol@example.org")
    assert as_guest.session.session_key != before


def test_a_refused_sign_up_leaves_the_guest_a_guest(as_guest: Client, guest: User) -> None:
    sign_up(as_guest, "carol@example.org", "short")
    assert who(as_guest).is_guest


class TestWhereAddressesMustBeConfirmed:
    @pytest.fixture(autouse=True)
    def _confirmation_needed(self, settings: Settings) -> None:
        settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"

    def test_signing_up_is_no_way_round(self, as_guest: Client, guest: User) -> None:
        sign_up(as_guest, "carol@example.org")
        assert user_pk(as_guest) == guest.pk
        assert User.objects.get(pk=guest.pk).is_guest

    def test_a_taken_address_is_answered_like_a_new_one(
        self, as_guest: Client, alice: User
    ) -> None:
        pages = [
            sign_up(as_guest, email, follow="")
            for email in ("alice@example.org", "carol@example.org")
        ]
        assert pages[0]["Location"] == pages[1]["Location"]
        assert as_guest.get("/profile/").status_code == HTTPStatus.OK

    def test_the_first_log_in_brings_the_practice_along(
        self, as_guest: Client, guest: User, joined: list[tuple[int, int]]
    ) -> None:
        sign_up(as_guest, "carol@example.org")
        carol = User.objects.get(email="carol@example.org")
        carol.emailaddress_set.update(verified=True)  # type: ignore[attr-defined]
        log_in(as_guest, "carol@example.org")
        assert joined == [(guest.pk, carol.pk)]
        assert user_pk(as_guest) == carol.pk


def test_logging_in_tells_who_joined(
    as_guest: Client, guest: User, alice: User, joined: list[tuple[int, int]]
) -> None:
    log_in(as_guest, "alice@example.org")
    assert joined == [(guest.pk, alice.pk)]


def test_logging_in_ends_the_guest(as_guest: Client, guest: User, alice: User) -> None:
    log_in(as_guest, "alice@example.org")
    assert user_pk(as_guest) == alice.pk
    assert not User.objects.filter(pk=guest.pk).exists()


def test_a_wrong_password_joins_nobody(
    as_guest: Client, alice: User, joined: list[tuple[int, int]]
) -> None:
    log_in(as_guest, "alice@example.org", "wrong password")
    assert joined == []


def test_when_something_cannot_move_nothing_moves(guest: User, alice: User) -> None:
    def refuse(**kwargs: Any) -> None:
        raise RuntimeError

    guest_joined.connect(refuse)
    try:
        with pytest.raises(RuntimeError):
            join_guest(guest=guest, user=alice)
    finally:
        guest_joined.disconnect(refuse)
    assert User.objects.filter(pk=guest.pk).exists()


def test_a_guest_joins_once(guest: User, alice: User, joined: list[tuple[int, int]]) -> None:
    join_guest(guest=guest, user=alice)
    join_guest(guest=User(pk=joined[0][0], is_guest=True), user=alice)
    assert len(joined) == 1


def test_the_users_own_settings_win(guest: User, alice: User) -> None:
    Preferences.objects.create(user=guest, theme=Theme.DARK)
    Preferences.objects.create(user=alice, theme=Theme.LIGHT)
    join_guest(guest=guest, user=alice)
    assert Preferences.objects.get().theme == Theme.LIGHT


def test_a_user_without_settings_keeps_the_guests(guest: User, alice: User) -> None:
    Preferences.objects.create(user=guest, theme=Theme.DARK)
    join_guest(guest=guest, user=alice)
    assert Preferences.objects.of(alice).theme == Theme.DARK


def test_a_guests_consent_comes_along(guest: User, alice: User) -> None:
    agree(guest)
    join_guest(guest=guest, user=alice)
    assert has_consent(alice, Purpose.RECORDING)


def test_the_users_own_no_wins_over_the_guests_yes(guest: User, alice: User) -> None:
    agree(alice)
    withdraw_consent(user=alice, purpose=Purpose.RECORDING)
    agree(guest)
    join_guest(guest=guest, user=alice)
    assert not has_consent(alice, Purpose.RECORDING)
    assert Consent.objects.filter(user=alice).count() == 2
