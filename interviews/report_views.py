"""The report of an interview: what was answered, attempts compared, and the summary of it all."""

import asyncio
from contextlib import suppress
from uuid import UUID

from asgiref.sync import sync_to_async
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import aget_object_or_404, get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.http import SignedInRequest
from interviews import narrating
from interviews.comparisons import SideBySide, side_by_side
from interviews.live import wiring
from interviews.live.resuming import resume, unjudged, wait_for_others
from interviews.models import Attempt, Interview
from interviews.reports import Report, narrative_context, report_context
from interviews.services import rate_attempt

READING_PATIENCE = 50.0  # seconds for a page that shows that it waits
WRITING_PATIENCE = 30.0


@login_required
@require_safe
def report(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Of an interview that goes on, too, once something has been answered."""
    interview = get_object_or_404(Interview.objects.owned_by(request.user), pk=pk)
    interview.owner = request.user  # spares a query
    whole = Report.of(interview)
    if not interview.is_finished and not whole.summary.answered:
        return redirect("room", interview.pk)
    context = report_context(whole) | _writing(whole)
    return render(request, "interviews/report.html", context)


def _writing(whole: Report) -> dict[str, bool]:
    """Whether a model is still to write the summary, and whether it may write another."""
    has_model = wiring.language_model() is not None
    return {
        "narrative_waits": has_model and narrating.may_write(whole),
        "may_write_again": has_model and narrating.may_write(whole, anew=True),
    }


@login_required
@require_POST
async def narrative(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Have a model sum the interview up; `anew`: once more. Answers with that part of the page."""
    mine = Interview.objects.owned_by(await request.auser())
    interview = await aget_object_or_404(mine, pk=pk)
    narrator = wiring.narrator()
    if narrator is None:
        raise Http404
    with suppress(TimeoutError):
        async with asyncio.timeout(WRITING_PATIENCE):
            await narrator.sum_up(
                interview.pk, anew="anew" in request.POST, calls_an_hour=wiring.calls_an_hour()
            )
    if "HX-Request" not in request.headers:
        return redirect("report", interview.pk)
    return await sync_to_async(_narrative)(request, interview.pk)


def _narrative(request: HttpRequest, pk: UUID) -> HttpResponse:
    whole = Report.of(Interview.objects.get(pk=pk))
    context = narrative_context(whole) | _writing(whole) | {"narrative_waits": False}
    return render(request, "interviews/_narrative.html", context)


@login_required
@require_POST
async def reading(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Have read what no coach has read yet; a report asks for it that shows such answers."""
    mine = Interview.objects.owned_by(await request.auser()).filter(pk=pk)
    answers = Attempt.objects.unjudged().filter(turn__interview__in=mine)
    waiting = [each async for each in answers.values_list("pk", flat=True)]
    with suppress(TimeoutError):
        async with asyncio.timeout(READING_PATIENCE):
            await resume(waiting, judge=wiring.judge(), calls_an_hour=wiring.calls_an_hour())
            await wait_for_others(waiting)
    if len(await unjudged(waiting)) < len(waiting):
        return HttpResponse(headers={"HX-Refresh": "true"})
    return await sync_to_async(render)(request, "interviews/_not_read.html")


@login_required
@require_safe
def comparison(request: SignedInRequest, pk: UUID, turn: int) -> HttpResponse:
    """Any two attempts at one question; without numbers that fit, the first and the best."""
    interview = get_object_or_404(Interview.objects.owned_by(request.user), pk=pk)
    found = get_object_or_404(interview.turns, pk=turn)
    attempts = list(found.attempts.filter(submitted_at__isnull=False))
    pair = _chosen(request, attempts) or side_by_side(attempts)
    context = {"interview": interview, "turn": found, "attempts": attempts, "pair": pair}
    return render(request, "interviews/comparison.html", context | {"choices": _choices(pair)})


def _chosen(request: HttpRequest, attempts: list[Attempt]) -> SideBySide | None:
    by_number = {str(each.number): each for each in attempts}
    earlier = by_number.get(request.GET.get("earlier", ""))
    later = by_number.get(request.GET.get("later", ""))
    return SideBySide(earlier, later) if earlier and later and earlier != later else None


def _choices(pair: SideBySide | None) -> list[tuple[str, str, int]]:
    """Name, label and chosen number of the two lists of attempts."""
    if pair is None:
        return []
    return [
        ("earlier", _("Compare"), pair.earlier.number),
        ("later", _("with"), pair.later.number),
    ]


@login_required
@require_POST
def self_rating(request: SignedInRequest, pk: UUID, attempt: UUID) -> HttpResponse:
    """What a student thinks of an answer that no coach has seen yet."""
    mine = Attempt.objects.filter(turn__interview__owner=request.user, turn__interview=pk)
    found = get_object_or_404(mine, pk=attempt)
    is_kept = rate_attempt(attempt=found, rating=request.POST.dict())
    return HttpResponse(status=204 if is_kept else 409)
