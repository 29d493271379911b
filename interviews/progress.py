"""How far an interview has come: the flow's state, from and to the database."""

from django.db.models import Max

from accounts.models import Rung
from interviews.live import flow
from interviews.models import Attempt, Interview


def restore(interview: Interview) -> flow.State:
    """The state as it was last kept. What a player spoke last is not kept: nobody speaks now."""
    mains = interview.turns.filter(probe=0).count()
    opened = Attempt.objects.filter(
        turn__interview=interview, turn__question=interview.question, turn__probe=interview.probe
    ).aggregate(most=Max("number"))["most"]
    return flow.State(
        phase=flow.Phase(interview.phase),
        timing=flow.Timing(interview.timing),
        probes=(flow.MOST_PROBES,) * mains,
        question=interview.question,
        probe=interview.probe,
        attempt=interview.attempt,
        attempts=max(opened or 0, interview.attempt),
    )


def keep(interview: Interview, state: flow.State, *, hold: str) -> None:
    """Note the state, if this tab still holds the interview."""
    Interview.objects.filter(pk=interview.pk, tab=hold).update(
        phase=state.phase, question=state.question, probe=state.probe, attempt=state.attempt
    )


def keep_rung(interview: Interview, rung: Rung) -> None:
    """Note where on the ladder the interviewer is; a reload begins there."""
    lower = "" if rung == interview.rung else rung
    Interview.objects.filter(pk=interview.pk).update(rung_now=lower)
    interview.rung_now = lower
