"""For administrators: any face and voice tried out, with a log of what happens, and how fast."""

from collections.abc import Callable
from http import HTTPStatus
from uuid import UUID

from csp.decorators import csp_update
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from accounts.roles import allowed_to, may_run_site
from avatars import replies, wiring
from avatars.connections import TooManySessions, end_connection, open_connection
from avatars.models import Connection, Face, Why
from avatars.threads import in_database_thread
from avatars.trial import TrialForm
from providers.errors import ProviderError

START_WITHIN = 35  # seconds; staff want to see how long it takes, not to be spared


@allowed_to(may_run_site)
@require_safe
def trial(request: HttpRequest) -> HttpResponse:
    providers = wiring.providers()
    reached = {"connect-src": wiring.connect_sources()} if providers else {}
    show: Callable[..., HttpResponse] = csp_update(reached)(render)
    form = TrialForm(providers=providers)
    has_faces = Face.objects.filter(provider__in=[each.name for each in providers]).exists()
    context = {"form": form, "providers": providers, "has_faces": has_faces}
    return show(request, "avatars/trial.html", context)


@allowed_to(may_run_site)
@require_POST
async def trial_ticket(request: HttpRequest) -> HttpResponse:
    """As a student gets one for an interview, and within the same limits."""
    user = await request.auser()
    providers = wiring.providers()
    form = TrialForm(request.POST, providers=providers)
    if user.is_anonymous or not await in_database_thread(form.is_valid)():
        text = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return JsonResponse({"trouble": "", "text": text}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    limits = wiring.limits()
    try:
        opened = await open_connection(
            user=user,
            interview=None,
            order=form.order(limits.most_seconds),
            provider=next(each for each in providers if each.name == form["provider"].value()),
            limits=limits,
        )
    except (TooManySessions, ProviderError) as error:
        return replies.refusal(error)
    language = form.cleaned_data["language"]
    return replies.ticket(opened, language=language, start_within=START_WITHIN)


@allowed_to(may_run_site)
@require_POST
async def trial_ending(request: HttpRequest, connection: UUID) -> HttpResponse:
    user = await request.auser()
    found = await Connection.objects.filter(user=user.pk, pk=connection, interview=None).afirst()
    if found is None:
        raise Http404
    provider = next((each for each in wiring.providers() if each.name == found.provider), None)
    if not found.session:  # a vendor that tells it to the browser only
        found.session = request.POST.get("session", "")[:100]
    await end_connection(connection=found, provider=provider, why=Why.LEFT)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)
