"""Guests, the profile, and consent. Log-in and sign-up themselves are django-allauth's."""

import logging
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from allauth.account.utils import get_login_redirect_url
from allauth.account.views import LogoutView
from allauth.decorators import rate_limit
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from requests import RequestException

from accounts.consents import WORDINGS, Wording
from accounts.forms import PreferencesForm
from accounts.http import SignedInRequest
from accounts.models import Preferences, Purpose, User
from accounts.services import give_consent, has_consent, withdraw_consent

logger = logging.getLogger(__name__)

View = Callable[..., HttpResponse]


@require_POST
@rate_limit(action="guest")  # type: ignore[untyped-decorator]
def guest_start(request: HttpRequest) -> HttpResponse:
    """Let somebody practise at once. Who is logged in goes on as they are."""
    if not request.user.is_authenticated:
        login(request, User.objects.create_guest())
    return HttpResponseRedirect(get_login_redirect_url(request))


def without_account(view: View) -> View:
    """For log-in and sign-up: strangers and guests. Who has an account is sent on."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and not request.user.is_guest:
            return HttpResponseRedirect(get_login_redirect_url(request))
        return view(request, *args, **kwargs)

    return inner


def with_account(view: View) -> View:
    """For what only an account has: an address and a password. Guests are asked to sign up."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and request.user.is_guest:
            return redirect("account_signup")
        return view(request, *args, **kwargs)

    return inner


def where_reachable(view: View) -> View:
    """For log-in through another site: when that site is down, say so."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except RequestException as error:
            logger.warning("single sign-on is unreachable: %s", type(error).__name__)
            page = "socialaccount/authentication_error.html"
            return render(request, page, status=HTTPStatus.SERVICE_UNAVAILABLE)

    return inner


class LogOut(LogoutView):  # type: ignore[misc]
    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Also forget, in this browser, what pages and recordings it had kept."""
        response: HttpResponse = super().post(*args, **kwargs)
        response["Clear-Site-Data"] = '"cache", "storage"'
        return response


@login_required
def profile(request: SignedInRequest) -> HttpResponse:
    form = PreferencesForm(
        request.POST if request.method == "POST" else None,
        instance=Preferences.objects.of(request.user),
    )
    if form.is_valid():
        form.save()
        messages.success(request, _("Your settings are saved."))
        return redirect("profile")
    consents = [
        (wording, has_consent(request.user, purpose)) for purpose, wording in WORDINGS.items()
    ]
    return render(request, "accounts/profile.html", {"form": form, "consents": consents})


@login_required
@require_POST
def consent(request: SignedInRequest, purpose: str) -> HttpResponse:
    wording = _wording(purpose)
    give_consent(
        user=request.user, purpose=wording.purpose, version=wording.version, text=wording.text
    )
    return _noted(request)


@login_required
@require_POST
def consent_withdrawal(request: SignedInRequest, purpose: str) -> HttpResponse:
    withdraw_consent(user=request.user, purpose=_wording(purpose).purpose)
    return _noted(request)


def _wording(purpose: str) -> Wording:
    if purpose not in Purpose.values:
        raise Http404
    return WORDINGS[Purpose(purpose)]


def _noted(request: HttpRequest) -> HttpResponse:
    """No content for a page that goes on by itself, the profile for a plain form."""
    return HttpResponse(status=204) if "HX-Request" in request.headers else redirect("profile")
