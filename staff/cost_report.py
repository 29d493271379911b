"""What was used in some time, by day, question bank and provider; added up in SQL."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Q, Sum

from costs.models import DayUse, Kind
from interviews.models import QuestionBank

PERIODS = (7, 30, 90, 365)  # days, today among them
WIDTH, FLOOR = 640, 140  # of the picture, in its own units; where bars stand


@dataclass(frozen=True)
class Row:
    """One line of a table: minutes, thousands of characters and of tokens, money."""

    name: Any
    cost: Decimal
    live: float
    hearing: float
    speaking: float
    tokens: float


@dataclass(frozen=True)
class DayBar:
    """In the picture's units."""

    x: float
    width: float
    height: float

    @property
    def top(self) -> float:
        return FLOOR - self.height


@dataclass(frozen=True)
class Report:
    begins: date
    total: Row
    days: list[Row]
    banks: list[Row]
    providers: list[Row]
    bars: list[DayBar]


def report(today: date, days: int) -> Report:
    begins = today - timedelta(days=days - 1)
    used = DayUse.objects.filter(day__gte=begins, day__lte=today)
    by_day = list(_rows(used, "day", "-day"))
    titles = dict(QuestionBank.objects.values_list("slug", "title"))
    return Report(
        begins=begins,
        total=_row(None, used.aggregate(**SUMS)),
        days=by_day,
        banks=[_named(row, titles) for row in _rows(used, "bank", "-cost_sum", "bank")],
        providers=list(_rows(used, "provider", "-cost_sum", "provider")),
        bars=list(_bars(by_day, begins, days)),
    )


SUMS: dict[str, Any] = {
    "cost_sum": Sum("cost"),
    **{f"{kind.value}_sum": Sum("quantity", filter=Q(kind=kind)) for kind in Kind},
}


def _rows(used: Any, by: str, *order: str) -> Iterator[Row]:
    for values in used.order_by().values(by).annotate(**SUMS).order_by(*order):
        yield _row(values[by], values)


def _row(name: Any, sums: dict[str, Any]) -> Row:
    counted = {kind.value: sums[f"{kind.value}_sum"] or 0 for kind in Kind}
    return Row(
        name,
        sums["cost_sum"] or Decimal(0),
        live=counted["live"] / 60,
        hearing=counted["hearing"] / 60,
        speaking=counted["speaking"] / 1000,
        tokens=counted["tokens"] / 1000,
    )


def _named(row: Row, titles: dict[str, str]) -> Row:
    """By the bank's title; a bank that is gone keeps its short name, and "" is no bank."""
    return Row(titles.get(row.name, row.name), *[getattr(row, each) for each in FIGURES])


FIGURES = ("cost", "live", "hearing", "speaking", "tokens")


def _bars(rows: list[Row], begins: date, days: int) -> Iterator[DayBar]:
    """One for each day of the time, those without use too."""
    costs = {row.name: row.cost for row in rows}
    most = max(costs.values(), default=Decimal(0))
    step = WIDTH / days
    for number in range(days):
        cost = costs.get(begins + timedelta(days=number), Decimal(0))
        height = float(cost / most) * FLOOR if most else 0
        yield DayBar(x=number * step, width=max(step - 1, 1), height=height)
