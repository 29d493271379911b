from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _


class GreenroomAdminSite(AdminSite):
    """Django's admin under our name. Its log-in is the site's own, rate limits included."""

    site_header = _("Greenroom")
    site_title = _("Greenroom")
    index_title = _("Question banks and people")

    @method_decorator(secure_admin_login)
    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().login(request, extra_context)
