"""What a slow database does to the captions of others.

One student's draft waits a second for a lock on the database, several times, in that interview's
own thread; meanwhile everyone speaks. Captions sent while it waits are compared with the rest.
"""

import asyncio
import json
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import uvloop
from websockets.asyncio.client import ClientConnection

from benchmarks.captions import SPREAD, ears_at, recogniser
from benchmarks.figures import percentile
from benchmarks.processes import OTHER_CORE, SERVER_CORE, on_core
from benchmarks.seats import RELEASE, seats_at, site_on
from benchmarks.students import Heard, Lesson, Seat, sit_down, take_place

STALL = 1.0  # seconds
STALLS = 5
MOMENT = 0.05  # seconds
EVERY = 3.0  # seconds from one to the next
HEAD = (
    "| students | server | captions | count | p50, ms | p95 | most "
    "| the blocked student's ping, ms |",
    "|---|---|---|---|---|---|---|---|",
)

Span = tuple[float, float]


def table(count: int, servers: Sequence[str]) -> Iterator[str]:
    yield from HEAD
    for server in servers:
        with (
            recogniser() as port,
            tempfile.TemporaryDirectory() as folder,
            on_core(SERVER_CORE),
            site_on(server, Path(folder), ears_at(port)) as site,
            on_core(OTHER_CORE),
        ):
            blocked, *others = seats_at(site, count + 1, RELEASE)
            database = Path(folder) / "site.sqlite3"
            heard, stalls, pings = uvloop.run(_measure(blocked, others, database))
        yield from _rows(server, heard, stalls, pings)


def _rows(
    server: str, heard: Sequence[Heard], stalls: Sequence[Span], pings: Sequence[float]
) -> Iterator[str]:
    captions = [caption for each in heard for caption in each.captions]
    inside = [c - s for s, c in captions if any(a <= s < b for a, b in stalls)]
    outside = [c - s for s, c in captions if not any(a <= s < b for a, b in stalls)]
    blocked = f"{min(pings) * 1000:.0f} to {max(pings) * 1000:.0f}"
    for name, times, ping in (("while it waits", inside, blocked), ("else", outside, "")):
        figures = " | ".join(f"{percentile(times, share):.2f}" for share in (50, 95))
        yield (
            f"| {len(heard)} | {server} | {name} | {len(times)} | {figures} "
            f"| {max(times) * 1000:.2f} | {ping} |"
        )


async def _measure(
    blocked: Seat, others: Sequence[Seat], database: Path
) -> tuple[list[Heard], list[Span], list[float]]:
    stalls: list[Span] = []
    pings: list[float] = []
    lesson = Lesson(others, int((STALLS + 1) * EVERY), spread=SPREAD)
    async with sit_down(blocked) as socket, asyncio.TaskGroup() as tasks:
        await take_place(socket, blocked)
        given = tasks.create_task(lesson.give())
        await lesson.begun.wait()
        for _ in range(STALLS):
            await asyncio.sleep(EVERY - STALL)
            ping = tasks.create_task(_ping(socket))
            stalls.append(await _stall(database))
            pings.append(await ping)
    return given.result(), stalls, pings


async def _stall(database: Path) -> Span:
    """Hold the database for a second: whoever writes waits."""
    with closing(sqlite3.connect(database, isolation_level=None, timeout=STALL)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        await asyncio.sleep(STALL)
        connection.execute("ROLLBACK")
        return began, time.monotonic()


async def _ping(socket: ClientConnection) -> float:
    """Seconds until a ping is answered that stands behind a draft."""
    await asyncio.sleep(MOMENT)  # until the database is held
    began = time.monotonic()
    await socket.send(json.dumps({"type": "draft", "text": f"A draft at {began}."}))
    await asyncio.sleep(MOMENT)  # until the draft waits for it
    await socket.send(json.dumps({"type": "ping"}))
    async for message in socket:
        if json.loads(message)["type"] == "pong":
            break
    return time.monotonic() - began
