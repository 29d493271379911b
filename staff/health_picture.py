"""Which parts answers lack, drawn: first attempts beside those after trying again. In units."""

from dataclasses import dataclass

from django.db.models import Max, Sum

from interviews.coach.rubric import Part
from staff.models import PARTS, QuestionFiguresQuerySet
from staff.telling import FEWEST_STUDENTS, told_share

WIDTH = 400  # how long the whole is
ROW = 48


@dataclass(frozen=True)
class Bar:
    """Shares of 1, as they may be told."""

    part: Part
    first: float
    last: float | None  # None where too few tried again
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
    """Over these questions, each answer counted once; empty where none may be told of."""
    first = _added_up(figures, "first", whole="read_first", students="readers")
    last = _added_up(figures, "last", whole="retried", students="retriers")
    bars = []
    for row, (part, name) in enumerate(zip(Part, PARTS, strict=True)):
        at_first = told_share(first[name], first["whole"], first["students"])
        if at_first is None:
            return []
        later = told_share(last[name], last["whole"], last["students"])
        bars.append(Bar(part, at_first, later, row))
    return bars


def _added_up(
    figures: QuestionFiguresQuerySet, which: str, *, whole: str, students: str
) -> dict[str, int]:
    """Of the questions with enough students behind it; `students`: of the one with the most."""
    enough = figures.order_by().filter(**{f"{students}__gte": FEWEST_STUDENTS})
    parts = {f"sum_{part}": Sum(f"{which}_{part}") for part in PARTS}
    sums = enough.aggregate(sum_whole=Sum(whole), sum_students=Max(students), **parts)
    return {name.removeprefix("sum_"): value or 0 for name, value in sums.items()}
