from django.http import HttpRequest

from accounts.models import User


class SignedInRequest(HttpRequest):
    """A request behind `login_required`: somebody is signed in, perhaps as a guest."""

    user: User
