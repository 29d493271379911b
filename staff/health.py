"""How questions fare: rolled up in SQL from every answer, so that a page is quick over a million.

Distinct students do not add up over days, so there is a row for each question and period and all
of a period is counted anew. Only main questions count: a follow-up is written for one answer.

Who subtracts a period from a longer one must not learn about a few: where fewer than five students
answered in the time between, the longer one repeats the figures of the shorter; so it does where
fewer than five of them, but some, spoke, tried again or gained.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from staff.models import PARTS, QuestionFigures
from staff.telling import FEWEST_STUDENTS

PERIODS = (90, 365, 0)  # days, the shorter first; 0: ever
ROWS_AT_ONCE = 500
BEFORE_ALL = datetime(2000, 1, 1, tzinfo=UTC)
KEYS = ("days", "question")
COUNTED = [
    field.name for field in QuestionFigures._meta.concrete_fields if field.name not in ("id", *KEYS)
]


def roll_up(now: datetime | None = None) -> int:
    """Count everything anew, in one transaction; two at once do no harm. The number of rows."""
    now = now or timezone.now()
    rows = all_figures(now)
    with transaction.atomic():
        QuestionFigures.objects.bulk_create(
            rows,
            batch_size=ROWS_AT_ONCE,
            update_conflicts=True,
            unique_fields=KEYS,
            update_fields=COUNTED,
        )
        QuestionFigures.objects.filter(made_at__lt=now).delete()
    return len(rows)


def all_figures(now: datetime) -> list[QuestionFigures]:
    """Unsaved, of every period, always in the same order."""
    rows: list[QuestionFigures] = []
    shorter: dict[int, QuestionFigures] = {}
    for days in PERIODS:
        counted = figures(days, now)
        shorter = {row.question_id: _safe(row, shorter.get(row.question_id)) for row in counted}
        rows += shorter.values()
    return rows


def _safe(row: QuestionFigures, shorter: QuestionFigures | None) -> QuestionFigures:
    """The row, or the shorter period's figures where the difference would tell of a few."""
    if shorter is None or shorter.students < FEWEST_STUDENTS or not _tells_of_few(row):
        return row
    same = {name: getattr(shorter, name) for name in COUNTED}
    return QuestionFigures(question_id=row.question_id, days=row.days, **same)


def _tells_of_few(row: QuestionFigures) -> bool:
    groups = (0 < count < FEWEST_STUDENTS for count in row.earlier.values())
    return row.earlier["students"] < FEWEST_STUDENTS or any(groups)


def figures(days: int, now: datetime) -> list[QuestionFigures]:
    """Unsaved, for the questions that were asked in that time.

    Beside each, `earlier`: how many students of a group there are before the next shorter period.
    """
    since = _start(days, now)
    place = PERIODS.index(days)
    until = _start(PERIODS[place - 1], now) if place else since  # where the shorter one begins
    found: dict[int, dict[str, Any]] = {}
    for query, times in (
        (ASKED, [since]),
        (ANSWERED, [since, *[until] * len(GROUPS)]),
        (MEDIANS, [since]),
    ):
        for row in _rows(query, times):
            found.setdefault(row.pop("question"), {}).update(row)
    return [
        _row(question, days, now, values)
        for question, values in sorted(found.items())
        if values.get("asked")
    ]


def _start(days: int, now: datetime) -> datetime:
    return now - timedelta(days=days) if days else BEFORE_ALL


def _row(question: int, days: int, now: datetime, values: dict[str, Any]) -> QuestionFigures:
    earlier = {name: int(values.pop(f"earlier_{name}", None) or 0) for name in GROUPS}
    row = QuestionFigures(question_id=question, days=days, made_at=now, **_whole(values))
    row.earlier = earlier
    return row


def _whole(values: dict[str, Any]) -> dict[str, Any]:
    """What was counted over nothing is nothing."""
    gain = values.pop("gain", None)
    words = values.pop("median_words", None)
    counts = {name: int(value or 0) for name, value in values.items()}
    return {**counts, "gain": None if gain is None else float(gain), "median_words": words}


def _rows(query: str, times: list[datetime]) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(query, [connection.ops.adapt_datetimefield_value(each) for each in times])
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


# Standard SQL that PostgreSQL and SQLite both run. The first %s is since when; the others of
# ANSWERED are where the next shorter period begins.

