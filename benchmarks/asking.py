"""From "ask" to the speak command: how long the server takes to put a question.

Each student sits alone with an interview and asks for the question once more, again and again, out
of step with the others. Beside it, in the same interviews: how long a ping takes, which comes the
same way and waits for nothing.
"""

import asyncio
import json
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random

import uvloop
from websockets.asyncio.client import ClientConnection

from benchmarks.figures import percentile
from benchmarks.processes import OTHER_CORE, SERVER_CORE, on_core
from benchmarks.seats import seats_at, site_on
from benchmarks.students import SEATING, Seat, sit_down

TIMES = 20  # that each student asks
EVERY = 1.0  # seconds from one to the next
PATIENCE = 10  # seconds for an answer
START = {"type": "start"}
REPLAY = {"type": "replay"}
PING = {"type": "ping"}
ANSWERS = {"start": "say", "replay": "say", "ping": "pong"}
HEAD = (
    "| students | server | message | count | p50, ms | p95 | p99 |",
    "|---|---|---|---|---|---|---|",
)


def table(counts: Sequence[int], servers: Sequence[str]) -> Iterator[str]:
    yield from HEAD
    for count in counts:
        for server in servers:
            with (
                tempfile.TemporaryDirectory() as folder,
                on_core(SERVER_CORE),
                site_on(server, Path(folder), {}) as site,
                on_core(OTHER_CORE),
            ):
                waits = uvloop.run(_measure(seats_at(site, count)))
            for message, name in ((REPLAY, "question"), (PING, "ping")):
                times = [wait for sent, wait in waits if sent == message["type"]]
                figures = " | ".join(f"{percentile(times, share):.2f}" for share in (50, 95, 99))
                yield f"| {count} | {server} | {name} | {len(times)} | {figures} |"


async def _measure(seats: Sequence[Seat]) -> list[tuple[str, float]]:
    random, barrier = Random(1), asyncio.Barrier(len(seats))
    async with asyncio.TaskGroup() as tasks:
        students = [
            tasks.create_task(_student(seat, barrier, random.uniform(0, EVERY))) for seat in seats
        ]
    return [wait for student in students for wait in student.result()]


async def _student(seat: Seat, barrier: asyncio.Barrier, start: float) -> list[tuple[str, float]]:
    async with sit_down(seat) as socket:
        await socket.send(json.dumps(seat.opening[0]))
        async with asyncio.timeout(SEATING):
            await _ask(socket, START)
            await barrier.wait()
        await asyncio.sleep(start)
        waits = []
        for _ in range(TIMES):
            for message in (REPLAY, PING):
                waits.append((message["type"], await _ask(socket, message)))
                await asyncio.sleep(EVERY / 2)
        return waits


async def _ask(socket: ClientConnection, message: Mapping[str, str]) -> float:
    """Seconds until the site has answered."""
    began = time.monotonic()
    await socket.send(json.dumps(message))
    async with asyncio.timeout(PATIENCE):
        async for told in socket:
            if json.loads(told)["type"] == ANSWERS[message["type"]]:
                break
    return time.monotonic() - began
