"""How much of the budgets is used up, and what new interviews do without then.

A budget bites in steps, dearest first, because each step saves most of what is left to save: the
live interviewer at 100 %, speech from and for the server at 110 %, the model coach at 120 %. What
an interview does without is decided when it is made; one that runs is never cut.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import models, transaction
from django.utils import timezone

from accounts.models import User
from costs import mails
from costs.models import Alert, Budget, DayUse, Period, Scope, StudentCost

TOLD_AT = (80, 100)  # percent, at which staff are told of a site's budget


class Withheld(models.IntegerChoices):
    """What an interview does without; each step includes those before it."""

    NOTHING = 0
    LIVE = 1
    SPEECH = 2
    MODEL = 3


BITES_AT = ((120, Withheld.MODEL), (110, Withheld.SPEECH), (100, Withheld.LIVE))  # percent


@dataclass(frozen=True)
class Standing:
    """One budget today; for a student's, what this student spent."""

    budget: Budget
    begins: date
    ends: date  # the first day on which all of it is there again
    spent: Decimal

    @property
    def percent(self) -> int:
        return int(self.spent * 100 / self.budget.amount)

    @property
    def withheld(self) -> Withheld:
        bites = (step for percent, step in BITES_AT if self.percent >= percent)
        return next(bites, Withheld.NOTHING)


def site_standings(today: date | None = None) -> list[Standing]:
    today = today or timezone.localdate()
    return [_standing(each, today, None) for each in Budget.objects.filter(scope=Scope.SITE)]


def tightest(user: User) -> Standing | None:
    """The budget that bites this student most today; None where none does."""
    today = timezone.localdate()
    standings = [_standing(each, today, user) for each in Budget.objects.all()]
    biting = [each for each in standings if each.withheld]
    return max(biting, key=lambda each: (each.withheld, each.ends), default=None)


def _standing(budget: Budget, today: date, user: User | None) -> Standing:
    begins, ends = _bounds(Period(budget.period), today)
    if budget.scope == Scope.SITE:
        rows: models.QuerySet[DayUse] | models.QuerySet[StudentCost] = DayUse.objects.all()
    else:
        rows = StudentCost.objects.filter(user=user)
    spent = rows.filter(day__gte=begins, day__lt=ends).aggregate(sum=models.Sum("cost"))["sum"]
    return Standing(budget, begins, ends, spent or Decimal(0))


def _bounds(period: Period, today: date) -> tuple[date, date]:
    if period is Period.DAY:
        return today, today + timedelta(days=1)
    begins = today.replace(day=1)
    return begins, (begins + timedelta(days=32)).replace(day=1)


def tell_staff(today: date) -> None:
    """By mail, once a period and percentage, whichever process comes first."""
    for standing in site_standings(today):
        due = [percent for percent in TOLD_AT if standing.percent >= percent]
        if due and _is_news(standing, due[-1]):
            told = mails.Told(str(standing.budget), standing.percent, standing.ends)
            transaction.on_commit(told.send, robust=True)


def _is_news(standing: Standing, percent: int) -> bool:
    _alert, is_new = Alert.objects.get_or_create(
        budget=standing.budget, begins=standing.begins, percent=percent
    )
    return is_new
