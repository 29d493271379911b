"""Run by `manage.py shell` for `benchmarks.health`: questions that were answered so often.

Rows are copies of one real interview, made by the database; PostgreSQL only.
"""

import json
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import Group
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, models
from django.db.models import F

from accounts.models import Rung, User
from accounts.roles import Role
from interviews import services
from interviews.models import Attempt, Interview, Question, QuestionBank, Timing, Turn
from staff.health import ANSWERED, ASKED, BEFORE_ALL, MEDIANS, PERIODS
from staff.models import PARTS, QuestionFigures
from tests.interviews.acts import give_answer

STUDENTS, QUESTIONS, TURNS, ATTEMPTS = 20_000, 500, 5, 2  # turns an interview, attempts a turn
FIRST = 100  # interviews of the baseline, about few questions, so that its page is as full
FEW_QUESTIONS = 60
FIRST_TURN = 1_000_000  # numbers of turns begin here


def prepare() -> None:
    """Students, questions and the interview that is copied; prints a staff member's cookie."""
    User.objects.bulk_create(
        User(email=f"student-{number}@example.com", password="!") for number in range(STUDENTS)
    )
    bank = QuestionBank.objects.create(slug="benchmark", title="Benchmark")
    Question.objects.bulk_create(
        Question(bank=bank, slug=f"benchmark-{number}", text=f"And {number}?", competency="service")
        for number in range(QUESTIONS)
    )
    first = QuestionBank.objects.on_offer()[0]
    interview = services.create_interview(
        owner=User.objects.get(email="student-0@example.com"),
        bank=first,
        questions=1,
        timing=Timing.EACH,
        rung=Rung.TEXT,
    )
    give_answer(interview)
    print("STAFF " + json.dumps(_cookie()))


def _cookie() -> str:
    user = User.objects.create_user("staff@example.com", None, is_staff=True)
    user.groups.add(Group.objects.get(name=Role.STAFF))
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def seed(first: int, last: int) -> None:
    """Interviews number `first` to `last`; prints how many attempts there are now."""
    turn = Turn.objects.get(pk__lt=FIRST_TURN, probe=0, attempts__number=1)
    student = User.objects.get(email="student-0@example.com").pk
    question = Question.objects.get(slug="benchmark-0").pk
    _copy(Interview, turn.interview_id, first, last, _interview(student))
    _copy(Turn, turn.pk, first * TURNS, last * TURNS + TURNS - 1, _turn(question))
    lowest, highest = first * TURNS * ATTEMPTS, (last * TURNS + TURNS) * ATTEMPTS - 1
    _copy(Attempt, turn.attempts.get().pk, lowest, highest, _attempt())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"HELD {Attempt.objects.count()}")


def _interview(student: int) -> dict[str, str]:
    return {
        "id": _uuid("n"),
        "owner_id": f"{student} + n % {STUDENTS}",
        "finished_at": "now()",
        "phase": "'finished'",
        "rung_now": "CASE WHEN n % 33 = 0 THEN 'voice' ELSE '' END",
    }


def _turn(question: int) -> dict[str, str]:
    number = f"n / {TURNS}"
    is_first = f"{number} <= {FIRST}"
    return {
        "id": f"{FIRST_TURN} + n",
        "interview_id": _uuid(number),
        "question": f"n % {TURNS}",
        "source_id": f"{question} + CASE WHEN {is_first} THEN n % {FEW_QUESTIONS} "
        f"ELSE (n * 7919::bigint) % {QUESTIONS} END",
        "asked_at": f"now() - CASE WHEN {is_first} THEN 0 ELSE {number} / 100 END "
        "* interval '1 day' - interval '1 hour'",
    }


def _attempt() -> dict[str, str]:
    return {
        "id": _uuid("n"),
        "turn_id": f"{FIRST_TURN} + n / {ATTEMPTS}",
        "number": f"1 + n % {ATTEMPTS}",
        "word_count": "40 + n % 200",
        "recording": "CASE WHEN n % 3 = 0 THEN 'a.wav' ELSE '' END",
        "heard_by": "CASE WHEN n % 21 = 0 THEN '' ELSE 'deepgram' END",
        "score": f"1 + {_any('n')} % 40 / 10.0",
        **{part: f"1 + {_any(f'n + {place}')} % 5" for place, part in enumerate(PARTS)},
    }


def _any(seed: str) -> str:
    """A number that is the same for the same seed, and follows no pattern."""
    return f"(hashint8({seed}) & 65535)"


def _uuid(number: str) -> str:
    return f"lpad(to_hex({number}), 32, '0')::uuid"


def _copy(
    model: type[models.Model], pattern: UUID | int, first: int, last: int, other: dict[str, str]
) -> None:
    """Rows like the pattern, but for these columns; `n` counts from `first` to `last`."""
    columns = [field.column or "" for field in model._meta.concrete_fields]
    values = [other.get(column, f'pattern."{column}"') for column in columns]
    names = ", ".join(f'"{column}"' for column in columns)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({names}) SELECT {', '.join(values)} "
            f"FROM generate_series({first}, {last}) AS n, {table} AS pattern "
            f"WHERE pattern.id = '{pattern}'"
        )


def shapes() -> None:
    """Prints which nodes the plans of the page and of counting have, the outermost first."""
    figures = QuestionFigures.objects.filter(days=PERIODS[0]).tellable().with_shares()
    order = F("told_first_result").desc(nulls_last=True)
    page = figures.select_related("question__bank").order_by(order, "pk")[:50]
    _show("page", json.loads(page.explain(format="json"))[0])
    queries = {"asked": (ASKED, 1), "answered": (ANSWERED, 2), "medians": (MEDIANS, 1)}
    for name, (query, times) in queries.items():
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN (FORMAT JSON) {query}", [BEFORE_ALL] * times)
            _show(name, cursor.fetchone()[0][0])


def _show(name: str, found: dict[str, Any]) -> None:
    print(f"PLAN {name}: {', '.join(_node_types(found['Plan']))}")


def _node_types(plan: dict[str, Any]) -> list[str]:
    below = [name for each in plan.get("Plans", ()) for name in _node_types(each)]
    return [plan["Node Type"], *below]
