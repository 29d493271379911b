"""Whose account is charged with what an interview uses."""

from decimal import Decimal
from uuid import UUID

from avatars.models import Connection
from costs import metering
from costs.metering import Whose
from interviews.coach.narrative import Narrative
from interviews.coach.rubric import Assessment
from interviews.models import Attempt, Interview
from providers.language_model import Usage


def note_live(connection: Connection) -> None:
    """A sandbox costs nothing, so it is not counted."""
    if connection.is_sandbox:
        return
    whose = _whose(connection.interview, user=connection.user_id)
    metering.note_live(provider=connection.provider, seconds=connection.seconds, whose=whose)


def note_heard(attempt: Attempt, *, provider: str) -> None:
    """The speech of an attempt was turned into text, live or from its recording."""
    ends = [word.get("end", 0) for word in attempt.words[-1:] if isinstance(word, dict)]
    seconds = attempt.seconds or next(iter(ends), 0)
    whose = _whose(_interview_of(attempt.pk))
    metering.note_hearing(provider=provider, seconds=seconds, whose=whose)


def note_read(
    attempt: UUID, view: Assessment, *, usage: Usage | None, cost: Decimal | None
) -> None:
    """A coach read an answer. It was paid for, whether or not its view was kept."""
    _note_tokens(_interview_of(attempt), paid_to(view), usage, cost)


def note_summed_up(
    interview: UUID, told: Narrative, *, usage: Usage | None, cost: Decimal | None
) -> None:
    _note_tokens(interview, paid_to(told), usage, cost)


def paid_to(view: Assessment | Narrative) -> str:
    """The model; one that failed and was paid all the same is not named in what was shown."""
    return view.coach if view.prompt_version else "language model"


def _note_tokens(
    interview: UUID | None, model: str, usage: Usage | None, cost: Decimal | None
) -> None:
    if usage is not None:
        tokens = usage.input + usage.output
        metering.note_tokens(model=model, tokens=tokens, cost=cost, whose=_whose(interview))


def _interview_of(attempt: UUID) -> UUID | None:
    return Interview.objects.filter(turns__attempts=attempt).values_list("pk", flat=True).first()


def _whose(interview: UUID | None, *, user: int | None = None) -> Whose:
    """`user` is asked where there was no interview, or it is gone."""
    if interview is None:
        return Whose(user)
    known = Interview.objects.filter(pk=interview).values_list("owner", "bank__slug").first()
    return Whose(known[0], known[1] or "") if known else Whose(user)
