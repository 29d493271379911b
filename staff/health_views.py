"""How questions fare, for those who write them. Nobody's answers, and nothing about a few."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.roles import allowed_to, may_see_health
from interviews.models import QuestionBank
from staff.health import PERIODS, roll_up
from staff.health_picture import missing_picture
from staff.models import QuestionFigures
from staff.telling import FEWEST_STUDENTS

QUESTIONS_PER_PAGE = 50
PERIOD_NAMES = {
    90: gettext_lazy("Last 90 days"),
    365: gettext_lazy("Last year"),
    0: gettext_lazy("Ever"),
}
# What the table is sorted by, in the order of its columns.
COLUMNS = {
    "question": ("question__text", gettext_lazy("Question")),
    "asked": ("told_asked", gettext_lazy("Asked")),
    "answered": ("told_answered", gettext_lazy("Answered")),
    "skipped": ("told_skipped", gettext_lazy("Skipped")),
    "words": ("told_words", gettext_lazy("Words")),
    "situation": ("told_first_situation", gettext_lazy("No S")),
    "task": ("told_first_task", gettext_lazy("No T")),
    "action": ("told_first_action", gettext_lazy("No A")),
    "result": ("told_first_result", gettext_lazy("No R")),
    "gain": ("told_gain", gettext_lazy("Gain")),
    "avatar": ("told_avatar", gettext_lazy("Avatar failed")),
    "heard": ("told_unheard", gettext_lazy("Not written down")),
}
USUAL = "-result"


@dataclass(frozen=True)
class Column:
    """A column's head: where its link leads, and how it is sorted now ("" if it is not)."""

    name: str
    link: str
    sorted: str


@allowed_to(may_see_health)
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    banks = list(QuestionBank.objects.order_by("title"))
    chosen = next((each for each in banks if each.slug == request.GET.get("bank")), None)
    days = _days(request.GET.get("days", ""))
    every = QuestionFigures.objects.filter(days=days)
    if chosen:
        every = every.filter(question__bank=chosen)
    order = request.GET.get("order", USUAL)
    tellable = every.tellable().with_shares()
    page = Paginator(_sorted(tellable, order), QUESTIONS_PER_PAGE).get_page(request.GET.get("page"))
    newest = QuestionFigures.objects.newest()
    context = {
        "banks": banks,
        "bank": chosen,
        "days": days,
        "periods": PERIOD_NAMES.items(),
        "columns": _columns(order),
        "page_obj": page,
        "picture": missing_picture(tellable),
        "untold": every.count() - page.paginator.count,
        "fewest": FEWEST_STUDENTS,
        "newest": newest,
        "may_count": newest is None or newest.is_stale,
    }
    return render(request, "staff/health.html", context)


@allowed_to(may_see_health)
@require_POST
def refresh(request: HttpRequest) -> HttpResponse:
    """Count now where the night did not; seconds on a large site.

    Not as often as one likes: looked at before and after, figures would tell of one answer.
    """
    newest = QuestionFigures.objects.newest()
    if newest and not newest.is_stale:
        messages.info(request, _("These figures were counted less than a day ago."))
    else:
        roll_up()
        messages.success(request, _("The figures are up to date."))
    return redirect("staff_health")


def _days(asked: str) -> int:
    return next((days for days in PERIODS if str(days) == asked), PERIODS[0])


def _sorted(figures: Any, order: str) -> Any:
    """By a column; what has no value comes last either way. Unknown ones sort as usual."""
    name = order.removeprefix("-")
    if name not in COLUMNS:
        order, name = USUAL, USUAL.removeprefix("-")
    field = F(COLUMNS[name][0])
    by = field.desc(nulls_last=True) if order.startswith("-") else field.asc(nulls_last=True)
    return figures.select_related("question__bank").order_by(by, "pk")


def _columns(order: str) -> list[Column]:
    """Pressed again, a column is sorted the other way; figures begin with the largest."""
    columns = []
    for name, (_field, label) in COLUMNS.items():
        first = name if name == "question" else f"-{name}"
        other = f"-{name}" if first == name else name
        is_sorted = {name: "ascending", f"-{name}": "descending"}.get(order, "")
        columns.append(Column(str(label), other if order == first else first, is_sorted))
    return columns
