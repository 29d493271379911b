"""Past interviews, and how the parts of the answers went from one to the next."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.http import SignedInRequest
from interviews.models import Interview, InterviewQuerySet
from interviews.trends import charts, points

INTERVIEWS_PER_PAGE = 20
STATES = ("finished", "unfinished")


@login_required
@require_safe
def history(request: SignedInRequest) -> HttpResponse:
    mine = Interview.objects.owned_by(request.user)
    found = _filtered(mine, request).with_answered()
    page = Paginator(found, INTERVIEWS_PER_PAGE).get_page(request.GET.get("page"))
    context = {"interviews": page.object_list, "page_obj": page, **_filters(mine, request)}
    return render(request, "interviews/history.html", context)


@login_required
@require_safe
def progress(request: SignedInRequest) -> HttpResponse:
    mine = Interview.objects.owned_by(request.user)
    series = points(_filtered(mine, request).rolled_up())
    context = {"points": series, "charts": charts(series), **_filters(mine, request)}
    return render(request, "interviews/progress.html", context)


def _filtered(interviews: InterviewQuerySet, request: SignedInRequest) -> InterviewQuerySet:
    """By question bank and state, where they are known ones."""
    bank = request.GET.get("bank", "").replace("\0", "")  # PostgreSQL looks for none
    if bank:
        interviews = interviews.filter(bank_title=bank)
    match request.GET.get("state"):
        case "finished":
            return interviews.finished()
        case "unfinished":
            return interviews.unfinished()
    return interviews


def _filters(interviews: InterviewQuerySet, request: SignedInRequest) -> dict[str, object]:
    state = request.GET.get("state", "")
    titles = interviews.order_by("bank_title").values_list("bank_title", flat=True).distinct()
    return {
        "bank_titles": list(titles),
        "bank_title": request.GET.get("bank", ""),
        "state": state if state in STATES else "",
    }
