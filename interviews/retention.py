"""Recordings are kept for as long as the site decides. Transcripts and levels stay."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models.functions import Coalesce
from django.utils import timezone

from interviews.models import Attempt, AttemptQuerySet
from interviews.recordings import delete_file

AT_ONCE = 200  # rows held in memory


def recorded_before(when: datetime) -> AttemptQuerySet:
    """Answers handed in, or else begun, before this, of which a recording is kept."""
    kept = Attempt.objects.exclude(recording="")
    return kept.annotate(given=Coalesce("submitted_at", "started_at")).filter(given__lt=when)


def purge(attempts: AttemptQuerySet) -> Iterator[bool]:
    """Whether the recording of each is gone: first the file, then what the row says of it."""
    for attempt in attempts.iterator(chunk_size=AT_ONCE):
        yield _purge(attempt)


def _purge(attempt: Attempt) -> bool:
    if not delete_file(attempt):
        return False
    Attempt.objects.filter(pk=attempt.pk).update(
        recording="", peaks=[], recording_deleted_at=timezone.now()
    )
    return True
