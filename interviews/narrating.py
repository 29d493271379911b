"""Who may have an interview summed up by a model, and what is kept of it.

The offline coach's summary is made anew for every page and kept nowhere; what is kept is what cost
something. It is shown as long as it is about the answers that are there now.
"""

from dataclasses import asdict
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from costs.budgets import Withheld
from interviews import using
from interviews.assessing import has_calls_left, hashed
from interviews.coach.narrative_prompt import Answered
from interviews.live.summing_up import Whole, Written
from interviews.models import Interview
from interviews.reports import Report

CLAIM_LASTS = timedelta(seconds=60)  # longer than a model is waited for
MOST_CALLS = 5  # for one interview, the student's own wishes included


def may_write(report: Report, *, anew: bool = False) -> bool:
    """Whether a model may sum it up: unasked once it is finished and has not been, else on a wish.

    Before its end every answer would make the summary old again.
    """
    if report.interview.narrative_calls >= MOST_CALLS or report.unread:
        return False
    if report.interview.withheld >= Withheld.MODEL:
        return False
    if report.summary.score is None:
        return False
    return anew or (report.interview.is_finished and report.kept_narrative is None)


@transaction.atomic
def claim(*, interview: UUID, calls_an_hour: int, anew: bool = False) -> Whole | None:
    """The interview, for a model to sum up; None where there is nothing to do, or no leave."""
    mine = Interview.objects.select_for_update().get(pk=interview)
    report = Report.of(mine)
    if is_being_written(mine) or not may_write(report, anew=anew):
        return None
    if not has_calls_left(mine.owner_id, calls_an_hour):
        return None
    mine.narrative_claimed_at = mine.narrative_asked_at = timezone.now()
    mine.narrative_calls += 1
    mine.save(update_fields=["narrative_claimed_at", "narrative_asked_at", "narrative_calls"])
    return Whole(
        interview=mine.pk,
        claimed_at=mine.narrative_claimed_at,
        basis=report.basis,
        offline=report.offline_narrative,
        answered=_answered(report),
        asked=report.summary.asked,
        language=mine.language,
        user=hashed(mine.owner_id),
    )


def is_being_written(interview: Interview) -> bool:
    since = interview.narrative_claimed_at
    return since is not None and since > timezone.now() - CLAIM_LASTS


def keep(whole: Whole, written: Written) -> None:
    """Keep the summary, unless the claim has lapsed and somebody else is at it."""
    mine = Interview.objects.filter(pk=whole.interview, narrative_claimed_at=whole.claimed_at)
    told = written.narrative
    using.note_summed_up(whole.interview, told, usage=written.usage, cost=written.cost)
    mine.update(
        narrative={
            "basis": whole.basis,
            "narrative": told.to_json(),
            "usage": asdict(written.usage) if written.usage else None,
            "cost": str(written.cost) if written.cost is not None else None,
        },
        narrative_claimed_at=None,
    )


def _answered(report: Report) -> tuple[Answered, ...]:
    """The best attempts that have levels."""
    return tuple(
        Answered(each.turn.number, each.turn.text, each.best.transcript, each.best.view)
        for each in report.questions
        if each.best and each.best.view and each.best.view.score is not None
    )
