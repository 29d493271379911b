"""One live tab at a time. A tab's hold is `<tab>.<socket>` on the interview and must be renewed.

A tab that reconnects takes its own hold over; another tab's only when it has lapsed or when the
student says so.
"""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from interviews.models import Interview

LAPSE = timedelta(seconds=30)


def claim(interview: Interview, *, tab: str, hold: str, by_force: bool = False) -> bool:
    """Take hold of the interview; False when another tab has it."""
    now = timezone.now()
    free = (
        Q(tab="")
        | Q(tab__startswith=f"{tab}.")
        | Q(tab_seen_at=None)
        | Q(tab_seen_at__lt=now - LAPSE)
    )
    mine = Interview.objects.filter(pk=interview.pk)
    if not by_force:
        mine = mine.filter(free)
    return bool(mine.update(tab=hold, tab_seen_at=now))


def renew(holds: Mapping[str, UUID]) -> set[str]:
    """Say that tabs are alive; which of these holds on interviews nobody has taken over."""
    held = Interview.objects.filter(tab__in=holds.keys(), pk__in=holds.values())
    held.update(tab_seen_at=timezone.now())
    return {tab for tab, interview in held.values_list("tab", "pk") if holds[tab] == interview}


def release(interview: Interview, *, hold: str) -> None:
    Interview.objects.filter(pk=interview.pk, tab=hold).update(tab="", tab_seen_at=None)


def is_held(interview: Interview) -> bool:
    """Whether some tab has the interview open now."""
    seen = Interview.objects.filter(pk=interview.pk, tab_seen_at__gte=timezone.now() - LAPSE)
    return seen.exclude(tab="").exists()
