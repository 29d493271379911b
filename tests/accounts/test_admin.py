from http import HTTPStatus

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialApp
from django.contrib import admin
from django.test import Client

from accounts.models import Consent, Purpose, User
from accounts.services import give_consent
from tests.accounts.acts import PASSWORD, log_in


@pytest.fixture
def as_admin(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("root@example.org", PASSWORD))
    return client


def test_the_admin_has_no_log_in_of_its_own(client: Client, db: None) -> None:
    assert (
        client.get("/admin/login/?next=/admin/")["Location"] == "/accounts/login/?next=%2Fadmin%2F"
    )


@pytest.mark.parametrize("name", ["as_alice", "as_guest"])
def test_students_and_guests_do_not_get_in(request: pytest.FixtureRequest, name: str) -> None:
    client: Client = request.getfixturevalue(name)
    assert client.get("/admin/", follow=True).status_code == HTTPStatus.FORBIDDEN


def test_users_are_found_by_address(as_admin: Client, alice: User, bob: User) -> None:
    page = as_admin.get("/admin/accounts/user/?q=alice@").text
    assert "alice@example.org" in page
    assert "bob@example.org" not in page


def test_a_user_is_added_by_address(as_admin: Client, client: Client) -> None:
    made = {"email": "Dan@Example.org", "password1": PASSWORD, "password2": PASSWORD}
    as_admin.post("/admin/accounts/user/add/", {**made, "usable_password": "true"})
    assert log_in(client, "dan@example.org").status_code == HTTPStatus.FOUND


def test_a_new_address_replaces_the_old_for_log_in(as_admin: Client, alice: User) -> None:
    EmailAddress.objects.create(user=alice, email=alice.email, primary=True, verified=True)
    page = as_admin.get(f"/admin/accounts/user/{alice.pk}/change/")
    form = page.context["adminform"].form
    values = {name: form[name].value() for name in ("name", "is_active")}
    consents = {"consents-TOTAL_FORMS": 0, "consents-INITIAL_FORMS": 0}
    as_admin.post(page.request["PATH_INFO"], {**values, **consents, "email": "al@example.org"})
    assert list(EmailAddress.objects.filter(user=alice).values_list("email")) == [
        ("al@example.org",)
    ]


def test_consents_are_shown_and_not_edited(as_admin: Client, alice: User) -> None:
    give_consent(user=alice, purpose=Purpose.RECORDING, version="2026-11", text="words")
    page = as_admin.get(f"/admin/accounts/user/{alice.pk}/change/").text
    assert Consent.objects.get().text_sha256 in page
    assert 'name="consents-0-version"' not in page


def test_secrets_of_other_log_ins_are_not_shown() -> None:
    assert not admin.site.is_registered(SocialApp)
