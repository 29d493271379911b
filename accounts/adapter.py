"""Where django-allauth asks how accounts work here: guests, limits, safe addresses."""

from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.ratelimit import respond_429
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.models import User
from accounts.services import claim_guest, guest_in, join_guest, release_unproven

RETURNING = "guest_returning"  # in the session: the guest who went to another site to log in


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def new_user(self, request: HttpRequest) -> User:
        """A guest signs up: their own row becomes the account, with all that hangs on it.

        Not where an address must be confirmed first. There the guest stays a guest, whether the
        address was free or taken (which must not show), and joins the account at its first log-in.
        """
        must_confirm = app_settings.EMAIL_VERIFICATION == "mandatory"
        return (None if must_confirm else claim_guest(request)) or User()

    def save_user(self, request: HttpRequest, user: User, *args: Any, **kwargs: Any) -> User:
        user.is_guest = False
        return super().save_user(request, user, *args, **kwargs)  # type: ignore[no-any-return]

    def login(self, request: HttpRequest, user: User) -> None:
        """All steps are passed: who practised as a guest brings that into their account."""
        guest = guest_in(request) or _guest_returning(request)
        if guest and guest.pk != user.pk:
            join_guest(guest=guest, user=user)
        super().login(request, user)

    def logout(self, request: HttpRequest) -> None:
        """django-allauth also logs out whom another site sends back, just before their log-in."""
        super().logout(request)
        guest = getattr(request, "guest_returning", None)
        if guest:
            request.session[RETURNING] = guest.pk

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Answer 429 to one guess too many.

        The owner's own session is not held up by strangers' guesses: confirming the password there
        has a limit of its own ("reauthenticate").
        """
        email = credentials.get("email", "").lower()
        if request.user.is_authenticated and email == request.user.email:
            return
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as error:
            raise ImmediateHttpResponse(respond_429(request)) from error

    def confirm_email(self, request: HttpRequest, email_address: Any) -> bool:
        release_unproven(email=email_address.email, owner=email_address.user)
        return bool(super().confirm_email(request, email_address))

    def is_safe_url(self, url: str) -> bool:
        """Only this site, as reached now: no other host or port that happens to be trusted."""
        request = context.request
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("profile")


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    def new_user(self, request: HttpRequest, sociallogin: Any) -> User:
        """Always a row of its own: a guest's would look like an account that exists already."""
        return User()

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        request.guest_returning = guest_in(request)  # type: ignore[attr-defined]

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> User:
        user: User = super().populate_user(request, sociallogin, data)
        user.name = (data.get("name") or "")[: User._meta.get_field("name").max_length]
        return user


def _guest_returning(request: HttpRequest) -> User | None:
    pk = request.session.pop(RETURNING, None)
    return User.objects.filter(pk=pk, is_guest=True).first() if pk else None
