from typing import Any

from allauth.socialaccount import admin as _allauth_admin  # noqa: F401  registers what we take out
from allauth.socialaccount.models import SocialApp, SocialToken
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.forms import NewUserForm, UserForm
from accounts.models import Consent, User
from accounts.roles import Role
from accounts.services import replace_email

# Single sign-on is configured by the environment; the admin need not show its secrets.
admin.site.unregister([SocialApp, SocialToken])


class ConsentInline(admin.TabularInline):
    """What the person agreed to, and when. Evidence: nobody edits it."""

    model = Consent
    fields = ("purpose", "version", "given_at", "withdrawn_at", "text_sha256")
    readonly_fields = fields
    can_delete = False
    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    form = UserForm
    add_form = NewUserForm
    inlines = (ConsentInline,)
    ordering = ("-date_joined",)
    list_display = ("__str__", "email", "is_guest", "is_staff", "is_active", "last_login")
    list_filter = ("is_guest", "is_staff", "is_active", "groups")
    search_fields = ("email", "name")
    readonly_fields = ("is_guest", "last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("email", "password", "name", "is_guest")}),
        (
            _("Permissions"),
            {"fields": ("is_active", "is_staff", "is_superuser", "groups", "user_permissions")},
        ),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"fields": ("email", "usable_password", "password1", "password2")}),)

    def get_inlines(self, request: HttpRequest, obj: User | None) -> Any:
        return self.inlines if obj else ()

    def save_model(self, request: HttpRequest, obj: User, form: Any, *args: Any) -> None:
        super().save_model(request, obj, form, *args)
        if "email" in form.changed_data:
            replace_email(user=obj)

    def save_related(self, request: HttpRequest, form: Any, *args: Any) -> None:
        """Whoever is given a role may use the admin: the group alone would open nothing."""
        super().save_related(request, form, *args)
        user: User = form.instance
        if not user.is_staff and user.groups.filter(name__in=list(Role)).exists():
            user.is_staff = True
            user.save(update_fields=["is_staff"])
