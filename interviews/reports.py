"""What the report shows: every question with its attempts, the best one first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from interviews.coach import report
from interviews.coach.rubric import Part
from interviews.models import Attempt, Interview, Turn


@dataclass(frozen=True)
class ReportedTurn:
    """One turn of the report. `others` are the attempts that did not count, newest first."""

    turn: Turn
    attempts: Sequence[Attempt]
    best: Attempt | None
    follow_ups: Sequence["ReportedTurn"] = ()

    @property
    def others(self) -> list[Attempt]:
        return [each for each in reversed(self.attempts) if each != self.best]


def report_context(interview: Interview) -> dict[str, Any]:
    """The context of `interviews/report.html`: two queries, however long the interview."""
    turns = list(interview.turns.prefetch_related("attempts"))
    questions = [_question(turn, turns) for turn in turns if not turn.is_follow_up]
    summary = report.summarise([[_scored(each) for each in q.attempts] for q in questions])
    return {
        "interview": interview,
        "unread": sum(len(_unread(turn)) for turn in turns),
        "questions": questions,
        "summary": summary,
        "parts": [
            {"part": part.value, "label": part.label, "mean": summary.parts[part]}
            for part in Part
            if part in summary.parts
        ],
    }


def _question(main: Turn, turns: Sequence[Turn]) -> ReportedTurn:
    under = [turn for turn in turns if turn.question == main.question and turn.is_follow_up]
    return _reported(main, [_reported(turn) for turn in under])


def _reported(turn: Turn, follow_ups: Sequence[ReportedTurn] = ()) -> ReportedTurn:
    attempts = [each for each in turn.attempts.all() if each.submitted_at is not None]
    best = report.best_attempt([_scored(each) for each in attempts])
    number = best.attempt if best else None
    found = next((each for each in attempts if each.number == number), None)
    return ReportedTurn(turn, attempts, found, follow_ups)


def _unread(turn: Turn) -> list[Attempt]:
    given = [each for each in turn.attempts.all() if each.submitted_at is not None]
    return [each for each in given if each.assessed_at is None]


def _scored(attempt: Attempt) -> report.ScoredAttempt:
    view = attempt.view
    return report.ScoredAttempt(
        attempt=attempt.number,
        score=view.score if view else None,
        parts={verdict.part: verdict.level for verdict in view.parts} if view else {},
    )
