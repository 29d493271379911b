from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from accounts.roles import may_run_site
from costs.models import Budget


@admin.register(Budget)
class BudgetAdmin(admin.ModelAdmin):
    """For administrators: whoever sets a budget decides what students get."""

    list_display = ("__str__", "scope", "period", "amount")

    def _is_administrator(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_run_site(request.user)

    def save_model(self, request: HttpRequest, obj: Budget, form: Any, change: Any) -> None:
        """Of a new amount staff are told anew how much is used."""
        super().save_model(request, obj, form, change)
        if "amount" in form.changed_data:
            obj.alerts.all().delete()

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self._is_administrator(request)

    has_view_permission = has_change_permission = has_delete_permission = _is_administrator

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self._is_administrator(request)
