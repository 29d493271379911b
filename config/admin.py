from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.decorators import secure_admin_login
from auditlog.context import set_actor
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _


class GreenroomAdminSite(AdminSite):
    """Django's admin under our name. Its log-in is the site's own, rate limits included."""

    site_header = _("Greenroom")
    site_title = _("Greenroom")
    index_title = _("Question banks and people")

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Any:  # noqa: FBT001, FBT002
        """What is changed within is on record with who did it."""
        wrapped = super().admin_view(view, cacheable)

        @wraps(wrapped)
        def recorded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            with set_actor(request.user):
                return wrapped(request, *args, **kwargs)

        return recorded

    @method_decorator(secure_admin_login)
    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().login(request, extra_context)
