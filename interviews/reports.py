"""The report: every question with its attempts, the best one first, and what follows from them."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from interviews.coach import report
from interviews.coach.narrative import Narrative, Point, Practised, narrate
from interviews.coach.plan import Step, practice_plan
from interviews.coach.rubric import Part
from interviews.coach.scoring import NO_RESULT_CAP
from interviews.comparisons import SideBySide, best_of, scored, side_by_side
from interviews.models import Attempt, Interview, Turn
from interviews.pictures import star_picture

logger = logging.getLogger(__name__)


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

    @cached_property
    def pair(self) -> SideBySide | None:
        return side_by_side(self.attempts)


@dataclass(frozen=True)
class Shown:
    """A point or a step of the plan, with the attempt that it is about."""

    about: Point | Step
    attempt: Attempt | None


@dataclass(frozen=True)
class Report:
    interview: Interview
    questions: Sequence[ReportedTurn]
    unread: int  # answers no coach has read yet

    @classmethod
    def of(cls, interview: Interview) -> "Report":
        """Two queries, however long the interview."""
        turns = list(interview.turns_with_attempts())
        questions = [_question(turn, turns) for turn in turns if not turn.is_follow_up]
        return cls(interview, questions, sum(len(_unread(turn)) for turn in turns))

    @cached_property
    def summary(self) -> report.Summary:
        return report.summarise([[scored(each) for each in q.attempts] for q in self.questions])

    @property
    def first_parts(self) -> dict[Part, float]:
        """The mean of each part over the first attempts that have levels."""
        attempts = [[scored(each) for each in question.attempts] for question in self.questions]
        scored_first = [next((a for a in each if a.parts), None) for each in attempts]
        return report.mean_parts([each for each in scored_first if each])

    @cached_property
    def practised(self) -> list[Practised]:
        return [
            Practised(each.turn.number, each.turn.text, each.best.view if each.best else None)
            for each in self.questions
        ]

    @cached_property
    def basis(self) -> str:
        """What a summary is made from: another answer or another reading makes another."""
        best = [each.best for each in self.questions if each.best]
        parts = [f"{attempt.pk} {attempt.assessed_at}" for attempt in best]
        return sha256("\n".join(parts).encode()).hexdigest()[:16]

    @cached_property
    def kept_narrative(self) -> Narrative | None:
        """What was written of these very answers, if anything was."""
        kept = self.interview.narrative
        if not isinstance(kept, Mapping) or kept.get("basis") != self.basis:
            return None
        try:
            return Narrative.from_json(kept.get("narrative"))
        except ValueError:
            logger.error("the narrative of interview %s cannot be read", self.interview.pk)
            return None

    @cached_property
    def offline_narrative(self) -> Narrative:
        return narrate(self.practised, self.summary)

    @property
    def narrative(self) -> Narrative:
        return self.kept_narrative or self.offline_narrative

    @property
    def worth_keeping(self) -> list[ReportedTurn]:
        """Whose best attempt is above what an answer without its result can reach."""
        return [
            each
            for each in self.questions
            if each.best and each.best.view and (each.best.view.score or 0) > NO_RESULT_CAP
        ]

    def shown(self, points: Sequence[Point | Step]) -> list[Shown]:
        best = {each.turn.number: each.best for each in self.questions}
        return [Shown(point, best.get(point.question or 0)) for point in points]


def report_context(whole: Report) -> dict[str, Any]:
    """The context of `interviews/report.html`."""
    plan = practice_plan(whole.practised, whole.summary)
    return {
        "interview": whole.interview,
        "unread": whole.unread,
        "questions": whole.questions,
        "summary": whole.summary,
        "picture": star_picture(whole.first_parts, whole.summary.parts),
        "plan": whole.shown(plan),
        "worth_keeping": whole.worth_keeping,
        "has_recordings": any(each.recording for turn in _all(whole) for each in turn.attempts),
        **narrative_context(whole),
    }


def _all(whole: Report) -> Iterator[ReportedTurn]:
    for question in whole.questions:
        yield question
        yield from question.follow_ups


def narrative_context(whole: Report) -> dict[str, Any]:
    """The context of `interviews/_narrative.html`."""
    return {
        "interview": whole.interview,
        "narrative": whole.narrative,
        "strengths": whole.shown(whole.narrative.strengths),
        "changes": whole.shown(whole.narrative.changes),
    }


def _question(main: Turn, turns: Sequence[Turn]) -> ReportedTurn:
    under = [turn for turn in turns if turn.question == main.question and turn.is_follow_up]
    return _reported(main, [_reported(turn) for turn in under])


def _reported(turn: Turn, follow_ups: Sequence[ReportedTurn] = ()) -> ReportedTurn:
    attempts = [each for each in turn.attempts.all() if each.submitted_at is not None]
    return ReportedTurn(turn, attempts, best_of(attempts), follow_ups)


def _unread(turn: Turn) -> list[Attempt]:
    given = [each for each in turn.attempts.all() if each.submitted_at is not None]
    return [each for each in given if each.assessed_at is None]
