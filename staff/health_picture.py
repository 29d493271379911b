"""Which parts answers lack, drawn: first attempts beside those after trying again. In units."""

from dataclasses import dataclass

from django.db.models import Sum

from interviews.coach.rubric import Part
from staff.models import PARTS, QuestionFiguresQuerySet

LEFT, WIDTH = 150, 400  # where bars begin, and how long the whole is
ROW = 48


@dataclass(frozen=True)
class Bar:
    """Shares of 1."""

    part: Part
    first: float
    last: float | None  # None where nobody tried again
    row: int

    @property
    def top(self) -> int:
        return self.row * ROW + 6

    @property
    def lower(self) -> int:
        return self.top + 19

    @property
    def middle(self) -> int:
        return self.top + 17

    @property
    def first_width(self) -> int:
        return round(WIDTH * self.first)

    @property
    def last_width(self) -> int:
        return round(WIDTH * (self.last or 0))


def missing_picture(figures: QuestionFiguresQuerySet) -> list[Bar]:
    """Over all these questions, each answer counted once; empty where none was read."""
    names = [
        "read_first",
        "retried",
        *(f"{at}_{part}" for at in ("first", "last") for part in PARTS),
    ]
    sums = figures.order_by().aggregate(**{f"sum_{name}": Sum(name) for name in names})
    counted = {name: sums[f"sum_{name}"] or 0 for name in names}
    read, retried = counted["read_first"], counted["retried"]
    if not read:
        return []
    return [
        Bar(
            part,
            first=counted[f"first_{name}"] / read,
            last=counted[f"last_{name}"] / retried if retried else None,
            row=row,
        )
        for row, (part, name) in enumerate(zip(Part, PARTS, strict=True))
    ]
