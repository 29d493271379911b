"""Simulated students: each sends real-time audio over one socket and times what comes back.

All times are seconds of the monotonic clock, which the processes of one machine share.
"""

import asyncio
import contextlib
import json
import struct
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin

from benchmarks.stamps import Stamp, stamp_in

FRAME = 1600  # samples: 100 ms
FRAME_SECONDS = 0.1
PCM = struct.pack("<hh", 3000, -3000) * (FRAME // 2)
PATIENCE = 5  # seconds for the last acknowledgement and the last words
SEATING = 60  # seconds until a student's recording runs, when hundreds come at once
AT_THE_DOOR = 10  # students who take their seats at the same time


@dataclass(frozen=True)
class Seat:
    """Where a student sits down: the socket's address, and what to say before and after."""

    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    origin: str = ""
    opening: Sequence[Mapping[str, str]] = ()
    release: Mapping[str, str] | None = None  # None: nobody will answer with last words
    is_numbered: bool = True  # frames begin with the number of their first sample


@dataclass
class Heard:
    """What one student sent, and when what came back for it."""

    sent: list[float] = field(default_factory=list)  # of each frame
    stored: list[float] = field(default_factory=list)  # the wait of each frame for "on disk"
    captions: list[tuple[float, float]] = field(default_factory=list)  # recogniser, student
    round_trips: list[float] = field(default_factory=list)  # from a frame to its caption
    released: float = 0
    last_words: asyncio.Event = field(default_factory=asyncio.Event)
    last_words_after: float | None = None  # seconds from the release

    def take(self, told: Mapping[str, Any]) -> None:
        now = time.monotonic()
        if told["type"] == "have":
            fresh = self.sent[len(self.stored) : told["samples"] // FRAME]
            self.stored += [now - sent for sent in fresh]
        elif stamp := stamp_in(told):
            self._take_caption(stamp, now)

    def _take_caption(self, stamp: Stamp, now: float) -> None:
        if stamp.is_last:
            self.last_words_after = now - self.released
            self.last_words.set()
            return
        self.captions.append((stamp.at, now))
        self.round_trips.append(now - self.sent[stamp.heard // len(PCM) - 1])


class Lesson:
    """Students who sit down, begin together, out of step, and end together.

    `look` is called before anyone comes, when all are seated, and when all have spoken.
    """

    def __init__(
        self,
        seats: Sequence[Seat],
        seconds: int,
        *,
        spread: float = FRAME_SECONDS,
        look: Callable[[], None] = lambda: None,
    ) -> None:
        random = Random(1)
        self._seats = [(seat, random.uniform(0, spread)) for seat in seats]
        self._frames = int(seconds / FRAME_SECONDS)
        self.begun = asyncio.Event()
        self._look = look
        self._barrier = asyncio.Barrier(len(seats))
        self._door = asyncio.Semaphore(AT_THE_DOOR)

    async def give(self) -> list[Heard]:
        self._look()
        async with asyncio.TaskGroup() as tasks:
            students = [tasks.create_task(self._attend(*seat)) for seat in self._seats]
        return [student.result() for student in students]

    async def _attend(self, seat: Seat, start: float) -> Heard:
        heard = Heard()
        async with contextlib.AsyncExitStack() as leaving:
            async with self._door:
                socket = await leaving.enter_async_context(sit_down(seat))
                await take_place(socket, seat)
            listener = asyncio.create_task(_listen(socket, heard))
            await self._together()
            await asyncio.sleep(start)
            await _speak(socket, seat, heard, self._frames)
            await self._together()
            await asyncio.sleep(start)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(PATIENCE):
                    await _end(socket, seat, heard)
            listener.cancel()
        return heard

    async def _together(self) -> None:
        if await self._barrier.wait() == 0:
            self._look()
            self.begun.set()


def sit_down(seat: Seat) -> connect:
    return connect(
        seat.url,
        origin=Origin(seat.origin) if seat.origin else None,
        additional_headers=seat.headers,
        compression=None,
        open_timeout=SEATING,
        ping_interval=None,
        proxy=None,
    )


async def take_place(socket: ClientConnection, seat: Seat) -> None:
    """Until the site says how much of the recording it has, which is nothing: then it listens."""
    for message in seat.opening:
        await socket.send(json.dumps(message))
    if not seat.opening:
        return
    async with asyncio.timeout(SEATING):
        async for told in socket:
            if json.loads(told)["type"] == "have":
                return


async def _speak(socket: ClientConnection, seat: Seat, heard: Heard, frames: int) -> None:
    began = time.monotonic()
    for number in range(frames):
        await asyncio.sleep(max(0, began + number * FRAME_SECONDS - time.monotonic()))
        header = struct.pack("<I", number * FRAME) if seat.is_numbered else b""
        heard.sent.append(time.monotonic())
        await socket.send(header + PCM)


async def _end(socket: ClientConnection, seat: Seat, heard: Heard) -> None:
    if seat.release is not None:
        heard.released = time.monotonic()
        await socket.send(json.dumps(seat.release))
        await heard.last_words.wait()
    elif seat.is_numbered:
        while len(heard.stored) < len(heard.sent):
            await asyncio.sleep(0.05)


async def _listen(socket: ClientConnection, heard: Heard) -> None:
    async for message in socket:
        heard.take(json.loads(message))
