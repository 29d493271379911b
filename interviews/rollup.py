"""Keeps an interview's score, gain and parts in step with its attempts.

Lists and progress read these columns: they need not open an answer for every row.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from interviews.coach.report import ScoredAttempt, summarise
from interviews.coach.rubric import Assessment, Part
from interviews.models import Attempt, Interview

Row = tuple[int, int, Any]  # a main question, the number of an attempt at it, its assessment
ROW = ("turn__question", "number", "assessment")


@transaction.atomic
def refresh(interview: UUID) -> None:
    """Roll the interview up anew. Two that are assessed at once wait for each other."""
    Interview.objects.select_for_update().filter(pk=interview).values_list("pk").first()
    given = Attempt.objects.filter(
        turn__interview=interview, turn__probe=0, submitted_at__isnull=False
    )
    Interview.objects.filter(pk=interview).update(**columns(given.values_list(*ROW)))


def columns(rows: Iterable[Row]) -> dict[str, Decimal | None]:
    """The values of the rolled-up columns, from the main attempts in any order."""
    questions: dict[int, list[ScoredAttempt]] = {}
    for question, number, assessment in rows:
        questions.setdefault(question, []).append(_scored(number, assessment))
    summary = summarise(list(questions.values()))
    parts = {part.name.lower(): _decimal(summary.parts.get(part)) for part in Part}
    return {"score": _decimal(summary.score), "gain": _decimal(summary.gain), **parts}


def _scored(number: int, assessment: Any) -> ScoredAttempt:
    """Without a score where the assessment cannot be read, as in the report."""
    try:
        view = Assessment.from_json(assessment)
    except ValueError:
        return ScoredAttempt(number, None, {})
    return ScoredAttempt(number, view.score, {each.part: each.level for each in view.parts})


def _decimal(number: float | None) -> Decimal | None:
    return None if number is None else Decimal(str(number))
