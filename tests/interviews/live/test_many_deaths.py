"""A server that is killed again and again while people answer: every answer is there, once."""

import json
import random
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.raw_socket import RawSocket
from tests.site import Site
from tests.sockets import FRAME, audio
from tests.visitor import Visitor

pytestmark = pytest.mark.own_site
STUDENTS = 4
ANSWERS = 5  # of each, at one question
FRAMES = 8  # of an answer
DEATHS = 5
PATIENCE = 180  # seconds for all of it, on a machine that does other things, too
COUNT = """
import json
from interviews.models import Attempt
rows = Attempt.objects.filter(submitted_at__isnull=False)
print("ROWS " + json.dumps([[str(a.pk), a.transcript, a.seconds] for a in rows]))
"""


class Student:
    """Answers, and tries again on a new socket whenever the old one is gone."""

    def __init__(self, site: Site, number: int) -> None:
        self._site = site
        self._tab = f"tab-of-student-{number}"
        self.shown_as_saved: set[str] = set()
        self._answered: set[str] = set()
        self._attempt = ""
        with Visitor(site.url) as visitor:
            visitor.start_as_guest()
            visitor.allow_recording()
            self._interview = visitor.begin_interview()
            self._cookie = visitor.cookie

    def practise(self) -> None:
        while len(self._answered) < ANSWERS:
            with suppress(OSError, AssertionError), self._dial() as socket:
                socket.say("join", tab=self._tab)
                while len(self._answered) < ANSWERS:
                    self._go_on(socket)

    def _dial(self) -> RawSocket:
        path = f"/ws/interviews/{self._interview}/"
        try:
            return RawSocket(self._site.port, path, {"Cookie": self._cookie})
        except OSError:
            time.sleep(0.1)
            raise

    def _go_on(self, socket: RawSocket) -> None:
        """One step from wherever the server says we are."""
        room = socket.hear("room")
        match room["phase"]:
            case "warm_up":
                socket.say("start")
            case "asking":
                socket.say("talk")
            case "listening" if not room["attempt"]:
                socket.say("talk")
            case "listening" | "recording":
                self._answer(socket, room["attempt"], room["have"])
            case "checking":
                self._attempt = room["attempt"]
                socket.say("feedback", text=f"Answer {room['attempt']}", question=0, probe=0)
            case "feedback":
                self._answered.add(self._attempt)
                socket.say("retry", question=0, probe=0)

    def _answer(self, socket: RawSocket, attempt: str, have: int) -> None:
        socket.say("talk")
        while have < FRAMES * FRAME:
            for number in range(FRAMES):
                socket.send(audio(number * FRAME))
            have = socket.hear("have")["samples"]
        socket.say("finish", text=f"Answer {attempt}", samples=FRAMES * FRAME)
        self.shown_as_saved.add(str(socket.hear("saved")["attempt"]))


@pytest.fixture(params=["daphne", "uvicorn"])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    with Site(tmp_path, {"SERVER": request.param}) as site:
        yield site


def test_no_answer_is_lost_or_doubled_however_often_the_server_is_killed(site: Site) -> None:
    students = [Student(site, number) for number in range(STUDENTS)]
    threads = [threading.Thread(target=each.practise, daemon=True) for each in students]
    for thread in threads:
        thread.start()
    chance = random.Random(7)
    for _ in range(DEATHS):
        time.sleep(chance.uniform(0.05, 1.0))
        site.kill()
        site.start()
    deadline = time.monotonic() + PATIENCE
    for thread in threads:
        thread.join(max(0, deadline - time.monotonic()))
    assert not [thread for thread in threads if thread.is_alive()]
    printed = site.manage("shell", "--verbosity", "0", "-c", COUNT)
    found = next(line for line in printed.splitlines() if line.startswith("ROWS "))
    rows = json.loads(found.removeprefix("ROWS "))
    assert len(rows) == STUDENTS * ANSWERS
    assert all(text == f"Answer {attempt}" for attempt, text, _ in rows)
    assert {seconds for _, _, seconds in rows} == {FRAMES * FRAME / 16_000}
    saved = set().union(*(each.shown_as_saved for each in students))
    assert saved <= {attempt for attempt, _, _ in rows}
