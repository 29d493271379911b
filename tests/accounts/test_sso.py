"""Logging in through the institution, by OpenID Connect."""

from http import HTTPStatus

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from tests.accounts.acts import user_pk, who

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.urls_with_sso")]

DANA = {"sub": "4711", "email": "dana@example.edu", "email_verified": True, "name": "Dana Dee"}


@pytest.fixture(autouse=True)
def _configured(settings: Settings) -> None:
    app = {
        "provider_id": "sso",
        "name": "Northfield",
        "client_id": "greenroom",
        "settings": {"server_url": "http://127.0.0.1:9"},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}


def arrive(client: Client, person: dict[str, object]) -> None:
    client.post("/arrival/", person, content_type="application/json", headers={"accept": "*/*"})


def test_the_log_in_page_offers_it(client: Client) -> None:
    page = client.get("/accounts/login/?next=/profile/").text
    assert "/accounts/oidc/sso/login/?process=login&amp;next=%2Fprofile%2F" in page
    assert "Log in with Northfield" in page


def test_when_the_other_site_is_down_a_page_says_so(client: Client) -> None:
    page = client.get("/accounts/oidc/sso/login/")
    assert page.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert "could not log you in" in page.text


def test_a_first_visit_makes_an_account(client: Client) -> None:
    arrive(client, DANA)
    assert (who(client).email, who(client).name) == ("dana@example.edu", "Dana Dee")


def test_a_second_visit_finds_it_again(client: Client) -> None:
    arrive(client, DANA)
    arrive(Client(), DANA)
    assert User.objects.count() == 1


def test_a_guest_joins_the_account(as_guest: Client, guest: User) -> None:
    arrive(as_guest, DANA)
    assert User.objects.get().email == "dana@example.edu"
    assert user_pk(as_guest) != guest.pk


def test_an_account_with_that_address_is_the_same_person(client: Client) -> None:
    dana = User.objects.create_user("dana@example.edu", "correct horse battery")
    EmailAddress.objects.create(user=dana, email=dana.email, primary=True, verified=True)
    arrive(client, DANA)
    assert user_pk(client) == dana.pk


def test_who_took_the_address_without_confirming_it_is_locked_out(client: Client) -> None:
    squatter = User.objects.create_user("dana@example.edu", "correct horse battery")
    EmailAddress.objects.create(user=squatter, email=squatter.email, primary=True)
    arrive(client, DANA)
    squatter.refresh_from_db()
    assert not squatter.has_usable_password()


def test_an_unconfirmed_address_opens_nobodys_account(client: Client, alice: User) -> None:
    arrive(client, {**DANA, "email": alice.email, "email_verified": False})
    assert user_pk(client) != alice.pk


def test_a_guest_who_is_asked_for_an_address_joins_all_the_same(
    as_guest: Client, guest: User
) -> None:
    arrive(as_guest, {"sub": "4712", "name": "Dana Dee"})
    as_guest.post("/accounts/sso/signup/", {"email": "dana@example.edu"})
    assert User.objects.get().email == "dana@example.edu"


def test_a_guest_who_leaves_is_not_taken_along(as_guest: Client, guest: User) -> None:
    as_guest.post("/accounts/logout/")
    arrive(as_guest, DANA)
    assert User.objects.filter(pk=guest.pk).exists()
