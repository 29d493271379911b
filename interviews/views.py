"""Pages of the interview. A view finds, calls one thing and renders; access is in the lookup."""

import logging
from collections.abc import Callable
from http import HTTPStatus
from uuid import UUID

from csp.decorators import csp_update
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import SignedInRequest
from accounts.models import Preferences, Purpose, Rung
from accounts.services import has_consent
from avatars.models import InterviewerChoice
from avatars.threads import in_database_thread
from avatars.wiring import live_name
from costs.budgets import tightest
from interviews import byte_ranges, progress, services, uploads
from interviews.casting import phrases
from interviews.forms import SetupForm
from interviews.live import rungs, wiring
from interviews.models import Attempt, Interview, QuestionBank, Turn
from interviews.recording_files import serve_recording
from interviews.replies import find_reply
from interviews.rooms import room_context, stage_context
from interviews.speech import spoken_question, spoken_reply
from providers.errors import ProviderError

logger = logging.getLogger(__name__)

SHOWN_AT_HOME = 5
SPEECH_CACHED = 24 * 60 * 60  # seconds, by the browser
SAMPLES = "application/octet-stream"  # 16 kHz, mono, signed 16 bit, little endian


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
    budget = tightest(request.user)
    form = SetupForm(
        request.POST if request.method == "POST" else None,
        preferred=Rung(Preferences.objects.of(request.user).rung),
        choice=InterviewerChoice.objects.of(request.user),
        provider="" if budget else live_name(),
    )
    if form.is_valid():
        try:
            interview = services.create_interview(owner=request.user, **form.cleaned_data)
        except services.NothingToAsk:  # withdrawn since the form looked
            form.add_error("bank", form.fields["bank"].error_messages["invalid_choice"])
        else:
            return redirect("room", interview.pk)
    status = 422 if form.is_bound else 200
    context = {"form": form, "services": wiring.services_in_use(), "budget": budget}
    return render(request, "interviews/setup.html", context, status=status)


@login_required
@require_safe
def room(request: SignedInRequest, pk: UUID) -> HttpResponse:
    interview = get_object_or_404(Interview.objects.owned_by(request.user), pk=pk)
    if interview.is_finished:
        return redirect("report", interview.pk)
    ears = wiring.has_ears(interview)
    context = room_context(interview, progress.restore(interview), request.user, ears=ears)
    context |= stage_context(interview, request.user)
    context["services"] = wiring.services_in_use()
    context["budget"] = tightest(request.user) if interview.withheld else None
    live = rungs.live_stage(interview)
    context |= {"rung": rungs.rung_of(interview), "live": live}
    show: Callable[..., HttpResponse] = render
    if live is not None:
        show = csp_update({"connect-src": live.reaches})(render)
    return show(request, "interviews/room.html", context)


@login_required
@require_safe
def recording(request: SignedInRequest, pk: UUID, attempt: UUID) -> HttpResponseBase:
    mine = Attempt.objects.filter(turn__interview__owner=request.user, turn__interview=pk)
    return serve_recording(request, get_object_or_404(mine, pk=attempt))


@login_required
@require_POST
def recording_upload(request: SignedInRequest, pk: UUID, attempt: UUID) -> HttpResponse:
    """The whole recording of an attempt, for a page whose socket is gone. Twice changes nothing."""
    mine = Attempt.objects.filter(turn__interview__owner=request.user, turn__interview=pk)
    found = get_object_or_404(mine, pk=attempt)
    refusal = None if found.recording else _take_in(request, found)
    return HttpResponse(status=refusal) if refusal else JsonResponse({"saved": True})


def _take_in(request: SignedInRequest, attempt: Attempt) -> HTTPStatus | None:
    """Why not, if the samples in the request were not kept."""
    if not has_consent(request.user, Purpose.RECORDING):
        return HTTPStatus.FORBIDDEN
    if request.content_type != SAMPLES:
        return HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    partial = wiring.partial_recordings() / f"{attempt.pk}.pcm"
    try:
        uploads.keep(attempt, request, partial=partial)
    except uploads.UploadRefused as refused:
        return refused.status
    except Attempt.DoesNotExist:
        return HTTPStatus.NOT_FOUND  # discarded meanwhile
    except OSError as error:
        logger.error("storing the recording of %s failed: %s", attempt.pk, type(error).__name__)
        return HTTPStatus.SERVICE_UNAVAILABLE
    return None


@login_required
@require_safe
async def speech(request: HttpRequest, pk: UUID, question: int, probe: int) -> HttpResponse:
    """A question that has been asked, spoken."""
    mine = Interview.objects.owned_by(await request.auser()).filter(pk=pk)
    turns = Turn.objects.filter(interview__in=mine, question=question, probe=probe)
    asked = turns.filter(asked_at__isnull=False).select_related("interview__persona__voice")
    turn = await asked.afirst()
    if turn is None:
        raise Http404
    return await _spoken(request, turn.text, turn.interview)


@login_required
@require_safe
async def phrase(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """What the interviewer says while the coach reads, spoken."""
    mine = Interview.objects.owned_by(await request.auser()).select_related("persona__voice")
    interview = await mine.filter(pk=pk).afirst()
    words = phrases(interview) if interview else []
    if interview is None or number >= len(words):
        raise Http404
    return await _spoken(request, words[number], interview)


@login_required
@require_safe
async def reply(request: HttpRequest, pk: UUID, digest: str) -> HttpResponse:
    """What the interviewer has just answered, spoken; for some minutes, and kept nowhere."""
    mine = Interview.objects.owned_by(await request.auser()).select_related("persona__voice")
    interview = await mine.filter(pk=pk).afirst()
    text = await in_database_thread(find_reply)(interview, digest) if interview else None
    if interview is None or text is None:
        raise Http404
    return await _spoken(request, text, interview, is_kept=False)


async def _spoken(
    request: HttpRequest, text: str, interview: Interview, *, is_kept: bool = True
) -> HttpResponse:
    speaker = wiring.deepgram()
    if speaker is None or not wiring.affords_speech(interview):
        raise Http404
    make = spoken_question if is_kept else spoken_reply
    try:
        mp3 = await make(text, interview.language, speaker, interview.persona)
    except ProviderError as error:
        logger.warning("words could not be spoken: %s", type(error).__name__)
        return HttpResponse(status=HTTPStatus.SERVICE_UNAVAILABLE)
    if mp3 is None:
        raise Http404
    return byte_ranges.respond_with(
        mp3,
        request.headers.get("Range", ""),
        content_type="audio/mpeg",
        cache_control=f"private, max-age={SPEECH_CACHED}" if is_kept else "no-store",
    )
