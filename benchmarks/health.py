"""The staff's pages over a million answers on PostgreSQL, beside the same with a thousand.

BENCH_POSTGRES names a server where databases may be made, for example
postgres://postgres@127.0.0.1:5432/postgres; without it this part is left out.
"""

import json
import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import httpx
import psycopg

from benchmarks.figures import percentile
from benchmarks.seats import site_on
from tests.site import Site

FEW, MANY = 1_200, 1_000_000  # answers
TIMES = 30
SEED = Path(__file__).with_name("department.py")
DATABASE = "greenroom_benchmark"
PAGES = {
    "questions": "/staff/questions/",
    "questions, ever": "/staff/questions/?days=0",
    "costs": "/staff/costs/",
    "costs, a year": "/staff/costs/?days=365",
}
HEAD = (
    "| server | page | answers | p50, ms | p95 | beside a thousand answers, p50 |",
    "|---|---|---|---|---|---|",
)


def table(servers: Sequence[str]) -> Iterator[str]:
    server = os.environ.get("BENCH_POSTGRES", "")
    if not server:
        yield "health: left out, BENCH_POSTGRES names no PostgreSQL server."
        return
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {DATABASE}")
        admin.execute(f"CREATE DATABASE {DATABASE}")
        try:
            yield from _rows(f"{server.rpartition('/')[0]}/{DATABASE}", servers[-1])
        finally:
            admin.execute(f"DROP DATABASE {DATABASE} WITH (FORCE)")


def _rows(address: str, server: str) -> Iterator[str]:
    environment = {"DATABASE_URL": address}
    with (
        tempfile.TemporaryDirectory() as folder,
        site_on(server, Path(folder), environment) as site,
    ):
        few = _grow(site, f"grow({FEW}); report()")
        before = {page: _ask(site, few["cookie"], path) for page, path in PAGES.items()}
        many = _grow(site, f"use(); grow({MANY - FEW}); report()")
        yield from HEAD
        for page, path in PAGES.items():
            times = _ask(site, many["cookie"], path)
            p50, p95 = percentile(times, 50), percentile(times, 95)
            yield (
                f"| {server} | {page} | {many['attempts']} | {p50:.1f} | {p95:.1f} "
                f"| {percentile(before[page], 50):.1f} |"
            )
        yield f"Rolled up in {many['roll_up']:.1f} s ({few['roll_up']:.2f} s for a thousand)."
        for plan in many["plans"]:
            yield f"Plan: {plan}"


def _grow(site: Site, calls: str) -> Any:
    printed = site.manage("shell", "--verbosity", "0", "-c", f"{SEED.read_text()}\n{calls}")
    found = next(line for line in printed.splitlines() if line.startswith("COUNTED "))
    return json.loads(found.removeprefix("COUNTED "))


def _ask(site: Site, cookie: str, path: str) -> list[float]:
    """Seconds of whole requests, one after the other."""
    times = []
    with httpx.Client(base_url=site.url, headers={"cookie": cookie}, timeout=30) as client:
        client.get(path).raise_for_status()  # templates are compiled once
        for _ in range(TIMES):
            begun = time.perf_counter()
            client.get(path).raise_for_status()
            times.append(time.perf_counter() - begun)
    return times
