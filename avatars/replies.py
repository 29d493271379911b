"""What a browser is answered when it asks for a live interviewer."""

import logging
from http import HTTPStatus

from django.http import JsonResponse

from avatars.connections import Opened, TooManySessions
from avatars.troubles import sentence
from providers.avatar import Trouble, trouble_of
from providers.errors import ProviderError, ProviderRefused

logger = logging.getLogger(__name__)


def ticket(opened: Opened, *, language: str, start_within: int) -> JsonResponse:
    """All it needs to start once; `start_within` is in seconds. Kept by nobody."""
    connection, given = opened.connection, opened.ticket
    answer = {
        "connection": str(connection.pk),
        "provider": connection.provider,
        "token": given.token,
        "api_url": given.api_url,
        "session": given.session,
        "most_seconds": given.most_seconds,
        "start_within": start_within,
        "face": connection.face,
        "voice": connection.voice,
        "quality": connection.quality,
        "language": language,
    }
    return JsonResponse(answer, status=HTTPStatus.CREATED, headers={"Cache-Control": "no-store"})


def refusal(error: TooManySessions | ProviderError) -> JsonResponse:
    """Its name for the page's script, a sentence for whoever reads it."""
    trouble = error.trouble if isinstance(error, TooManySessions) else trouble_of(error)
    logger.warning("no live interviewer: %s", trouble.value)
    said = {"trouble": trouble.value, "text": sentence(trouble)}
    return JsonResponse(said, status=_status(trouble, error))


def _status(trouble: Trouble, error: Exception) -> HTTPStatus:
    if trouble is Trouble.LIMIT:
        return HTTPStatus.TOO_MANY_REQUESTS
    if isinstance(error, ProviderRefused):
        return HTTPStatus.BAD_GATEWAY
    return HTTPStatus.SERVICE_UNAVAILABLE