ASKED = """
SELECT turn.source_id AS question,
       COUNT(*) AS asked,
       SUM(CASE WHEN interview.finished_at IS NOT NULL AND NOT EXISTS (
               SELECT 1 FROM interviews_attempt attempt
               WHERE attempt.turn_id = turn.id AND attempt.submitted_at IS NOT NULL
           ) THEN 1 ELSE 0 END) AS skipped,
       SUM(CASE WHEN interview.rung_now NOT IN ('', interview.rung) THEN 1 ELSE 0 END)
           AS avatar_failures
FROM interviews_turn turn
JOIN interviews_interview interview ON interview.id = turn.interview_id
WHERE turn.probe = 0 AND turn.source_id IS NOT NULL AND turn.asked_at >= %s
GROUP BY turn.source_id
"""

# One row an answer: which attempt of its turn it is, and how many there are.
_ANSWERS = """
SELECT turn.source_id, turn.asked_at, interview.owner_id, attempt.score, attempt.word_count,
       attempt.situation, attempt.task, attempt.action, attempt.result,
       CASE WHEN NOT attempt.is_silent
            AND (attempt.recording <> '' OR attempt.recording_deleted_at IS NOT NULL)
            THEN 1 ELSE 0 END AS is_spoken,
       CASE WHEN attempt.heard_by = '' AND attempt.transcript = '' THEN 1 ELSE 0 END AS is_unheard,
       ROW_NUMBER() OVER (PARTITION BY attempt.turn_id ORDER BY attempt.number) AS place,
       COUNT(*) OVER (PARTITION BY attempt.turn_id) AS places,
       MAX(attempt.score) OVER (PARTITION BY attempt.turn_id) AS best,
       COUNT(attempt.score) OVER (PARTITION BY attempt.turn_id) AS scores
FROM interviews_attempt attempt
JOIN interviews_turn turn ON turn.id = attempt.turn_id
JOIN interviews_interview interview ON interview.id = turn.interview_id
WHERE turn.probe = 0 AND turn.source_id IS NOT NULL AND turn.asked_at >= %s
      AND attempt.submitted_at IS NOT NULL
"""
_READ = "place = 1 AND situation IS NOT NULL"
_RETRIED = "place = places AND places > 1 AND situation IS NOT NULL"
_GAINED = "place = 1 AND scores > 1 AND score IS NOT NULL"
_MISSING = ",\n".join(
    f"SUM(CASE WHEN {which} AND {part} = 1 THEN 1 ELSE 0 END) AS {name}_{part}"
    for name, which in (("first", _READ), ("last", _RETRIED))
    for part in PARTS
)
GROUPS = {
    "students": "owner_id IS NOT NULL",
    "readers": _READ,
    "retriers": _RETRIED,
    "gainers": _GAINED,
    "speakers": "is_spoken = 1",
}
_STUDENTS = ",\n".join(
    f"COUNT(DISTINCT CASE WHEN {which} THEN owner_id END) AS {name}"
    for name, which in GROUPS.items()
)
_EARLIER = ",\n".join(
    f"COUNT(DISTINCT CASE WHEN {which} AND asked_at < %s THEN owner_id END) AS earlier_{name}"
    for name, which in GROUPS.items()
)
ANSWERED = f"""
WITH answers AS ({_ANSWERS})
SELECT source_id AS question,
       SUM(CASE WHEN place = 1 THEN 1 ELSE 0 END) AS answered,
       {_STUDENTS},
       {_EARLIER},
       SUM(CASE WHEN {_READ} THEN 1 ELSE 0 END) AS read_first,
       SUM(CASE WHEN {_RETRIED} THEN 1 ELSE 0 END) AS retried,
       {_MISSING},
       AVG(CASE WHEN {_GAINED} THEN best - score END) AS gain,
       SUM(is_spoken) AS spoken,
       SUM(is_spoken * is_unheard) AS transcription_failures
FROM answers
GROUP BY source_id
"""  # nosec B608  all of it stands above
MEDIANS = f"""
WITH answers AS ({_ANSWERS}), ordered AS (
    SELECT source_id, word_count,
           ROW_NUMBER() OVER (PARTITION BY source_id ORDER BY word_count) AS place,
           COUNT(*) OVER (PARTITION BY source_id) AS places
    FROM answers WHERE word_count IS NOT NULL
)
SELECT source_id AS question, CAST(ROUND(AVG(word_count)) AS integer) AS median_words
FROM ordered WHERE place IN ((places + 1) / 2, (places + 2) / 2)
GROUP BY source_id
"""  # nosec B608
