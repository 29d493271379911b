"""Pages of a student who has practised a great deal, beside those of one who has just begun.

Whole requests, one after the other, over HTTP to the site as it is served.
"""

import json
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx

from benchmarks.figures import percentile
from benchmarks.seats import site_on
from tests.site import Site

INTERVIEWS, QUESTIONS, ATTEMPTS = 500, 8, 3
TIMES = 40  # each page is asked for
SEED = Path(__file__).with_name("practised.py")
HEAD = (
    "| server | page | interviews | p50, ms | p95 | beside one interview, p50 | KiB |",
    "|---|---|---|---|---|---|---|",
)


def table(servers: Sequence[str]) -> Iterator[str]:
    yield from HEAD
    for server in servers:
        yield from _rows(server)


def _rows(server: str) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder, site_on(server, Path(folder), {}) as site:
        little, much = _student(site, 1), _student(site, INTERVIEWS)
        for page in much.pages:
            times, size = _ask(site, much.cookie, much.pages[page])
            few, _ = _ask(site, little.cookie, little.pages[page])
            p50, p95, base = percentile(times, 50), percentile(times, 95), percentile(few, 50)
            yield (
                f"| {server} | {page} | {INTERVIEWS} | {p50:.1f} | {p95:.1f} "
                f"| {base:.1f} | {size / 1024:.0f} |"
            )


@dataclass(frozen=True)
class Student:
    """Somebody with so many interviews: a log-in, and the addresses of their pages."""

    cookie: str
    pages: dict[str, str]


def _student(site: Site, interviews: int) -> Student:
    call = f"seed(interviews={interviews}, questions={QUESTIONS}, attempts={ATTEMPTS})"
    printed = site.manage("shell", "--verbosity", "0", "-c", f"{SEED.read_text()}\n{call}")
    found = next(line for line in printed.splitlines() if line.startswith("STUDENT "))
    return Student(**json.loads(found.removeprefix("STUDENT ")))


def _ask(site: Site, cookie: str, path: str) -> tuple[list[float], int]:
    times, size = [], 0
    with httpx.Client(base_url=site.url, headers={"cookie": cookie}, timeout=30) as client:
        client.get(path).raise_for_status()  # templates are compiled once
        for _ in range(TIMES):
            begun = time.perf_counter()
            answer = client.get(path)
            times.append(time.perf_counter() - begun)
            assert answer.status_code == 200, answer.status_code
            size = len(answer.content)
    return times, size
