"""What a recording costs: from a spoken tenth of a second to "it is on the disk".

The real site (Daphne, one process, SQLite) beside a bare WebSocket server, in the same run.
"""

import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.students import Seat, speak_all
from tests.site import ROOT, Site, free_port

START_UP = 1.5  # seconds for the bare server
TICKS = os.sysconf("SC_CLK_TCK")
OPENING = (
    {"type": "join", "tab": "benchmark-tab-01"},
    {"type": "start"},
    {"type": "talk"},
)
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
        owner=user, bank=bank, questions=1, timing=Timing.EACH, rung=Rung.TEXT
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


@dataclass(frozen=True)
class Cost:
    waits: Sequence[float]  # seconds
    cpu: float  # seconds a minute of audio
    memory: float  # KiB a student

    def percentile(self, share: int) -> float:
        """Milliseconds."""
        return statistics.quantiles(self.waits, n=100)[share - 1] * 1000


HEAD = (
    "| students | server | on disk p50 | p95 | p99 | CPU s / audio min | KiB / student |",
    "|---|---|---|---|---|---|---|",
)


def table(counts: Sequence[int], seconds: int) -> Iterator[str]:
    """The lines of the table, each as soon as it is measured."""
    yield from HEAD
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            bare = _bare(Path(folder), count, seconds)
            yield _row(count, "bare WebSocket", bare)
        with tempfile.TemporaryDirectory() as folder:
            ours = _ours(Path(folder), count, seconds)
            yield _row(count, "Greenroom on Daphne", ours)
        slower = ours.percentile(95) / bare.percentile(95)
        yield f"| {count} | **ratio** | | **{slower:.2f}** | | **{ours.cpu / bare.cpu:.2f}** | |"


def _row(count: int, name: str, cost: Cost) -> str:
    waits = " | ".join(f"{cost.percentile(share):.0f} ms" for share in (50, 95, 99))
    return f"| {count} | {name} | {waits} | {cost.cpu:.3f} | {cost.memory:.0f} |"


def _ours(folder: Path, count: int, seconds: int) -> Cost:
    with Site(folder, {"LOG_LEVEL": "WARNING"}) as site:
        printed = site.manage("shell", "--verbosity", "0", "-c", SEATS.format(count=count))
        found = next(line for line in printed.splitlines() if line.startswith("SEATS "))
        seats = [
            Seat(f"{site.socket_url}/ws/interviews/{interview}/", site.url, cookie, OPENING)
            for interview, cookie in json.loads(found.removeprefix("SEATS "))
        ]
        return _measure(site.pid, seats, seconds)


def _bare(folder: Path, count: int, seconds: int) -> Cost:
    port = free_port()
    command = [sys.executable, "-m", "benchmarks.bare", str(port), str(folder)]
    with _running(command) as pid:
        seats = [Seat(f"ws://127.0.0.1:{port}/")] * count
        return _measure(pid, seats, seconds)


def _measure(pid: int, seats: Sequence[Seat], seconds: int) -> Cost:
    cpu, memory = _cpu(pid), _memory(pid)
    waits = asyncio.run(speak_all(seats, seconds))
    minutes = len(seats) * seconds / 60
    return Cost(waits, (_cpu(pid) - cpu) / minutes, (_memory(pid) - memory) / len(seats))


def _cpu(pid: int) -> float:
    """Seconds of processor time so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _memory(pid: int) -> int:
    """KiB resident."""
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if "VmHWM" in line)


@contextmanager
def _running(command: Sequence[str]) -> Iterator[int]:
    process = subprocess.Popen(command, cwd=ROOT)
    try:
        time.sleep(START_UP)
        yield process.pid
    finally:
        process.terminate()
        process.wait(timeout=10)
