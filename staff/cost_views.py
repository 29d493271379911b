"""What paid services cost: by day, question bank and provider, never by student."""

import csv
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.roles import allowed_to, may_run_site, may_see_use
from costs.budgets import site_standings
from costs.wiring import currency
from interviews.spreadsheets import MARK, harmless
from staff.cost_report import FIGURES, PERIODS, Report, report

USUAL = 30  # days
PLACES = {"cost": 2, "live": 1, "hearing": 1, "speaking": 1, "tokens": 1}


@allowed_to(may_see_use)
@require_safe
def costs(request: HttpRequest) -> HttpResponse:
    days = _days(request)
    context = {
        "report": report(timezone.localdate(), days),
        "days": days,
        "periods": PERIODS,
        "standings": site_standings(),
        "currency": currency(),
        "may_run_site": may_run_site(request.user),
    }
    return render(request, "staff/costs.html", context)


@allowed_to(may_see_use)
@require_safe
def download(request: HttpRequest) -> HttpResponse:
    found = report(timezone.localdate(), _days(request))
    disposition = {"Content-Disposition": 'attachment; filename="costs.csv"'}
    answer = HttpResponse(MARK, content_type="text/csv; charset=utf-8", headers=disposition)
    writer = csv.writer(answer, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(
        [
            _("By"),
            _("What"),
            currency(),
            _("Live minutes"),
            _("Speech minutes"),
            _("Thousand characters"),
            _("Thousand tokens"),
        ]
    )
    writer.writerows(_lines(found))
    return answer


def _lines(found: Report) -> list[list[Any]]:
    tables = ((_("Day"), found.days), (_("Bank"), found.banks), (_("Provider"), found.providers))
    return [
        [by, harmless(str(row.name)), *[_rounded(row, name) for name in FIGURES]]
        for by, rows in tables
        for row in rows
    ]


def _rounded(row: Any, name: str) -> float:
    return round(float(getattr(row, name)), PLACES[name])


def _days(request: HttpRequest) -> int:
    asked = request.GET.get("days", "")
    return next((days for days in PERIODS if str(days) == asked), USUAL)
