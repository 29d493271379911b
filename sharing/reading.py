"""A report as it is shown to somebody else: to read, and to listen to where that is shared."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse

from accounts.models import Preferences
from interviews.models import Attempt
from interviews.reports import Report, ReportedTurn, report_context
from sharing.models import ShareLink


def shared_context(link: ShareLink, token: str) -> dict[str, Any]:
    """The context of `interviews/report.html`. Unread answers stay unread: the owner's to ask."""
    whole = Report.of(link.interview)
    if not link.with_recordings:
        for attempt in _attempts(whole.questions):
            _silence(attempt)
    own_rhythm = Preferences.objects.of(link.interview.owner).own_rhythm
    return report_context(whole) | {
        "read_only": True,
        "unread": 0,
        "preferences": Preferences(own_rhythm=own_rhythm),
        "recording_address": lambda attempt: reverse("shared_recording", args=[token, attempt.pk]),
    }


def _attempts(turns: Iterable[ReportedTurn]) -> Iterator[Attempt]:
    for turn in turns:
        yield from turn.attempts
        yield from _attempts(turn.follow_ups)


def _silence(attempt: Attempt) -> None:
    """In memory only: there is nothing to play, nor to play from."""
    attempt.recording = None
    attempt.words = []
