"""Alice and Bob have accounts; a guest has pressed "Practise now"."""

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from tests.accounts.acts import PASSWORD


@pytest.fixture(autouse=True)
def _quick(settings: Settings) -> None:
    """Hash passwords quickly, and link to static files that nobody collected."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


@pytest.fixture
def alice(db: None) -> User:
    return User.objects.create_user("alice@example.org", PASSWORD, name="Alice")


@pytest.fixture
def bob(db: None) -> User:
    return User.objects.create_user("bob@example.org", PASSWORD, name="Bob")


@pytest.fixture
def as_alice(alice: User) -> Client:
    client = Client()
    client.force_login(alice)
    return client


@pytest.fixture
def as_guest(db: None) -> Client:
    client = Client()
    client.post("/accounts/guest/")
    return client


@pytest.fixture
def guest(as_guest: Client) -> User:
    return User.objects.get(pk=as_guest.session["_auth_user_id"])
