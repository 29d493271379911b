"""The end of an account: asked for, thought better of, carried out."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from auditlog.models import LogEntry
from django.contrib.admin.models import LogEntry as AdminEntry
from django.contrib.auth import SESSION_KEY
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from account_data.models import DeletionRecord
from accounts.models import User
from interviews.models import Attempt
from interviews.recordings import delete_file


class FilesLeft(Exception):
    """Some files could not be deleted; the account stays, to be tried again. `count` of them."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} files could not be deleted")
        self.count = count


@transaction.atomic
def request_deletion(*, user: User, days: int) -> datetime:
    """When the account will be deleted. Asking again changes nothing."""
    now = timezone.now()
    users = User.objects.filter(pk=user.pk, deletion_due_at=None)
    users.update(deletion_asked_at=now, deletion_due_at=now + timedelta(days=days))
    user.refresh_from_db(fields=["deletion_asked_at", "deletion_due_at"])
    assert user.deletion_due_at is not None
    return user.deletion_due_at


def keep_account(*, user: User) -> None:
    """Thought better of it: nothing is deleted."""
    User.objects.filter(pk=user.pk).update(deletion_asked_at=None, deletion_due_at=None)


def due() -> QuerySet[User]:
    """Whose time to think is over, the longest first."""
    return User.objects.filter(deletion_due_at__lte=timezone.now()).order_by("deletion_due_at")


def delete_account(*, user: User, partial_recordings: Path) -> DeletionRecord:
    """Everything of the user goes, files first, so that none is left without a row that names it.

    Raises FilesLeft; trying again goes on where it stopped.
    """
    answers = Attempt.objects.filter(turn__interview__owner=user)
    recordings = answers.exclude(recording="").count()
    if left := sum(not gone for gone in _delete_files(user, partial_recordings)):
        raise FilesLeft(left)
    with transaction.atomic():
        LogEntry.objects.get_for_object(user).delete()
        accounts = AdminEntry.objects.filter(content_type=ContentType.objects.get_for_model(User))
        accounts.filter(object_id=str(user.pk)).delete()
        LogEntry.objects.filter(actor=user).update(actor_email=None)
        record = DeletionRecord.objects.create(
            requested_at=user.deletion_asked_at,
            interviews=user.interviews.count(),
            recordings=recordings,
        )
        _end_sessions(user)
        user.delete()
    return record


def _delete_files(user: User, partial_recordings: Path) -> Iterator[bool]:
    """Whether each file is gone: recordings, and those that never became one."""
    for attempt in Attempt.objects.filter(turn__interview__owner=user).iterator():
        for partial in partial_recordings.glob(f"{attempt.pk}.*"):
            partial.unlink(missing_ok=True)
        if attempt.recording:
            yield delete_file(attempt)


def _end_sessions(user: User) -> None:
    """They would log nobody in any more; but they hold the user's number."""
    for session in Session.objects.iterator():
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            session.delete()
