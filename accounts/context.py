"""What every template may know of the person reading it."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject

from accounts.models import Preferences


def reader(request: HttpRequest) -> dict[str, Any]:
    """`preferences` (read from the database when first used) and `guests_allowed`."""
    user = getattr(request, "user", AnonymousUser())  # an error page may come before the session
    return {
        "preferences": SimpleLazyObject(lambda: Preferences.objects.of(user)),
        "guests_allowed": _guests_allowed(),
    }


def _guests_allowed() -> bool:
    """The site lets guests in by having an address for it (`accounts.guest_urls`)."""
    try:
        reverse("guest_start")
    except NoReverseMatch:
        return False
    return True
