"""Run by `manage.py shell` for `benchmarks.history`: somebody who has practised so and so often."""

import json
from datetime import timedelta
from decimal import Decimal

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse
from django.utils import timezone

from accounts.models import Rung, User
from interviews import rollup
from interviews.coach import offline
from interviews.coach.rubric import Question as Asked
from interviews.models import Attempt, Interview, QuestionBank, Timing, Turn

STORY = (
    "Last spring I worked at the desk of our library. A reader could not find a map he needed. "
    "It was my task to help him before we closed. I asked what he was looking for, searched the "
    "catalogue and rang the archive. In the end he had the map within ten minutes."
)
TEXTS = ("I worked in a library and we helped a reader. It went well.", STORY[:250], STORY)


def seed(*, interviews: int, questions: int, attempts: int) -> None:
    user = User.objects.create_guest()
    bank = QuestionBank.objects.first()
    assert bank is not None
    now = timezone.now()
    held = Interview.objects.bulk_create(
        Interview(
            owner=user,
            bank=bank,
            bank_title=bank.title,
            timing=Timing.EACH,
            rung=Rung.TEXT,
            phase="finished",
            created_at=now - timedelta(days=number),
            finished_at=now - timedelta(days=number),
        )
        for number in range(interviews)
    )
    turns = Turn.objects.bulk_create(
        Turn(
            interview=interview,
            question=question,
            text="Tell me about a time you helped a reader.",
            competency="service",
            time_limit=180,
            asked_at=now,
        )
        for interview in held
        for question in range(questions)
    )
    Attempt.objects.bulk_create(
        (attempt(turn, number) for turn in turns for number in range(1, attempts + 1)),
        batch_size=500,
    )
    for interview in held:
        rollup.refresh(interview.pk)
    tell(user, held[0])


def attempt(turn: Turn, number: int) -> Attempt:
    text = TEXTS[(number - 1) % len(TEXTS)]
    view = offline.assess(Asked(turn.text, turn.competency), text)
    return Attempt(
        turn=turn,
        number=number,
        transcript=text,
        assessment=view.to_json(),
        score=None if view.score is None else Decimal(str(view.score)),
        coach=view.coach,
        submitted_at=timezone.now(),
        assessed_at=timezone.now(),
    )


def tell(user: User, interview: Interview) -> None:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    pages = {
        "history": reverse("history"),
        "progress": reverse("progress"),
        "report": reverse("report", args=[interview.pk]),
    }
    cookie = f"{settings.SESSION_COOKIE_NAME}={session.session_key}"
    print("STUDENT " + json.dumps({"cookie": cookie, "pages": pages}))
