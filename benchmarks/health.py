"""How questions fare, over a million attempts, beside the same page over a thousand.

Whole requests, one after the other, over HTTP to the site as it is served, on a PostgreSQL
database of its own. The pages of other figures that are added up at night can join `PAGES`.
"""

import json
import secrets
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.databases import local_server, own_database
from benchmarks.figures import percentile
from benchmarks.history import ask
from benchmarks.seats import site_on
from tests.site import Site

FEW, MANY = 1_000, 1_000_000  # attempts
AN_INTERVIEW = 10  # attempts
PAGES = {
    "last 90 days": "/staff/questions/",
    "ever": "/staff/questions/?days=0",
    "one bank, sorted": "/staff/questions/?days=0&bank=benchmark&order=-gain",
}
HEAD = (
    "| server | page | attempts | p50, ms | p95 | KiB | p50 / that of 1,000 attempts |",
    "|---|---|---|---|---|---|---|",
)
NO_SERVER = "health: skipped, DATABASE_URL names no PostgreSQL server on this machine."


def table(servers: Sequence[str]) -> Iterator[str]:
    server = local_server()
    if server is None:
        yield NO_SERVER
        return
    with tempfile.TemporaryDirectory() as folder, own_database(server) as database:
        settings = {"DATABASE_URL": database, "SECRET_KEY": secrets.token_urlsafe(50)}
        yield from _measured(servers, Path(folder), settings)


def _measured(servers: Sequence[str], folder: Path, settings: dict[str, str]) -> Iterator[str]:
    site = Site(folder, settings)
    site.manage("prepare")
    cookie = json.loads(_told(site, "prepare()", "STAFF ")[0])
    notes = [_seed(site, 1, FEW)]
    few = {server: _times(server, folder, settings, cookie) for server in servers}
    notes.append(_seed(site, FEW + 1, MANY))
    yield from HEAD
    for server in servers:
        many = _times(server, folder, settings, cookie)
        for page in PAGES:
            yield _row(server, page, FEW, few[server][page], few[server][page])
            yield _row(server, page, MANY, many[page], few[server][page])
    yield from ("", *notes)
    yield from (f"Plan of {plan}." for plan in _told(site, "shapes()", "PLAN "))


def _seed(site: Site, first: int, last: int) -> str:
    """Attempts number `first` to `last`, and all of them counted. How long counting took."""
    numbers = f"{(first - 1) // AN_INTERVIEW + 1}, {last // AN_INTERVIEW}"
    held = int(_told(site, f"seed({numbers})", "HELD ")[0])
    return f"Counted over {held:,} attempts: {site.manage('roll_up_questions').strip()}"


def _told(site: Site, call: str, mark: str) -> list[str]:
    script = f"from benchmarks.asked_often import *; {call}"
    printed = site.manage("shell", "--verbosity", "0", "-c", script).splitlines()
    return [line.removeprefix(mark) for line in printed if line.startswith(mark)]


Times = dict[str, tuple[list[float], int]]


def _times(server: str, folder: Path, settings: dict[str, str], cookie: str) -> Times:
    """Of each page: seconds of its requests, and its bytes."""
    with site_on(server, folder, settings) as site:
        return {name: ask(site, cookie, path) for name, path in PAGES.items()}


def _row(
    server: str,
    page: str,
    attempts: int,
    measured: tuple[list[float], int],
    base: tuple[list[float], int],
) -> str:
    times, size = measured
    p50, p95 = percentile(times, 50), percentile(times, 95)
    ratio = p50 / percentile(base[0], 50)
    return (
        f"| {server} | {page} | {attempts:,} | {p50:.1f} | {p95:.1f} "
        f"| {size / 1024:.0f} | {ratio:.2f} |"
    )
