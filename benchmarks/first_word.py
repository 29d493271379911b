"""From "Get feedback" to the interviewer's first word and to the first fragment of the panel.

Students hand in typed answers, again and again, to the real site with a stand-in model that begins
after 0.3 s and writes a token each 0.03 s. It says when it was asked and when it wrote what is read
(`model.py`), and that is taken off: what is left is our own share.
"""

import asyncio
import json
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import uvloop
from websockets.asyncio.client import ClientConnection

from benchmarks.figures import percentile
from benchmarks.model import model_time_in
from benchmarks.processes import OTHER_CORE, SERVER_CORE, on_core, running
from benchmarks.seats import seats_at, site_on
from benchmarks.students import SEATING, Seat, sit_down
from standins import openai
from tests.site import free_port

LEAST = 12  # answers in a row of the table
# Seconds within which all students press: each in their own time, or nearly all at once.
SPREADS = (30.0, 1.0)
PATIENCE = 60  # seconds for a whole reply
ANSWER = (
    "Last spring I worked at the desk of our library. A reader could not find a map he needed. "
    "It was my task to help him before we closed. I asked what he was looking for, searched the "
    "catalogue and rang the archive. In the end he had the map within ten minutes."
)
PLACE = {"question": 0, "probe": 0}
HEAD = (
    "| students | pressed within | server | until | count | p50, ms | p95 | most |",
    "|---|---|---|---|---|---|---|---|",
)


@dataclass
class Waits:
    """Seconds from the press, for each answer, without the model's own time."""

    spoken: list[float] = field(default_factory=list)
    shown: list[float] = field(default_factory=list)
    pings: list[float] = field(default_factory=list)


def table(counts: Sequence[int], servers: Sequence[str]) -> Iterator[str]:
    yield from HEAD
    for count in counts:
        for server in servers:
            for spread in SPREADS if count > 1 else (0.0,):
                waits = _run(server, count, spread)
                within = f"{spread:g} s" if count > 1 else "–"
                for name, times in (
                    ("the speak command", waits.spoken),
                    ("the first part", waits.shown),
                    ("a ping's answer", waits.pings),
                ):
                    figures = " | ".join(f"{percentile(times, share):.1f}" for share in (50, 95))
                    yield (
                        f"| {count} | {within} | {server} | {name} | {len(times)} | {figures} "
                        f"| {max(times) * 1000:.1f} |"
                    )


def _run(server: str, count: int, spread: float) -> Waits:
    port = free_port()
    environment = {
        "OPENAI_API_KEY": openai.KEY,
        "OPENAI_BASE_URL": f"http://127.0.0.1:{port}/v1",
        "COACH_CALLS_PER_HOUR": "1000",
    }
    with (
        tempfile.TemporaryDirectory() as folder,
        on_core(SERVER_CORE),
        site_on(server, Path(folder), environment) as site,
        on_core(OTHER_CORE),
        running([sys.executable, "-m", "benchmarks.model", str(port)]),
    ):
        seats = seats_at(site, count + 1, rung="ILLUSTRATED")
        uvloop.run(_measure(seats[:1], 1, 0))  # so that imports are not counted
        return uvloop.run(_measure(seats[1:], max(1, LEAST // count), spread))


async def _measure(seats: Sequence[Seat], rounds: int, spread: float) -> Waits:
    random, barrier, waits = Random(1), asyncio.Barrier(len(seats)), Waits()
    async with asyncio.TaskGroup() as tasks:
        for seat in seats:
            late = random.uniform(0, spread)
            tasks.create_task(_student(seat, rounds, late, barrier, waits))
    return waits


async def _student(
    seat: Seat, rounds: int, late: float, barrier: asyncio.Barrier, waits: Waits
) -> None:
    async with sit_down(seat) as socket:
        for message in seat.opening[:2]:
            await _send(socket, message)
        async with asyncio.timeout(SEATING):
            await _hear(socket, "say")
        for number in range(rounds):
            if number:
                await _send(socket, {"type": "retry", **PLACE})
                await _room(socket, "listening")
            await _send(socket, {"type": "draft", "text": ANSWER})
            await _send(socket, {"type": "finish", "text": ANSWER, "samples": 0})
            await _room(socket, "checking")
            await barrier.wait()
            await asyncio.sleep(late)
            await _hand_in(socket, waits)


async def _hand_in(socket: ClientConnection, waits: Waits) -> None:
    pressed = time.monotonic()
    await _send(socket, {"type": "ping"})
    await _hear(socket, "pong")
    waits.pings.append(time.monotonic() - pressed)
    pressed = time.monotonic()
    await _send(socket, {"type": "feedback", "text": ANSWER, **PLACE})
    said = await _hear(socket, "aside")
    waits.spoken.append(time.monotonic() - pressed - model_time_in(str(said["text"])))
    shown = await _hear(socket, "notes")
    waits.shown.append(time.monotonic() - pressed - model_time_in(str(shown["html"])))
    await _room(socket, "feedback")


async def _room(socket: ClientConnection, phase: str) -> None:
    while (await _hear(socket, "room"))["phase"] != phase:
        pass


async def _hear(socket: ClientConnection, kind: str) -> Mapping[str, object]:
    async with asyncio.timeout(PATIENCE):
        async for told in socket:
            message: Mapping[str, object] = json.loads(told)
            if message["type"] == kind:
                return message
    raise ConnectionError("the site has hung up")


async def _send(socket: ClientConnection, message: Mapping[str, object]) -> None:
    await socket.send(json.dumps(message))
