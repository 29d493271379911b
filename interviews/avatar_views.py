"""The live interviewer of a page: a paid session, asked for and given back; and films."""

from http import HTTPStatus
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.http import SignedInRequest
from avatars import replies
from avatars.connections import Opened, TooManySessions, end_connection
from avatars.models import Connection, Why
from avatars.wiring import live_provider
from interviews import byte_ranges, casting
from interviews.live import rungs
from interviews.models import Interview
from providers.errors import ProviderError

START_WITHIN = 12  # seconds for the picture to come, once there is a ticket
PLAYED_BY = ("persona__live_face", "persona__live_voice", "live_face", "live_voice")


@login_required
@require_POST
async def avatar(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A ticket for one session, for the page of the interview's owner."""
    mine = Interview.objects.owned_by(await request.auser()).select_related(*PLAYED_BY, "owner")
    interview = await mine.filter(pk=pk).afirst()
    if interview is None:
        raise Http404
    if interview.is_finished or not rungs.is_live(interview):
        return _not_wanted()
    try:
        opened = await rungs.open_live(interview, hint=request.POST.get("quality", ""))
    except (TooManySessions, ProviderError) as error:
        return replies.refusal(error)
    if await _is_over(interview, opened):
        return _not_wanted()
    return replies.ticket(opened, language=interview.language, start_within=START_WITHIN)


async def _is_over(interview: Interview, opened: Opened) -> bool:
    """It may have been ended while the vendor was being asked: then nobody is paid."""
    await interview.arefresh_from_db(fields=["phase"])
    if interview.is_finished:
        provider = live_provider()
        await end_connection(connection=opened.connection, provider=provider, why=Why.FINISHED)
    return interview.is_finished


def _not_wanted() -> HttpResponse:
    text = _("This interview has no live interviewer now.")
    return JsonResponse({"trouble": "", "text": text}, status=HTTPStatus.CONFLICT)


@login_required
@require_POST
async def avatar_ending(request: HttpRequest, pk: UUID, connection: UUID) -> HttpResponse:
    """The page goes. Sent once more, or for a session that is over, it changes nothing."""
    user = await request.auser()
    mine = Connection.objects.filter(user=user.pk, interview=pk)
    found = await mine.filter(pk=connection).afirst()
    if found is None:
        raise Http404
    if not found.session:  # a vendor that tells it to the browser only
        found.session = request.POST.get("session", "")[:100]
    is_finished = await Interview.objects.finished().filter(pk=pk).aexists()
    why = Why.FINISHED if is_finished else Why.LEFT
    await end_connection(connection=found, provider=live_provider(), why=why)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@login_required
@require_safe
def clip(request: SignedInRequest, pk: UUID, clip: int) -> HttpResponseBase:
    """A question that was asked, or a phrase, filmed beforehand."""
    mine = Interview.objects.owned_by(request.user).select_related("persona")
    found = casting.clip_of(get_object_or_404(mine, pk=pk), clip)
    if found is None:
        raise Http404
    try:
        film = found.video.open()
    except FileNotFoundError as error:
        raise Http404 from error
    asked = request.headers.get("Range", "")
    return byte_ranges.respond(film, asked, content_type="video/mp4", name="question.mp4")
