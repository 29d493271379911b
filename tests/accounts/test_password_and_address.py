from http import HTTPStatus

from django.core import mail
from django.test import Client

from accounts.models import User
from tests.accounts.acts import PASSWORD, log_in, user_pk

NEW = "a brand new password"


def ask_for_a_link(client: Client, email: str) -> str:
    client.post("/accounts/password/reset/", {"email": email})
    return next(word for word in str(mail.outbox[-1].body).split() if "/reset/key/" in word)


def choose(client: Client, link: str) -> None:
    form = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": NEW, "password2": NEW})


def test_a_link_sets_a_new_password(client: Client, alice: User) -> None:
    choose(client, ask_for_a_link(client, "alice@example.org"))
    log_in(client, "alice@example.org", NEW)
    assert user_pk(client) == alice.pk


def test_a_link_works_once(client: Client, alice: User) -> None:
    link = ask_for_a_link(client, "alice@example.org")
    choose(client, link)
    assert "no longer valid" in Client().get(link, follow=True).text


def test_a_new_password_ends_all_sessions(client: Client, as_alice: Client, alice: User) -> None:
    choose(client, ask_for_a_link(client, "alice@example.org"))
    assert as_alice.get("/profile/").status_code == HTTPStatus.FOUND


def test_an_unknown_address_is_answered_like_a_known_one(client: Client, alice: User) -> None:
    known = client.post("/accounts/password/reset/", {"email": "alice@example.org"})
    unknown = client.post("/accounts/password/reset/", {"email": "nemo@example.org"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert len(mail.outbox) == 2


def test_the_mail_names_only_this_site(client: Client, alice: User) -> None:
    refused = client.post(
        "/accounts/password/reset/",
        {"email": "alice@example.org"},
        headers={"host": "evil.example"},
    )
    assert refused.status_code == HTTPStatus.BAD_REQUEST
    assert mail.outbox == []


def test_changing_the_password_ends_the_other_sessions_only(as_alice: Client, alice: User) -> None:
    elsewhere = Client()
    elsewhere.force_login(alice)
    changed = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    as_alice.post("/accounts/password/change/", changed)
    seen = [client.get("/profile/").status_code for client in (as_alice, elsewhere)]
    assert seen == [HTTPStatus.OK, HTTPStatus.FOUND]


def test_a_changed_password_is_told_by_mail(as_alice: Client, alice: User) -> None:
    alice.emailaddress_set.create(email=alice.email, primary=True)  # type: ignore[attr-defined]
    changed = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    as_alice.post("/accounts/password/change/", changed)
    assert [message.subject for message in mail.outbox] == ["Your password was changed"]


def test_changing_the_address_asks_for_the_password_first(as_alice: Client) -> None:
    asked = as_alice.post("/accounts/email/", {"action_add": "", "email": "new@example.org"})
    assert asked["Location"].startswith("/accounts/reauthenticate/")


def test_a_new_address_counts_once_it_is_confirmed(as_alice: Client, alice: User) -> None:
    alice.emailaddress_set.create(  # type: ignore[attr-defined]
        email=alice.email, primary=True, verified=True
    )
    as_alice.post("/accounts/reauthenticate/?next=/profile/", {"password": PASSWORD})
    as_alice.post("/accounts/email/", {"action_add": "", "email": "new@example.org"})
    alice.refresh_from_db()
    before = alice.email
    link = next(word for word in str(mail.outbox[-1].body).split() if "/confirm-email/" in word)
    as_alice.post(link)
    alice.refresh_from_db()
    assert (before, alice.email) == ("alice@example.org", "new@example.org")
