"""Seats at the real site: a person with an interview and a log-in each, and the site itself.

One person each, because one person may have five sockets only.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from benchmarks.students import Seat
from tests.site import Site

SERVERS = ("daphne", "uvicorn")
OPENING = (
    {"type": "join", "tab": "benchmark-tab-01"},
    {"type": "start"},
    {"type": "talk"},
)
RELEASE = {"type": "release"}
SEATS = """
import json
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.conf import settings
from accounts.models import Purpose, Rung, User
from accounts.services import give_consent
from interviews.models import QuestionBank, Timing
from interviews.services import create_interview
bank = QuestionBank.objects.first()
seats = []
for _ in range({count}):
    user = User.objects.create_guest()
    give_consent(user=user, purpose=Purpose.RECORDING, version="benchmark", text="benchmark")
    interview = create_interview(
        owner=user, bank=bank, questions=1, timing=Timing.EACH, rung=Rung.{rung}
    )
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    cookie = settings.SESSION_COOKIE_NAME + "=" + session.session_key
    seats.append([str(interview.pk), cookie])
print("SEATS " + json.dumps(seats))
"""


def site_on(server: str, folder: Path, environment: Mapping[str, str]) -> Site:
    """The site as `manage.py serve` serves it."""
    return Site(folder, {"LOG_LEVEL": "WARNING", "SERVER": server, **environment})


def seats_at(
    site: Site, count: int, release: Mapping[str, str] | None = None, *, rung: str = "TEXT"
) -> list[Seat]:
    script = SEATS.format(count=count, rung=rung)
    printed = site.manage("shell", "--verbosity", "0", "-c", script)
    found = next(line for line in printed.splitlines() if line.startswith("SEATS "))
    return [
        Seat(
            f"{site.socket_url}/ws/interviews/{interview}/",
            headers={"Cookie": cookie},
            origin=site.url,
            opening=OPENING,
            release=release,
        )
        for interview, cookie in json.loads(found.removeprefix("SEATS "))
    ]
