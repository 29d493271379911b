"""Simulated students: each sends real-time audio over one socket and times the acknowledgements."""

import asyncio
import contextlib
import json
import struct
import time
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin

FRAME = 1600  # samples: 100 ms
FRAME_SECONDS = 0.1
PCM = struct.pack("<hh", 3000, -3000) * (FRAME // 2)
ACK_PATIENCE = 5  # seconds for the last acknowledgement


@dataclass(frozen=True)
class Seat:
    """Where a student sits down: the socket's address, cookies, and what to say first."""

    url: str
    origin: str = ""
    cookie: str = ""
    opening: Sequence[Mapping[str, str]] = ()


@dataclass
class Heard:
    """When samples were sent and when they were acknowledged."""

    waits: list[float] = field(default_factory=list)  # seconds from sending to "on disk"
    sent: deque[tuple[int, float]] = field(default_factory=deque)

    def acknowledge(self, samples: int) -> None:
        now = time.monotonic()
        while self.sent and self.sent[0][0] <= samples:
            self.waits.append(now - self.sent.popleft()[1])


async def speak_all(seats: Sequence[Seat], seconds: int) -> list[float]:
    """All students speak at once, out of step; every wait for an acknowledgement, in seconds."""
    random = Random(1)
    starts = [random.uniform(0, FRAME_SECONDS) for _ in seats]
    heard = await asyncio.gather(
        *(_speak(seat, seconds, start) for seat, start in zip(seats, starts, strict=True))
    )
    return [wait for each in heard for wait in each.waits]


async def _speak(seat: Seat, seconds: int, start: float) -> Heard:
    headers = {"Cookie": seat.cookie} if seat.cookie else {}
    heard = Heard()
    async with connect(
        seat.url,
        origin=Origin(seat.origin) if seat.origin else None,
        additional_headers=headers,
        compression=None,
    ) as socket:
        for message in seat.opening:
            await socket.send(json.dumps(message))
        if seat.opening:
            await _until_recording(socket)
        listener = asyncio.create_task(_listen(socket, heard))
        await asyncio.sleep(start)
        await _send(socket, heard, frames=int(seconds / FRAME_SECONDS))
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(ACK_PATIENCE):
                while heard.sent:
                    await asyncio.sleep(0.05)
        listener.cancel()
    return heard


async def _until_recording(socket: ClientConnection) -> None:
    async with asyncio.timeout(ACK_PATIENCE):
        async for message in socket:
            told = json.loads(message)
            if told["type"] == "room" and told["phase"] == "recording":
                return


async def _send(socket: ClientConnection, heard: Heard, frames: int) -> None:
    began = time.monotonic()
    for number in range(frames):
        await asyncio.sleep(max(0, began + number * FRAME_SECONDS - time.monotonic()))
        first = number * FRAME
        heard.sent.append((first + FRAME, time.monotonic()))
        await socket.send(struct.pack("<I", first) + PCM)


async def _listen(socket: ClientConnection, heard: Heard) -> None:
    async for message in socket:
        told = json.loads(message)
        if told["type"] == "have":
            heard.acknowledge(told["samples"])
