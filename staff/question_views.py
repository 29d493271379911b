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
from avatars.wiring import deepgram
from interviews import byte_ranges
from interviews.coach import offline
from interviews.coach.rubric import Question as Asked
from interviews.models import Question
from providers.errors import ProviderError
from staff.trial import MOST_CHARACTERS, Trial, Wording, speak, wordings


@allowed_to(may_edit_banks)
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: SignedInRequest, slug: str, question: str) -> HttpResponse:
    """Nothing that is pasted here is kept, and no model is asked."""
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
        "speaks": deepgram() is not None,
        "answer": answer,
        "most": MOST_CHARACTERS,
    }
    if request.method == "POST":
        asked = Asked(words.text, found.competency, words.guidance)
        context["trial"] = Trial(answer, offline.assess(asked, answer), found.time_limit)
    return render(request, "staff/question.html", context)


@allowed_to(may_edit_banks)
@require_safe
def speech(request: HttpRequest, slug: str, question: str) -> HttpResponse:
    """The question in the server's voice."""
    speaker = deepgram()
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
