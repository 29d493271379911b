"""The follow-up question that the offline coach would ask: about the weakest part, never twice."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from interviews.coach import wording
from interviews.coach.report import FOCUS_ORDER
from interviews.coach.rubric import LOWEST, Part

CLEAR = 4  # a level from which nothing need be asked


def follow_up(levels: Mapping[Part, int], asked: Collection[str] = ()) -> str:
    """A question about the lowest part that is not clear yet; "" when all are."""
    weakest_first = sorted(FOCUS_ORDER, key=lambda part: levels.get(part, LOWEST))
    questions = (
        question
        for part in weakest_first
        if levels.get(part, LOWEST) < CLEAR
        for question in wording.FOLLOW_UP[part]
    )
    return next((question for question in questions if question not in asked), "")
