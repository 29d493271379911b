"""Where whoever runs banks or answers for their use begins."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.roles import (
    allowed_to,
    has_staff_area,
    may_edit_banks,
    may_run_site,
    may_see_health,
    may_see_use,
)
from costs.budgets import TOLD_AT, site_standings


@allowed_to(has_staff_area)
@require_safe
def staff_home(request: HttpRequest) -> HttpResponse:
    standings = site_standings() if may_see_use(request.user) else []
    context = {
        "strained": [each for each in standings if each.percent >= TOLD_AT[0]],
        "may_edit_banks": may_edit_banks(request.user),
        "may_see_use": may_see_use(request.user),
        "may_see_health": may_see_health(request.user),
        "may_run_site": may_run_site(request.user),
    }
    return render(request, "staff/home.html", context)
