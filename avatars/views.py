"""A student's choice of interviewer, and the pictures and voices to choose by."""

import logging
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import SignedInRequest
from avatars import shelves, wiring
from avatars.forms import InterviewerForm
from avatars.hello import spoken_greeting
from avatars.models import Face, InterviewerChoice, Persona, Voice
from providers.errors import ProviderError

logger = logging.getLogger(__name__)

CACHED = 24 * 60 * 60  # seconds, by the browser of somebody who is signed in
PICTURES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
SOUNDS = {"mp3": "audio/mpeg", "wav": "audio/wav", "ogg": "audio/ogg"}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def interviewer(request: SignedInRequest) -> HttpResponse:
    """The choice; asked by htmx for `faces` or `voices`, that part of the page."""
    live = wiring.live_name()
    form = InterviewerForm(
        request.POST if request.method == "POST" else None,
        instance=InterviewerChoice.objects.of(request.user),
        provider=live,
    )
    if form.is_valid():
        form.save()
        messages.success(request, _("Your choice is saved. It holds from the next interview on."))
        return redirect("interviewer")
    context = {"form": form, "speaks": wiring.deepgram() is not None}
    if live:
        context |= _catalogue(request, form, live)
    part = request.headers.get("HX-Target", "")
    if live and part in {"faces", "voices"}:
        return render(request, f"avatars/_{part}.html", context | {"is_part": True})
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "avatars/interviewer.html", context, status=status)


def _catalogue(request: HttpRequest, form: InterviewerForm, provider: str) -> dict[str, Any]:
    """What is chosen but not saved yet comes along with the question for more."""
    face = request.GET.get("live_face", form["live_face"].value() or "")
    voice = request.GET.get("live_voice", form["live_voice"].value() or "")
    return {
        "live": True,
        "faces": shelves.faces(provider, face, request.GET),
        "voices": shelves.voices(provider, voice, request.GET),
        "live_face": str(face),
        "live_voice": str(voice),
    }


@login_required
@require_safe
async def hello(request: HttpRequest, slug: str) -> HttpResponse:
    """An interviewer's first words, in the server's voice."""
    offered = Persona.objects.on_offer().select_related("voice")
    persona = await offered.filter(slug=slug).afirst()
    speaker = wiring.deepgram()
    if persona is None or speaker is None:
        raise Http404
    try:
        mp3 = await spoken_greeting(persona, speaker)
    except ProviderError as error:
        logger.warning("an interviewer could not be heard: %s", type(error).__name__)
        return HttpResponse(status=HTTPStatus.SERVICE_UNAVAILABLE)
    if mp3 is None:
        raise Http404
    headers = {"Cache-Control": f"private, max-age={CACHED}"}
    return HttpResponse(mp3, content_type="audio/mpeg", headers=headers)


@login_required
@require_safe
def face_picture(request: HttpRequest, pk: int) -> HttpResponseBase:
    return _copy(get_object_or_404(Face.objects.on_offer(), pk=pk).picture, PICTURES)


@login_required
@require_safe
def voice_sample(request: HttpRequest, pk: int) -> HttpResponseBase:
    return _copy(get_object_or_404(Voice.objects.on_offer(), pk=pk).sample, SOUNDS)


def _copy(file: FieldFile, kinds: dict[str, str]) -> HttpResponseBase:
    """Our copy of what the vendor shows, and only if it is what it should be."""
    kind = kinds.get(str(file.name).rpartition(".")[2].lower())
    if not file or kind is None:
        raise Http404
    try:
        response = FileResponse(file.open(), content_type=kind)
    except FileNotFoundError as error:
        raise Http404 from error
    response["Cache-Control"] = f"private, max-age={CACHED}"
    return response
