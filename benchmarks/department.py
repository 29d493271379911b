"""Run by `manage.py shell` for `benchmarks.health`, on PostgreSQL: answers of a whole department.

Each `grow` adds to what is there; rows are made in the database, from one that is kept as a model.
"""

import json
import time
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.utils import timezone

from accounts.models import Rung, User
from costs.models import DayUse, Kind
from interviews.models import Attempt, Interview, QuestionBank, Timing
from interviews.services import create_interview
from staff.cost_report import SUMS
from staff.health import roll_up
from staff.models import QuestionFigures

TURNS, ATTEMPTS = 4, 3  # of an interview, of a turn
STUDENTS = 2000
COPY = """
INSERT INTO {table} SELECT made.* FROM {table} model, {rows},
LATERAL jsonb_populate_record(model, jsonb_build_object({changed})) made WHERE model.id = {model}
"""


def grow(attempts: int) -> None:
    interviews = attempts // (TURNS * ATTEMPTS)
    interview, turn, attempt = _models()
    _students()
    _copy(
        "interviews_interview",
        f"generate_series(1, {interviews}) nth",
        "'id', gen_random_uuid(), 'owner_id', (SELECT min(id) FROM accounts_user) + nth % "
        f"{STUDENTS}, 'created_at', now() - nth % 400 * interval '1 day'",
        f"'{interview}'",
    )
    _copy(
        "interviews_turn",
        "(SELECT id, row_number() OVER () AS place FROM interviews_interview WHERE NOT EXISTS "
        "(SELECT 1 FROM interviews_turn WHERE interview_id = interviews_interview.id)) held, "
        f"generate_series(0, {TURNS - 1}) nth",
        "'id', nextval(pg_get_serial_sequence('interviews_turn', 'id')), 'interview_id', held.id,"
        "'question', nth, 'asked_at', now() - held.place % 400 * interval '1 day',"
        "'source_id', (SELECT min(id) FROM interviews_question) + (held.place * 7 + nth) % "
        "(SELECT count(*) FROM interviews_question)",
        str(turn),
    )
    level = "1 + floor(random() * 5)"
    _copy(
        "interviews_attempt",
        "(SELECT id FROM interviews_turn WHERE NOT EXISTS (SELECT 1 FROM interviews_attempt "
        "WHERE turn_id = interviews_turn.id)) asked, "
        f"generate_series(1, {ATTEMPTS}) nth",
        "'id', gen_random_uuid(), 'turn_id', asked.id, 'number', nth, 'word_count', "
        f"(random() * 300)::int, 'situation', {level}, 'task', {level}, 'action', {level}, "
        f"'result', {level}, 'score', round((random() * 4 + 1)::numeric, 1)",
        f"'{attempt}'",
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _models() -> tuple[Any, int, Any]:
    """One of each, as the site makes it."""
    bank = QuestionBank.objects.on_offer().first()
    assert bank is not None
    interview = create_interview(
        owner=User.objects.create_guest(),
        bank=bank,
        questions=1,
        timing=Timing.EACH,
        rung=Rung.TEXT,
    )
    now = timezone.now()
    Interview.objects.filter(pk=interview.pk).update(phase="finished", finished_at=now)
    turn = interview.turns.get()
    attempt = Attempt.objects.create(turn=turn, number=99, transcript="And then?", submitted_at=now)
    return interview.pk, turn.pk, attempt.pk


def _students() -> None:
    if User.objects.count() < STUDENTS:
        User.objects.bulk_create(User(is_guest=True, password="!") for _ in range(STUDENTS))


def _copy(table: str, rows: str, changed: str, model: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(COPY.format(table=table, rows=rows, changed=changed, model=model))


def use() -> None:
    """A year of paid use in six banks."""
    today = timezone.localdate()
    kinds = [(kind, f"{kind}-{number}") for kind in Kind for number in (1, 2)]
    DayUse.objects.bulk_create(
        DayUse(
            day=today - timedelta(days=day),
            kind=kind,
            provider=provider,
            bank=f"bank-{bank}",
            quantity=5000,
            cost=Decimal("1.5"),
        )
        for day in range(365)
        for bank in range(6)
        for kind, provider in kinds
    )


def report() -> None:
    begun = time.perf_counter()
    roll_up()
    seconds = time.perf_counter() - begun
    print(
        "COUNTED "
        + json.dumps(
            {
                "attempts": Attempt.objects.count(),
                "roll_up": seconds,
                "cookie": _cookie(),
                "plans": [
                    _plan(QuestionFigures.objects.filter(days=90).tellable().with_shares()),
                    _plan(DayUse.objects.values("day").annotate(**SUMS).order_by("-day")),
                ],
            }
        )
    )


def _plan(queryset: Any) -> str:
    """The kinds of nodes, from the top down."""
    plan = json.loads(queryset.explain(format="json"))
    plan = plan[0]["Plan"] if isinstance(plan, list) else plan["Plan"]
    nodes = [plan["Node Type"]]
    while plan.get("Plans"):
        plan = plan["Plans"][0]
        nodes.append(plan["Node Type"])
    return " / ".join(nodes)


def _cookie() -> str:
    user = User.objects.filter(is_superuser=True).first() or User.objects.create_superuser(
        "staff@example.com", "a long password"
    )
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"
