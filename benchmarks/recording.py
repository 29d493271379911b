"""What a recording costs: from a spoken tenth of a second to "it is on the disk".

The real site (one process, SQLite) beside a bare WebSocket server, in the same run.
"""

import asyncio
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.figures import percentile
from benchmarks.processes import Taken, running, taken_by
from benchmarks.seats import seats_at, site_on
from benchmarks.students import Lesson, Seat
from tests.site import free_port

HEAD = (
    "| students | server | on disk p50 | p95 | p99 | CPU s / audio min | KiB / student |",
    "|---|---|---|---|---|---|---|",
)


@dataclass(frozen=True)
class Cost:
    waits: Sequence[float]  # seconds
    cpu: float  # seconds a minute of audio
    memory: float  # KiB a student


def table(counts: Sequence[int], seconds: int, servers: Sequence[str]) -> Iterator[str]:
    """The lines of the table, each as soon as it is measured."""
    yield from HEAD
    for count in counts:
        bare = _bare(count, seconds)
        yield _row(count, "bare WebSocket", bare)
        for server in servers:
            ours = _ours(server, count, seconds)
            yield _row(count, f"Greenroom on {server}", ours)
            slower = percentile(ours.waits, 95) / percentile(bare.waits, 95)
            more = ours.cpu / bare.cpu
            yield f"| {count} | **{server} / bare** | | **{slower:.2f}** | | **{more:.2f}** | |"


def _row(count: int, name: str, cost: Cost) -> str:
    waits = " | ".join(f"{percentile(cost.waits, share):.0f} ms" for share in (50, 95, 99))
    return f"| {count} | {name} | {waits} | {cost.cpu:.3f} | {cost.memory:.0f} |"


def _ours(server: str, count: int, seconds: int) -> Cost:
    with tempfile.TemporaryDirectory() as folder, site_on(server, Path(folder), {}) as site:
        return _measure(site.pid, seats_at(site, count), seconds)


def _bare(count: int, seconds: int) -> Cost:
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "benchmarks.bare", str(port), folder]
        with running(command) as pid:
            return _measure(pid, [Seat(f"ws://127.0.0.1:{port}/")] * count, seconds)


def _measure(pid: int, seats: Sequence[Seat], seconds: int) -> Cost:
    looks: list[Taken] = []
    lesson = Lesson(seats, seconds, look=lambda: looks.append(taken_by(pid)))
    waits = [wait for heard in asyncio.run(lesson.give()) for wait in heard.stored]
    empty, seated, spoken = looks
    cpu = (spoken.cpu - seated.cpu) / (len(seats) * seconds / 60)
    return Cost(waits, cpu, (spoken.memory - empty.memory) / len(seats))
