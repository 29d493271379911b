"""Pages of the interview. A view finds, calls one thing and renders; access is in the lookup."""

from uuid import UUID

from django.contrib.admin.views.decorators import staff_member_required
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import SignedInRequest
from accounts.models import Preferences, Rung
from interviews import byte_ranges, progress, services
from interviews.forms import SetupForm
from interviews.live import wiring
from interviews.models import Attempt, Interview, QuestionBank
from interviews.reports import report_context
from interviews.rooms import room_context

INTERVIEWS_PER_PAGE = 20
SHOWN_AT_HOME = 5


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    mine = Interview.objects.owned_by(request.user).with_answered()
    context = {
        "unfinished": mine.unfinished()[:SHOWN_AT_HOME],
        "recent": mine.finished()[:SHOWN_AT_HOME],
        "banks": QuestionBank.objects.on_offer(),
    }
    return render(request, "interviews/home.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def setup(request: SignedInRequest) -> HttpResponse:
    form = SetupForm(
        request.POST if request.method == "POST" else None,
        preferred=Rung(Preferences.objects.of(request.user).rung),
        live=False,
    )
    if form.is_valid():
        try:
            interview = services.create_interview(owner=request.user, **form.cleaned_data)
        except services.NothingToAsk:  # withdrawn since the form looked
            form.add_error("bank", form.fields["bank"].error_messages["invalid_choice"])
        else:
            return redirect("room", interview.pk)
    status = 422 if form.is_bound else 200
    return render(request, "interviews/setup.html", {"form": form}, status=status)


@login_required
@require_safe
def history(request: SignedInRequest) -> HttpResponse:
    mine = Interview.objects.owned_by(request.user).with_answered()
    page = Paginator(mine, INTERVIEWS_PER_PAGE).get_page(request.GET.get("page"))
    context = {"interviews": page.object_list, "page_obj": page}
    return render(request, "interviews/history.html", context)


@login_required
@require_safe
def room(request: SignedInRequest, pk: UUID) -> HttpResponse:
    interview = get_object_or_404(Interview.objects.owned_by(request.user), pk=pk)
    if interview.is_finished:
        return redirect("report", interview.pk)
    ears = wiring.has_ears(interview)
    context = room_context(interview, progress.restore(interview), request.user, ears=ears)
    return render(request, "interviews/room.html", context)


@login_required
@require_safe
def report(request: SignedInRequest, pk: UUID) -> HttpResponse:
    interview = get_object_or_404(Interview.objects.owned_by(request.user), pk=pk)
    if not interview.is_finished:
        return redirect("room", interview.pk)
    services.assess_waiting(interview=interview)
    return render(request, "interviews/report.html", report_context(interview))


@login_required
@require_safe
def recording(request: SignedInRequest, pk: UUID, attempt: UUID) -> HttpResponseBase:
    mine = Attempt.objects.filter(turn__interview__owner=request.user, turn__interview=pk)
    found = get_object_or_404(mine, pk=attempt)
    try:
        file = found.recording.open()
    except (ValueError, FileNotFoundError) as error:
        raise Http404("This attempt has no recording.") from error
    asked = request.headers.get("Range", "")
    return byte_ranges.respond(file, asked, content_type="audio/wav", name="answer.wav")


@staff_member_required
@require_safe
def bank_preview(request: HttpRequest, slug: str) -> HttpResponse:
    bank = get_object_or_404(QuestionBank, slug=slug)
    context = {"bank": bank, "questions": bank.questions.all()}
    return render(request, "interviews/bank_preview.html", context)
