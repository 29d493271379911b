"""The follow-up question that the offline coach would ask: about the weakest part, never twice."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from interviews.coach import wording
from interviews.coach.report import FOCUS_ORDER
from interviews.coach.rubric import Part


def follow_up(levels: Mapping[Part, int], asked: Collection[str] = ()) -> str:
    """A question about the lowest part that has not been asked yet; "" when all have been."""
    weakest_first = sorted(FOCUS_ORDER, key=lambda part: levels.get(part, 1))
    for part in weakest_first:
        for question in wording.FOLLOW_UP[part]:
            if question not in asked:
                return question
    return ""
