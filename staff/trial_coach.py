"""A coach tried on an answer that an editor pasted. Nothing is kept but what a model used."""

from uuid import uuid4

from asgiref.sync import async_to_sync
from django.core.cache import cache
from django.utils import timezone

from accounts.models import User
from costs import metering
from costs.budgets import Withheld, tightest
from costs.metering import Whose
from interviews.assessing import hashed
from interviews.coach.rubric import Assessment, Question
from interviews.live.coaching import Case, Coach, Judged
from interviews.using import paid_to

AN_HOUR = 60 * 60  # seconds


def read(
    question: Question,
    answer: str,
    *,
    language: str,
    user: User,
    bank: str,
    coach: Coach,
    calls_an_hour: int,
) -> Assessment:
    """As a student's answer would be read; by the offline coach when the model may not be asked."""
    case = Case(
        attempt=uuid4(),
        claimed_until=timezone.now(),
        question=question,
        transcript=answer,
        language=language,
        user=hashed(user.pk),
        may_ask_model=_may_ask(user, calls_an_hour),
    )
    judged: Judged = async_to_sync(_judged)(coach, case)
    if judged.usage is not None:
        metering.note_tokens(
            model=paid_to(judged.assessment),
            tokens=judged.usage.input + judged.usage.output,
            cost=judged.cost,
            whose=Whose(user.pk, bank),
        )
    return judged.assessment


def _may_ask(user: User, calls_an_hour: int) -> bool:
    """Budgets hold for editors, too, and so does the hourly limit."""
    standing = tightest(user)
    if standing and standing.withheld >= Withheld.MODEL:
        return False
    return _takes_a_turn(user, calls_an_hour)


def _takes_a_turn(user: User, calls_an_hour: int) -> bool:
    """One of this hour's, each of which only one request can add, however many ask at once."""
    hour = int(timezone.now().timestamp() // AN_HOUR)
    keys = (f"coach-trial-{user.pk}-{hour}-{number}" for number in range(calls_an_hour))
    return any(cache.add(key, 1, AN_HOUR) for key in keys)


async def _judged(coach: Coach, case: Case) -> Judged:
    judged = None
    async for news in coach.judge(case):
        if isinstance(news, Judged):
            judged = news
    assert judged is not None  # a coach ends with it, whatever happens
    return judged
