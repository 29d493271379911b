"""What can be done with share links. One transaction a function; arguments by name."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from interviews.models import Interview
from sharing.models import ShareLink, fingerprint

DAYS = (1, 7, 30)  # that a link may last
MOST_LINKS = 5  # in force for one interview
TOKEN_BYTES = 32


class TooManyLinks(ValueError):
    """As many links are in force as may be; one has to be ended first."""


@transaction.atomic
def create_link(*, interview: Interview, days: int, with_recordings: bool) -> tuple[ShareLink, str]:
    """The link and its token, which nobody can find out again. Raises TooManyLinks."""
    Interview.objects.select_for_update().get(pk=interview.pk)  # one link at a time
    if ShareLink.objects.in_force().filter(interview=interview).count() >= MOST_LINKS:
        raise TooManyLinks(str(interview.pk))
    token = secrets.token_urlsafe(TOKEN_BYTES)
    link = ShareLink.objects.create(
        interview=interview,
        token_sha256=fingerprint(token),
        with_recordings=with_recordings,
        expires_at=timezone.now() + timedelta(days=days),
    )
    return link, token


def revoke_link(*, link: ShareLink) -> None:
    """From now on the link opens nothing. Revoking twice changes nothing."""
    ShareLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now())


def count_view(*, link: ShareLink) -> None:
    ShareLink.objects.filter(pk=link.pk).update(views=F("views") + 1, last_seen_at=timezone.now())
