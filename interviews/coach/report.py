"""Rolls attempts up into a session: the best attempt of each question counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from interviews.coach.rubric import Part

# Which part to work on first when several are equally low.
FOCUS_ORDER = (Part.ACTION, Part.RESULT, Part.TASK, Part.SITUATION)


@dataclass(frozen=True)
class ScoredAttempt:
    """One attempt at one question: its number from 1, its score and its level per part."""

    attempt: int
    score: float | None
    parts: Mapping[Part, int]


@dataclass(frozen=True)
class Summary:
    """A session. Averages are over the best attempts of the questions that have a score."""

    score: float | None
    answered: int
    asked: int
    gain: float | None
    parts: Mapping[Part, float]
    focus: Part | None


def summarise(questions: Sequence[Sequence[ScoredAttempt]]) -> Summary:
    """The session's summary, from the attempts of each question asked, in any order."""
    best = [attempt for attempts in questions if (attempt := _best_scored(attempts))]
    scores = [attempt.score for attempt in best if attempt.score is not None]
    parts = mean_parts(best)
    return Summary(
        score=round(fmean(scores), 1) if scores else None,
        answered=sum(1 for attempts in questions if attempts),
        asked=len(questions),
        gain=_gain(questions),
        parts=parts,
        focus=min(parts, key=lambda part: (parts[part], FOCUS_ORDER.index(part)), default=None),
    )


def best_attempt(attempts: Sequence[ScoredAttempt]) -> ScoredAttempt | None:
    """The highest score, the later one on a tie. An unscored attempt never beats a scored one."""
    return max(attempts, key=_merit, default=None)


def mean_parts(attempts: Sequence[ScoredAttempt]) -> dict[Part, float]:
    """The mean level of each part, of the attempts that have one."""
    levels = {part: [a.parts[part] for a in attempts if part in a.parts] for part in Part}
    return {part: round(fmean(found), 1) for part, found in levels.items() if found}


def _merit(attempt: ScoredAttempt) -> tuple[float, int]:
    return (-1.0 if attempt.score is None else attempt.score, attempt.attempt)


def _best_scored(attempts: Sequence[ScoredAttempt]) -> ScoredAttempt | None:
    best = best_attempt(attempts)
    return best if best and best.score is not None else None


def _gain(questions: Sequence[Sequence[ScoredAttempt]]) -> float | None:
    """Mean of best minus first scored attempt; None while no question has two scored attempts."""
    gains: list[float] = []
    retried = False
    for attempts in questions:
        scored = sorted((a.attempt, a.score) for a in attempts if a.score is not None)
        if scored:
            gains.append(max(score for _, score in scored) - scored[0][1])
            retried = retried or len(scored) > 1
    return round(fmean(gains), 1) if retried else None
