"""Keeps an interview's score, gain and parts in step with its attempts.

Lists and progress read these columns: they need not open an answer for every row.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, TypedDict
from uuid import UUID

from django.db import transaction

from interviews.coach.report import ScoredAttempt, summarise
from interviews.coach.rubric import Part
from interviews.models import Attempt, Interview


class MainAttempt(TypedDict):
    """One submitted attempt at a main question, as the database has it."""

    turn__question: int
    number: int
    score: Decimal | None
    assessment: Any


@transaction.atomic
def refresh(interview: UUID) -> None:
    """Roll the interview up anew. Two that are assessed at once wait for each other."""
    Interview.objects.select_for_update().filter(pk=interview).values_list("pk").first()
    given = Attempt.objects.filter(
        turn__interview=interview, turn__probe=0, submitted_at__isnull=False
    )
    rows = given.values("turn__question", "number", "score", "assessment")
    Interview.objects.filter(pk=interview).update(**columns(rows))


def columns(attempts: Iterable[MainAttempt]) -> dict[str, Decimal | None]:
    """The values of the rolled-up columns, from the main attempts in any order."""
    questions: dict[int, list[ScoredAttempt]] = {}
    for attempt in attempts:
        questions.setdefault(attempt["turn__question"], []).append(_scored(attempt))
    summary = summarise(list(questions.values()))
    parts = {part.name.lower(): _decimal(summary.parts.get(part)) for part in Part}
    return {"score": _decimal(summary.score), "gain": _decimal(summary.gain), **parts}


def _scored(attempt: MainAttempt) -> ScoredAttempt:
    score = attempt["score"]
    return ScoredAttempt(
        attempt["number"],
        None if score is None else float(score),
        {} if score is None else _levels(attempt["assessment"]),
    )


def _levels(assessment: object) -> dict[Part, int]:
    """As `Assessment.from_json` would read them, without reading the rest."""
    parts = assessment.get("parts") if isinstance(assessment, Mapping) else None
    return {Part(each["part"]): int(each["level"]) for each in parts or ()}


def _decimal(number: float | None) -> Decimal | None:
    return None if number is None else Decimal(str(number))
