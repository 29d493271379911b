"""What is kept of an interview, as plain data that leaves the site: docs/export.md explains it."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models.fields.files import FieldFile

from interviews.models import Attempt, Interview, Turn

FORMAT = "greenroom-interview"
VERSION = 1  # goes up when a name or a unit changes, not when one is added


def interview_data(interview: Interview) -> dict[str, Any]:
    """All that is kept of an interview, ready for `json.dumps`. Two queries, or none if prefetched.

    Prefetch `turns__attempts` when there are many.
    """
    return {
        "format": FORMAT,
        "version": VERSION,
        "id": str(interview.pk),
        "question_bank": interview.bank_title,
        "language": interview.language,
        "feedback": interview.timing,
        "interviewer": interview.rung,
        "created_at": _time(interview.created_at),
        "finished_at": _time(interview.finished_at),
        "score": _number(interview.score),
        "gain": _number(interview.gain),
        "narrative": (interview.narrative or {}).get("narrative"),
        "turns": [_turn(turn) for turn in interview.turns_with_attempts()],
    }


def recordings(interview: Interview) -> Iterator[tuple[str, FieldFile]]:
    """The recordings of an interview, each with the name that `interview_data` gives it."""
    for turn in interview.turns_with_attempts():
        for attempt in turn.attempts.all():
            if attempt.recording:
                yield recording_name(turn, attempt), attempt.recording


def recording_name(turn: Turn, attempt: Attempt) -> str:
    """Guessable from the outside: question 2, its first follow-up, third attempt."""
    follow_up = f"-follow-up-{turn.probe}" if turn.probe else ""
    return f"question-{turn.number}{follow_up}-attempt-{attempt.number}.wav"


def _turn(turn: Turn) -> dict[str, Any]:
    return {
        "question": turn.number,
        "follow_up": turn.probe,
        "text": turn.text,
        "competency": turn.competency,
        "suggested_seconds": turn.time_limit,
        "asked_at": _time(turn.asked_at),
        "attempts": [_attempt(turn, attempt) for attempt in turn.attempts.all()],
    }


def _attempt(turn: Turn, attempt: Attempt) -> dict[str, Any]:
    return {
        "attempt": attempt.number,
        "transcript": attempt.transcript,
        "words": attempt.words,
        "heard_by": attempt.heard_by,
        "seconds": attempt.seconds,
        "recording": recording_name(turn, attempt) if attempt.recording else None,
        "delivery": attempt.delivery,
        "score": _number(attempt.score),
        "self_rating": attempt.self_rating,
        "coach": attempt.coach,
        "prompt_version": attempt.prompt_version,
        "assessment": attempt.assessment,
        "started_at": _time(attempt.started_at),
        "submitted_at": _time(attempt.submitted_at),
        "assessed_at": _time(attempt.assessed_at),
    }


def _time(when: datetime | None) -> str | None:
    """UTC, ISO 8601."""
    return when.isoformat() if when else None


def _number(number: Decimal | None) -> float | None:
    return None if number is None else float(number)
