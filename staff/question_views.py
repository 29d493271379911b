"""A question as a student will meet it, and what the coach would say to an answer."""

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import SignedInRequest
from accounts.roles import allowed_to, may_edit_banks
from avatars import characters
from avatars.models import Persona
from interviews import byte_ranges
from interviews.coach import offline
from interviews.coach.rubric import Assessment
from interviews.coach.rubric import Question as Asked
from interviews.live import wiring
from interviews.models import Question
from providers.errors import ProviderError
from staff import trial_coach
from staff.trial import MOST_CHARACTERS, Trial, Wording, speak, wordings


@allowed_to(may_edit_banks)
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: SignedInRequest, slug: str, question: str) -> HttpResponse:
    """Nothing that is pasted here is kept; a model reads it only where that is wished."""
    found = _find(slug, question)
    words = _chosen(wordings(found), request.GET.get("language", ""))
    answer = request.POST.get("answer", "")[:MOST_CHARACTERS].replace("\0", "")
    persona = _persona(request)
    context: dict[str, Any] = {
        "question": found,
        "bank": found.bank,
        "words": words,
        "wordings": wordings(found),
        "persona": persona,
        "drawn": characters.find(persona.character if persona else ""),
        "personas": Persona.objects.on_offer(),
        "speaks": wiring.deepgram() is not None,
        "answer": answer,
        "most": MOST_CHARACTERS,
        "model": model.name if (model := wiring.language_model()) else "",
        "wants_model": "model" in request.POST,
    }
    if request.method == "POST":
        view = _read(request, found, words, answer)
        context["trial"] = Trial(answer, view, found.time_limit)
    return render(request, "staff/question.html", context)


def _read(request: SignedInRequest, question: Question, words: Wording, answer: str) -> Assessment:
    asked = Asked(words.text, question.competency, words.guidance)
    if "model" not in request.POST:
        return offline.assess(asked, answer)
    return trial_coach.read(
        asked,
        answer,
        language=words.language,
        user=request.user,
        bank=question.bank.slug,
        coach=wiring.coach(),
        calls_an_hour=wiring.calls_an_hour(),
    )


@allowed_to(may_edit_banks)
@require_safe
def speech(request: HttpRequest, slug: str, question: str) -> HttpResponse:
    """The question in the server's voice."""
    speaker = wiring.deepgram()
    if speaker is None:
        raise Http404
    words = _chosen(wordings(_find(slug, question)), request.GET.get("language", ""))
    try:
        mp3 = speak(words, _persona(request), speaker)
    except ProviderError:
        return HttpResponse(status=HTTPStatus.SERVICE_UNAVAILABLE)
    if mp3 is None:
        raise Http404
    asked = request.headers.get("Range", "")
    return byte_ranges.respond_with(mp3, asked, content_type="audio/mpeg", cache_control="no-store")


def _find(slug: str, question: str) -> Question:
    questions = Question.objects.select_related("bank").prefetch_related("translations")
    return get_object_or_404(questions, bank__slug=slug, slug=question)


def _chosen(offered: list[Wording], language: str) -> Wording:
    return next((each for each in offered if each.language == language), offered[0])


def _persona(request: HttpRequest) -> Persona | None:
    """Who was asked for, else the first."""
    offered = Persona.objects.on_offer().select_related("voice")
    return offered.filter(slug=request.GET.get("persona", "").replace("\0", "")).first() or (
        offered.first()
    )
