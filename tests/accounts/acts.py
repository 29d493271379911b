"""What people do on the account pages."""

from typing import Any

from django.http import HttpResponse
from django.test import Client

from accounts.models import User

PASSWORD = "correct horse battery"


def log_in(client: Client, email: str, password: str = PASSWORD, **more: Any) -> HttpResponse:
    return client.post("/accounts/login/", {"login": email, "password": password, **more})  # type: ignore[return-value]


def sign_up(client: Client, email: str, password: str = PASSWORD, **more: Any) -> HttpResponse:
    return client.post("/accounts/signup/", {"email": email, "password1": password, **more})  # type: ignore[return-value]


def user_pk(client: Client) -> int | None:
    """Whose session the client has."""
    pk = client.session.get("_auth_user_id")
    return int(pk) if pk else None


def who(client: Client) -> User:
    return User.objects.get(pk=client.session["_auth_user_id"])
