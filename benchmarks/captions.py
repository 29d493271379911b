"""What a caption costs: from the recogniser's message to the student, and what the server takes.

The real site (one process, SQLite) with a stand-in recogniser, beside no relay at all and a bare
WebSocket proxy, in the same run. The server under test has a core of its own; students and
recogniser share the other.
"""

import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple, Self
from urllib.parse import urlencode

import uvloop

from benchmarks.figures import NOT_MEASURED, cell, percentile
from benchmarks.processes import OTHER_CORE, SERVER_CORE, Taken, on_core, running, taken_by
from benchmarks.seats import RELEASE, seats_at, site_on
from benchmarks.students import Heard, Lesson, Seat
from standins import deepgram
from tests.site import free_port

WARM_UP = 1  # seconds that one student speaks first, so that imports are not counted
SPREAD = 1.0  # seconds, so that captions, one a second, come out of step too
AUTHORIZATION = f"Token {deepgram.KEY}"
LISTEN = urlencode(
    {
        "model": "nova-3",
        "language": "en",
        "encoding": "linear16",
        "sample_rate": 16000,
        "channels": 1,
        "interim_results": "true",
        "endpointing": 300,
        "punctuate": "true",
        "smart_format": "true",
    }
)
NO_RELAY, PROXY = "no relay", "bare proxy"
HEAD = (
    "| students | server | caption p50, ms | p95 | p99 | audio to caption p95, ms "
    "| release to last words p95, ms | CPU s / audio min | KiB / student |",
    "|---|---|---|---|---|---|---|---|---|",
)

Place = tuple[int | None, list[Seat]]  # the process to measure, and where to sit
Open = Callable[[int], AbstractContextManager[Place]]  # a place for so many students


class Cost(NamedTuple):
    """Milliseconds, then seconds a minute of audio, then KiB a student."""

    p50: float
    p95: float
    p99: float
    round_trip: float
    last_words: float
    cpu: float
    memory: float

    @classmethod
    def median(cls, costs: Sequence[Self]) -> Self:
        return cls(*(statistics.median(column) for column in zip(*costs, strict=True)))


def table(
    counts: Sequence[int], seconds: int, servers: Sequence[str], rounds: int
) -> Iterator[str]:
    """The lines of the table, each as soon as it is measured; medians of the rounds."""
    yield from HEAD
    for count in counts:
        measured: dict[str, list[Cost]] = {}
        for _ in range(rounds):
            for name, place in _places(servers).items():
                measured.setdefault(name, []).append(_measure(place, count, seconds))
        costs = {name: Cost.median(found) for name, found in measured.items()}
        for name, cost in costs.items():
            yield _row(count, name, cost)
        for server in servers:
            yield _ratio(count, server, costs)


def _places(servers: Sequence[str]) -> dict[str, Open]:
    places: dict[str, Open] = {NO_RELAY: _no_relay, PROXY: _proxy}
    for server in servers:
        places[_recording(server)] = partial(_site, server, {})
        places[_hearing(server)] = partial(_site_with_ears, server)
    return places


def _recording(server: str) -> str:
    return f"{server}, recording only"


def _hearing(server: str) -> str:
    return f"{server}, with captions"


def _row(count: int, name: str, cost: Cost) -> str:
    times = " | ".join(cell(time, ".2f") for time in cost[:5])
    taken = f"{cell(cost.cpu, '.3f')} | {cell(cost.memory, '.0f')}"
    return f"| {count} | {name} | {times} | {taken} |"


def _ratio(count: int, server: str, costs: Mapping[str, Cost]) -> str:
    """Against the bare proxy; memory is what the captions add to the recording."""
    ours, bare, recording = costs[_hearing(server)], costs[PROXY], costs[_recording(server)]
    return (
        f"| {count} | **{server} / {PROXY}** | | **{ours.p95 / bare.p95:.2f}** | | | "
        f"| **{ours.cpu / bare.cpu:.2f}** ({(ours.cpu - recording.cpu) / bare.cpu:.2f} without "
        f"the recording) | **+{ours.memory - recording.memory:.0f}** |"
    )


def _measure(open_place: Open, count: int, seconds: int) -> Cost:
    with open_place(count + 1) as (pid, (first, *seats)), on_core(OTHER_CORE):
        uvloop.run(Lesson([first], WARM_UP).give())
        looks: list[Taken] = []
        look = (lambda: looks.append(taken_by(pid))) if pid else (lambda: None)
        heard = uvloop.run(Lesson(seats, seconds, spread=SPREAD, look=look).give())
    cpu = memory = NOT_MEASURED
    if looks:
        empty, seated, spoken = looks
        cpu = (spoken.cpu - seated.cpu) / (count * seconds / 60)
        memory = (spoken.memory - empty.memory) / count
    return _cost(heard, cpu, memory)


def _cost(heard: Sequence[Heard], cpu: float, memory: float) -> Cost:
    captions = [came - sent for each in heard for sent, came in each.captions]
    last = [each.last_words_after for each in heard if each.last_words_after is not None]
    return Cost(
        *(percentile(captions, 50), percentile(captions, 95), percentile(captions, 99)),
        round_trip=percentile([time for each in heard for time in each.round_trips], 95),
        last_words=percentile(last, 95),
        cpu=cpu,
        memory=memory,
    )


@contextmanager
def _no_relay(count: int) -> Iterator[Place]:
    with recogniser() as port:
        yield None, [_bare_seat(port)] * count


@contextmanager
def _proxy(count: int) -> Iterator[Place]:
    with recogniser() as upstream, on_core(SERVER_CORE):
        port = free_port()
        url = f"ws://127.0.0.1:{upstream}/v1/listen?{LISTEN}"
        command = [sys.executable, "-m", "benchmarks.proxy", str(port), url, AUTHORIZATION]
        with running(command) as pid:
            yield pid, [_bare_seat(port)] * count


def _bare_seat(port: int) -> Seat:
    url = f"ws://127.0.0.1:{port}/v1/listen?{LISTEN}"
    headers = {"Authorization": AUTHORIZATION}
    return Seat(url, headers=headers, release={"type": "Finalize"}, is_numbered=False)


@contextmanager
def _site_with_ears(server: str, count: int) -> Iterator[Place]:
    with recogniser() as port, _site(server, ears_at(port), count) as place:
        yield place


def ears_at(port: int) -> dict[str, str]:
    """Settings of a site that hears through this recogniser."""
    return {"DEEPGRAM_API_KEY": deepgram.KEY, "DEEPGRAM_BASE_URL": f"http://127.0.0.1:{port}"}


@contextmanager
def _site(server: str, environment: Mapping[str, str], count: int) -> Iterator[Place]:
    with (
        tempfile.TemporaryDirectory() as folder,
        on_core(SERVER_CORE),
        site_on(server, Path(folder), environment) as site,
    ):
        yield site.pid, seats_at(site, count, RELEASE if environment else None)


@contextmanager
def recogniser() -> Iterator[int]:
    """The port of a stand-in recogniser that stamps its captions."""
    port = free_port()
    with (
        on_core(OTHER_CORE),
        running([sys.executable, "-m", "benchmarks.recogniser", str(port)]),
    ):
        yield port
