from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _


class GreenroomAdminSite(AdminSite):
    """Django's admin under our name. Its log-in is the site's own, rate limits included."""

    site_header = _("Greenroom")
    site_title = _("Greenroom")
    index_title = _("Question banks and people")


GreenroomAdminSite.login = secure_admin_login(GreenroomAdminSite.login)  # type: ignore[method-assign]
