"""How questions fare: rolled up in SQL from every answer, so that a page is quick over a million.

Distinct students do not add up over days, so there is a row for each question and period and all
of a period is counted anew. Only main questions count: a follow-up is written for one answer.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from staff.models import PARTS, QuestionFigures

PERIODS = (90, 365, 0)  # days; 0: ever
ROWS_AT_ONCE = 500
BEFORE_ALL = datetime(2000, 1, 1, tzinfo=UTC)


def roll_up(now: datetime | None = None) -> int:
    """Count everything anew, in one transaction. The number of rows."""
    now = now or timezone.now()
    rows = [row for days in PERIODS for row in figures(days, now)]
    with transaction.atomic():
        QuestionFigures.objects.all().delete()
        QuestionFigures.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE)
    return len(rows)


def figures(days: int, now: datetime) -> list[QuestionFigures]:
    """Unsaved, for the questions that were asked in that time."""
    since = now - timedelta(days=days) if days else BEFORE_ALL
    found: dict[int, dict[str, Any]] = {}
    for query in (ASKED, ANSWERED, MEDIANS):
        for row in _rows(query, since):
            found.setdefault(row.pop("question"), {}).update(row)
    return [
        QuestionFigures(question_id=question, days=days, made_at=now, **_whole(values))
        for question, values in found.items()
        if values.get("asked")
    ]


def _whole(values: dict[str, Any]) -> dict[str, Any]:
    """What was counted over nothing is nothing."""
    gain = values.pop("gain", None)
    words = values.pop("median_words", None)
    counts = {name: int(value or 0) for name, value in values.items()}
    return {**counts, "gain": None if gain is None else float(gain), "median_words": words}


def _rows(query: str, since: datetime) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(query, [connection.ops.adapt_datetimefield_value(since)])
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


# Standard SQL that PostgreSQL and SQLite both run. In each, %s is since when.

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
SELECT turn.source_id, interview.owner_id, attempt.score, attempt.word_count,
       attempt.situation, attempt.task, attempt.action, attempt.result,
       CASE WHEN attempt.recording <> '' AND NOT attempt.is_silent THEN 1 ELSE 0 END AS is_spoken,
       CASE WHEN attempt.heard_by = '' THEN 1 ELSE 0 END AS is_unheard,
       ROW_NUMBER() OVER (PARTITION BY attempt.turn_id ORDER BY attempt.number) AS place,
       COUNT(*) OVER (PARTITION BY attempt.turn_id) AS places,
       MAX(attempt.score) OVER (PARTITION BY attempt.turn_id) AS best
FROM interviews_attempt attempt
JOIN interviews_turn turn ON turn.id = attempt.turn_id
JOIN interviews_interview interview ON interview.id = turn.interview_id
WHERE turn.probe = 0 AND turn.source_id IS NOT NULL AND turn.asked_at >= %s
      AND attempt.submitted_at IS NOT NULL
"""
_MISSING = ",\n".join(
    f"SUM(CASE WHEN {which} AND {part} = 1 THEN 1 ELSE 0 END) AS {name}_{part}"
    for name, which in (("first", "place = 1"), ("last", "place = places AND places > 1"))
    for part in PARTS
)
ANSWERED = f"""
WITH answers AS ({_ANSWERS})
SELECT source_id AS question,
       SUM(CASE WHEN place = 1 THEN 1 ELSE 0 END) AS answered,
       COUNT(DISTINCT owner_id) AS students,
       SUM(CASE WHEN place = 1 AND situation IS NOT NULL THEN 1 ELSE 0 END) AS read_first,
       SUM(CASE WHEN place = places AND places > 1 AND situation IS NOT NULL THEN 1 ELSE 0 END)
           AS retried,
       {_MISSING},
       AVG(CASE WHEN place = 1 AND places > 1 THEN best - score END) AS gain,
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
