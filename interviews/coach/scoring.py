"""From levels to a score: an equal mean, the reflection rule, and the caps."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import fmean

from interviews.coach.rubric import HIGHEST, LOWEST, Part, ResponseType

REFLECTION_BONUS = 0.2
BONUS_FROM = 4  # reflection level

OFF_SUBJECT_CAP = 2.0
NO_ACTION_CAP = 2.5
NO_RESULT_CAP = 3.0
ONLY_WE_CAP = 3.5


def score(
    levels: Mapping[Part, int],
    *,
    response_type: ResponseType,
    relevance: int | None,
    specificity: int | None,
    reflection: int = LOWEST,
    asks_for_reflection: bool = False,
    only_we: bool = False,
) -> float:
    """The answer's score, 1.0 to 5.0 with one decimal. What could not be judged is left out."""
    judged = [*levels.values(), relevance, specificity, reflection if asks_for_reflection else None]
    mean = fmean(level for level in judged if level is not None)
    if not asks_for_reflection and reflection >= BONUS_FROM:
        mean += REFLECTION_BONUS
    return round(min(mean, _cap(levels, response_type, relevance, only_we=only_we)), 1)


def _cap(
    levels: Mapping[Part, int],
    response_type: ResponseType,
    relevance: int | None,
    *,
    only_we: bool,
) -> float:
    caps = [float(HIGHEST)]
    if relevance == LOWEST or response_type in (ResponseType.REFUSAL, ResponseType.HYPOTHETICAL):
        caps.append(OFF_SUBJECT_CAP)
    if levels[Part.ACTION] == LOWEST:
        caps.append(NO_ACTION_CAP)
    if levels[Part.RESULT] == LOWEST:
        caps.append(NO_RESULT_CAP)
    if only_we:
        caps.append(ONLY_WE_CAP)
    return min(caps)
