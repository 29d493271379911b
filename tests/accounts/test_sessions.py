from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from accounts.sessions import signed_in
from tests.accounts.acts import log_in


@pytest.fixture
def key(as_alice: Client) -> str:
    return as_alice.session.session_key or ""


def still_signed_in(key: str, user: int) -> bool:
    return bool(signed_in([(key, user)]))


def test_a_session_stands_for_its_user(key: str, alice: User) -> None:
    assert still_signed_in(key, alice.pk)


def test_it_stands_for_nobody_else(key: str, bob: User) -> None:
    assert not still_signed_in(key, bob.pk)


def test_it_ends_by_logging_out(key: str, as_alice: Client, alice: User) -> None:
    as_alice.post("/accounts/logout/")
    assert not still_signed_in(key, alice.pk)


def test_it_ends_with_its_time(key: str, alice: User) -> None:
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert not still_signed_in(key, alice.pk)


def test_it_ends_when_the_password_changes_elsewhere(key: str, alice: User) -> None:
    alice.set_password("another password")
    alice.save()
    assert not still_signed_in(key, alice.pk)


def test_it_ends_when_the_account_is_disabled(key: str, alice: User) -> None:
    User.objects.update(is_active=False)
    assert not still_signed_in(key, alice.pk)


def test_it_ends_with_the_account(key: str, alice: User) -> None:
    pk = alice.pk
    alice.delete()
    assert not still_signed_in(key, pk)


def test_a_guests_ends_when_they_join_an_account(
    as_guest: Client, guest: User, alice: User
) -> None:
    key = as_guest.session.session_key or ""
    log_in(as_guest, "alice@example.org")
    assert not still_signed_in(key, guest.pk)


@pytest.mark.parametrize("forged", ["", "x", "a" * 32, "\x00", "💥"])
def test_a_forged_key_stands_for_nobody(alice: User, forged: str) -> None:
    assert not still_signed_in(forged, alice.pk)


def test_each_of_many_is_judged_by_itself(key: str, alice: User, bob: User) -> None:
    pairs = [(key, alice.pk), (key, bob.pk), ("x" * 32, alice.pk)]
    assert signed_in(pairs) == {(key, alice.pk)}


def test_asking_costs_two_queries_and_leaves_the_session_alone(
    key: str, alice: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        still_signed_in(key, alice.pk)
    assert Session.objects.filter(session_key=key).exists()
