"""Which attempt a coach judges, and what is kept of it. One transaction a function.

An attempt is claimed before a coach is asked, so that two processes never judge it both. A claim
that nobody makes good lapses, and whoever comes next takes the attempt up.
"""

from datetime import timedelta
from decimal import Decimal
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.crypto import salted_hmac

from costs.budgets import Withheld
from interviews import rollup, using
from interviews.coach.rubric import Assessment, Part
from interviews.coach.rubric import Question as CoachQuestion
from interviews.live import events
from interviews.live.coaching import Case, Judged, NoCase
from interviews.models import MOST_MODEL_CALLS, Attempt, AttemptQuerySet, Interview, Turn
from interviews.signals import answer_assessed

# How long a claim lasts: longer than its coach is waited for.
FOR_A_MODEL = timedelta(seconds=90)
FOR_THE_OFFLINE_COACH = timedelta(seconds=10)
AN_HOUR = timedelta(hours=1)


@transaction.atomic
def claim(*, interview: Interview, take: events.Take, calls_an_hour: int) -> Case | NoCase:
    """The attempt, for a coach; one that a model should have judged and could not, once more."""
    mine = Attempt.objects.at(interview, take).select_for_update(of=("self",))
    attempt = mine.select_related("turn__interview").first()
    if attempt is None or attempt.submitted_at is None:
        return NoCase.ABSENT
    if attempt.assessed_at is not None and not attempt.is_fallback:
        return NoCase.JUDGED
    if attempt.claimed_until is not None and attempt.claimed_until > timezone.now():
        return NoCase.TAKEN
    case = make_case(attempt, calls_an_hour=calls_an_hour)
    attempt.save(update_fields=["claimed_until", "model_calls"])
    return case


def make_case(attempt: Attempt, *, calls_an_hour: int) -> Case:
    """Marks the attempt as claimed, and leaves it to the caller to save that."""
    turn = attempt.turn
    interview = turn.interview
    asked = Turn.objects.filter(interview=interview, question=turn.question, probe__gt=0)
    may_ask = _may_ask_a_model(attempt, interview, calls_an_hour)
    lasts = FOR_A_MODEL if may_ask else FOR_THE_OFFLINE_COACH
    attempt.claimed_until = timezone.now() + lasts
    attempt.model_calls += int(may_ask)
    return Case(
        attempt=attempt.pk,
        claimed_until=attempt.claimed_until,
        question=CoachQuestion(turn.text, competency=turn.competency, guidance=turn.guidance),
        transcript=attempt.transcript,
        language=interview.language,
        asked=tuple(asked.values_list("text", flat=True)),
        user=hashed(interview.owner_id),
        may_ask_model=may_ask,
    )


def _may_ask_a_model(attempt: Attempt, interview: Interview, calls_an_hour: int) -> bool:
    if not calls_an_hour or attempt.model_calls >= MOST_MODEL_CALLS:
        return False
    if interview.withheld >= Withheld.MODEL:
        return False
    return has_calls_left(interview.owner_id, calls_an_hour)


def has_calls_left(owner: int, calls_an_hour: int) -> bool:
    """Whether a model may be asked once more for this student: answers and summaries count."""
    since = timezone.now() - AN_HOUR
    answers = Attempt.objects.filter(turn__interview__owner=owner, submitted_at__gt=since)
    summaries = Interview.objects.filter(owner=owner, narrative_asked_at__gt=since)
    calls = answers.aggregate(calls=Sum("model_calls"))["calls"] or 0
    calls += summaries.aggregate(calls=Sum("narrative_calls"))["calls"] or 0
    return calls < calls_an_hour


def hashed(owner: int) -> str:
    """The same for the same student, and nobody's number without the site's key."""
    return salted_hmac("interviews.assessing", str(owner)).hexdigest()


@transaction.atomic
def keep(case: Case, judged: Judged) -> bool:
    """Whether it was kept: not if the claim had lapsed, and somebody else is at it or was."""
    view = judged.assessment
    mine = Attempt.objects.filter(pk=case.attempt, claimed_until=case.claimed_until)
    unjudged = mine.filter(Q(assessed_at=None) | Q(is_fallback=True))
    usage = judged.usage
    is_kept = unjudged.update(
        assessment=view.to_json(),
        score=None if view.score is None else Decimal(str(view.score)),
        word_count=len(case.transcript.split()),
        **_level_columns(view),
        coach=view.coach,
        prompt_version=view.prompt_version,
        is_fallback=bool(view.fallback),
        input_tokens=usage.input if usage else None,
        cached_tokens=usage.cached if usage else None,
        output_tokens=usage.output if usage else None,
        cost=judged.cost,
        assessed_at=timezone.now(),
        claimed_until=None,
    )
    using.note_read(case.attempt, view, usage=usage, cost=judged.cost)
    if is_kept:
        rollup.refresh(Turn.objects.values_list("interview", flat=True).get(attempts=case.attempt))
        send = partial(answer_assessed.send, sender=Attempt, attempt=case.attempt)
        transaction.on_commit(send)
    return bool(is_kept)


def _level_columns(view: Assessment) -> dict[str, int | None]:
    """The levels of the four parts, for questions asked of many answers at once."""
    levels = {verdict.part: verdict.level for verdict in view.parts}
    return {part.label.lower(): levels.get(part) for part in Part}


def release(case: Case) -> None:
    """Nobody is at it any more."""
    Attempt.objects.filter(pk=case.attempt, claimed_until=case.claimed_until).update(
        claimed_until=None
    )


def waiting() -> AttemptQuerySet:
    """Submitted attempts that nobody has judged and nobody is judging, the oldest first."""
    lapsed = Q(claimed_until=None) | Q(claimed_until__lte=timezone.now())
    return Attempt.objects.unjudged().filter(lapsed).order_by("submitted_at")


@transaction.atomic
def claim_waiting(pk: UUID, *, calls_an_hour: int) -> Case | None:
    """One of `waiting()`, unless somebody was quicker."""
    mine = waiting().filter(pk=pk).select_for_update(of=("self",))
    attempt = mine.select_related("turn__interview").first()
    if attempt is None:
        return None
    case = make_case(attempt, calls_an_hour=calls_an_hour)
    attempt.save(update_fields=["claimed_until", "model_calls"])
    return case
