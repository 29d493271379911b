"""People who have a session already: most tests begin after the log-in.

Made in one go and by the dozen, because starting `manage.py` takes longer than most tests.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright._impl._api_structures import SetCookieParam  # not public, needed for its type
from playwright.sync_api import Browser

from tests.browser.student import Student
from tests.site import Site

FAKES = Path(__file__).parent / "fakes"

PASSWORD = "correct horse battery staple"
MAKE = """
import json
from django.contrib.auth.models import Group
from django.test import Client
from django.utils.timezone import now
from accounts.consents import WORDINGS
from accounts.models import Purpose, User
from accounts.roles import Role
from accounts.services import give_consent
from avatars.models import Connection

def session(user):
    client = Client()
    client.force_login(user)
    return client.session.session_key

def guest(purposes):
    user = User.objects.create_guest()
    for purpose in purposes:
        words = WORDINGS[purpose]
        give_consent(user=user, purpose=purpose, version=words.version, text=words.text)
    return session(user)

def met_live_interviewers(user):
    for ms in (900, 1400, 2500):
        connection = Connection.objects.create(
            user=user, provider="liveavatar", face="a", most_seconds=600, seconds=95,
            ready_at=now(), time_to_ready_ms=ms, ended_at=now(), why="finished",
        )
        connection.speeches.create(start_delay_ms=ms // 3, seconds=4)
    Connection.objects.create(
        user=user, provider="liveavatar", face="a", most_seconds=600, why="failed", trouble="quota"
    )
    return session(user)

def member(role):
    user = User.objects.create_user("editor@example.com", "{password}", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return user

said_yes = [guest([Purpose.RECORDING]) for _ in range({many})]
print("PEOPLE", json.dumps({{
    "strangers": [guest([]) for _ in range({many})],
    "recorded": said_yes,
    "captioned": [guest(Purpose) for _ in range({few})],
    "staff": session(User.objects.create_superuser("staff@example.com", "{password}")),
    "editor": session(member(Role.BANK_EDITORS)),
    "undecided": session(User.objects.create_user("undecided@example.com", "{password}")),
    "leaver": session(User.objects.create_user("leaver@example.com", "{password}")),
    "student": met_live_interviewers(
        User.objects.create_user("student@example.com", "{password}")
    ),
}}))
"""


@dataclass
class People:
    """Each guest is handed out once, as the cookie of a session."""

    site: Site
    strangers: Iterator[str]  # have agreed to nothing
    recorded: Iterator[str]  # have agreed to be recorded
    captioned: Iterator[str]  # and to the browser's captions
    staff: str  # an administrator
    editor: str  # of question banks, and no more
    student: str
    undecided: str  # will ask for the end of undecided@example.com, and think better of it
    leaver: str  # will log out, and in again as leaver@example.com

    @contextmanager
    def visit(self, browser: Browser, session: str, *fakes: str) -> Iterator[Student]:
        """A window of one's own. At its end the browser must have found nothing to complain of.

        `fakes` are scripts of `fakes/` that stand in for a part of the browser.
        """
        context = browser.new_context(base_url=self.site.url)
        try:
            if session:
                context.add_cookies([self.cookie(session)])
            for fake in fakes:
                context.add_init_script(path=FAKES / f"{fake}.js")
            student = Student(context.new_page())
            yield student
            student.expect_no_complaints()
        finally:
            context.close()

    def cookie(self, session: str) -> SetCookieParam:
        return {
            "name": "__Host-session",
            "value": session,
            "url": self.site.url.replace("http:", "https:"),
            "secure": True,
            "httpOnly": True,
            "sameSite": "Lax",
        }


def invite(site: Site, *, many: int = 100, few: int = 10) -> People:
    printed = site.manage("shell", "-c", MAKE.format(many=many, few=few, password=PASSWORD))
    (line,) = (line for line in printed.splitlines() if line.startswith("PEOPLE"))
    made = json.loads(line.removeprefix("PEOPLE "))
    return People(
        site=site,
        strangers=iter(made["strangers"]),
        recorded=iter(made["recorded"]),
        captioned=iter(made["captioned"]),
        staff=made["staff"],
        editor=made["editor"],
        student=made["student"],
        undecided=made["undecided"],
        leaver=made["leaver"],
    )
