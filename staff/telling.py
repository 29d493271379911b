"""What may be told of many without telling of one: small groups, blurred shares, round figures.

A table sorts by what it shows, never by the exact figure behind it: an order would tell that too.
"""

from django.db.models import Case, Expression, F, FloatField, Value, When
from django.db.models.functions import Cast, Greatest, Least, Round

FEWEST_STUDENTS = 5  # below that nothing is told: it would be about somebody
SHARE_STEP = 0.05  # of 1
COUNT_STEP = 5  # times asked or answered
WORD_STEP = 10  # words
LEVEL_STEP = 0.1  # levels


def rounded(figure: Expression | F, step: float) -> Expression:
    steps = Cast(Round(Cast(figure, FloatField()) / Value(step)), FloatField())
    return steps * Value(step)


def among_enough(students: str, figure: Expression, **more: int) -> Expression:
    """NULL where fewer than five are behind the figure."""
    enough = When(**{f"{students}__gte": FEWEST_STUDENTS}, **more, then=figure)
    return Case(enough, default=None, output_field=FloatField())


def share(part: str, whole: str, students: str) -> Expression:
    """Of 1, rounded; NULL where too few are behind it.

    One student away from none and from all, at the least: "all of them" would be about each.
    """
    one = Value(1.0) / Cast(F(students), FloatField())
    exact = Cast(F(part), FloatField()) / Cast(F(whole), FloatField())
    blurred = Greatest(Least(exact, Value(1.0) - one), one)
    return among_enough(students, rounded(blurred, SHARE_STEP), **{f"{whole}__gt": 0})


def told_share(part: int, whole: int, students: int) -> float | None:
    """The same of figures that were added up already."""
    if students < FEWEST_STUDENTS or not whole:
        return None
    blurred = max(min(part / whole, 1 - 1 / students), 1 / students)
    return round(blurred / SHARE_STEP) * SHARE_STEP
