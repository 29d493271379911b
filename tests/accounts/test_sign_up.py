from http import HTTPStatus

import pytest
from allauth.account.models import EmailAddress
from allauth.core.context import request_context
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib.auth import get_user
from django.contrib.messages.storage.session import SessionStorage
from django.core import mail
from django.core.handlers.wsgi import WSGIRequest
from django.test import Client, RequestFactory
from pytest_django import Settings

from accounts.forms import SignUpForm
from accounts.models import User
from tests.accounts.acts import log_in, sign_up, user_pk, who

pytestmark = pytest.mark.django_db

CAROL = {"email": "carol@example.org", "password1": "correct horse battery"}


@pytest.fixture
def confirmation_needed(settings: Settings) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"


def link_in_mail() -> str:
    body = str(mail.outbox[-1].body)
    return next(word for word in body.split() if "/accounts/" in word)


def test_signing_up_logs_in(client: Client) -> None:
    sign_up(client, "Carol@Example.org")
    assert who(client).email == "carol@example.org"


def test_signing_up_sends_a_link_to_confirm_the_address(client: Client) -> None:
    sign_up(client, "carol@example.org")
    client.post(link_in_mail())
    assert EmailAddress.objects.get(email="carol@example.org").verified


def test_a_short_password_is_refused_with_a_link_to_the_field(client: Client) -> None:
    page = sign_up(client, "carol@example.org", "too short").text
    assert 'href="#id_password1"' in page
    assert "<title>Error: Sign up" in page


def test_a_taken_address_is_refused(client: Client, alice: User) -> None:
    sign_up(client, "alice@example.org", "another password")
    assert User.objects.count() == 1
    assert user_pk(client) is None


@pytest.mark.usefixtures("confirmation_needed")
class TestWhereAddressesMustBeConfirmed:
    def test_nobody_is_logged_in_before(self, client: Client) -> None:
        sign_up(client, "carol@example.org")
        log_in(client, "carol@example.org")
        assert user_pk(client) is None

    def test_the_link_opens_the_way(self, client: Client) -> None:
        sign_up(client, "carol@example.org")
        client.post(link_in_mail())
        log_in(client, "carol@example.org")
        assert who(client).email == "carol@example.org"

    def test_a_taken_address_is_answered_like_a_new_one(self, alice: User) -> None:
        taken, new = Client(), Client()
        answers = [sign_up(taken, "alice@example.org"), sign_up(new, "carol@example.org")]
        assert {answer.status_code for answer in answers} == {HTTPStatus.FOUND}
        assert len({answer["Location"] for answer in answers}) == 1

    def test_the_owner_of_a_taken_address_is_told_by_mail(
        self, client: Client, alice: User
    ) -> None:
        sign_up(client, "alice@example.org")
        assert mail.outbox[-1].subject == "You already have an account"


def test_confirming_takes_an_address_from_who_never_confirmed_it(alice: User) -> None:
    squatter = User.objects.create_user("alice@new.example.org", "x")
    EmailAddress.objects.create(user=squatter, email="alice@new.example.org", primary=True)
    EmailAddress.objects.create(user=alice, email="alice@new.example.org")
    Client().post(_confirmation_of(alice, "alice@new.example.org"))
    alice.refresh_from_db()
    squatter.refresh_from_db()
    assert (alice.email, squatter.email) == ("alice@new.example.org", None)


def test_a_confirmed_address_is_never_taken_away(alice: User, bob: User) -> None:
    EmailAddress.objects.create(user=bob, email="bob@example.org", primary=True, verified=True)
    EmailAddress.objects.create(user=alice, email="bob@example.org")
    Client().post(_confirmation_of(alice, "bob@example.org"))
    alice.refresh_from_db()
    assert alice.email == "alice@example.org"


def _confirmation_of(user: User, email: str) -> str:
    from allauth.account.models import EmailConfirmationHMAC

    address = EmailAddress.objects.get(user=user, email=email)
    return f"/accounts/confirm-email/{EmailConfirmationHMAC.create(address).key}/"


@pytest.mark.parametrize("name", ["client", "as_guest"])
def test_two_presses_of_the_button_make_one_account(
    request: pytest.FixtureRequest, name: str
) -> None:
    page = _request_of(request.getfixturevalue(name))
    first, second = (SignUpForm(CAROL) for _ in range(2))
    assert first.is_valid()
    assert second.is_valid()
    with request_context(page):
        first.save(page)
        with pytest.raises(ImmediateHttpResponse) as led:
            second.save(page)
    assert led.value.response["Location"] == "/accounts/login/"
    assert User.objects.count() == 1


def _request_of(client: Client) -> WSGIRequest:
    """A request of this client, as the sign-up page sees it."""
    request = RequestFactory().post("/accounts/signup/")
    request.session = client.session
    request.user = get_user(request)
    request._messages = SessionStorage(request)  # type: ignore[attr-defined]
    return request
