"""The recording of one attempt while it is being made: samples in, a growing file on disk.

Samples are numbered within the attempt, so what the browser sends twice is written once and a
hole is asked for again, never joined. The file is the truth: after a crash it is opened again and
says how many samples it has. Writing and fsync happen in a thread, twice a second, and at once
when somebody waits for them.
"""

import asyncio
import os
import shutil
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

from interviews.live.wire import BYTES_PER_SAMPLE, SAMPLE_RATE, Audio

MOST_SECONDS = 500
MOST_SAMPLES = MOST_SECONDS * SAMPLE_RATE  # 16 MB on disk
MOST_WAITING = 2 * 1024 * 1024  # bytes of audio waiting for the disk: about a minute
FREE_SPACE = 500 * 1024 * 1024  # bytes that must be free before a recording begins
WRITE_PAUSE = 0.5  # seconds between two writes; each costs a thread hop and an fsync
CLOSE_TIMEOUT = 10  # seconds for the last write


def free_space(folder: Path) -> int:
    return shutil.disk_usage(folder).free


class RecordingError(Exception):
    """The recording cannot begin or go on; `str()` is for the student."""


class Overrun(Exception):
    """Audio comes faster than the disk takes it."""


class Recording:
    """Samples of one attempt. Use `open()`, then `hear()`; `close()` writes what is left."""

    def __init__(
        self,
        path: Path,
        on_stored: Callable[[int], Awaitable[None]],
        *,
        pass_on: Callable[[bytes], None] = lambda pcm: None,
        free_space: Callable[[Path], int] = free_space,
        pause: float = WRITE_PAUSE,
    ) -> None:
        self.path = path
        self.stored = 0  # samples on disk
        self._on_stored = on_stored
        self._pass_on = pass_on  # each sample once, in order, for who writes down what is said
        self._free_space = free_space
        self._pause = pause
        self._waiting = bytearray()
        self._wake = asyncio.Event()
        self._progress = asyncio.Condition()
        self._hurry = asyncio.Event()  # somebody waits for the disk: no more pauses
        self._closing = False
        self._writer: asyncio.Task[None] | None = None
        self.failure: OSError | None = None

    async def open(self) -> None:
        """Start or take up the file. Raises RecordingError."""
        try:
            self.stored = await asyncio.to_thread(self._prepare)
        except OSError as error:
            raise RecordingError(
                "The site cannot store recordings at the moment. You can type your answer."
            ) from error
        self._writer = asyncio.create_task(self._write(), name="recording")

    def _prepare(self) -> int:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if self._free_space(self.path.parent) < FREE_SPACE:
            raise OSError("less than 500 MB free")
        return self.path.stat().st_size // BYTES_PER_SAMPLE if self.path.exists() else 0

    @property
    def heard(self) -> int:
        """Samples taken in, on disk or about to be."""
        return self.stored + len(self._waiting) // BYTES_PER_SAMPLE

    @property
    def is_full(self) -> bool:
        return self.heard >= MOST_SAMPLES

    def hear(self, audio: Audio) -> bool:
        """Take in samples; False when some before these are missing. Raises Overrun.

        What comes after `close()` or a failure is dropped: nobody would write it.
        """
        if self._closing or self.failure:
            return True
        heard = self.heard
        if audio.start > heard:
            return False
        fresh = audio.pcm[(heard - audio.start) * BYTES_PER_SAMPLE :]
        fresh = fresh[: max(0, MOST_SAMPLES - heard) * BYTES_PER_SAMPLE]
        if len(self._waiting) + len(fresh) > MOST_WAITING:
            raise Overrun
        if fresh:
            self._waiting += fresh
            self._wake.set()
            self._pass_on(fresh)
        return True

    async def reach(self, samples: int, *, within: float) -> bool:
        """Wait until so many samples are on disk; False when they do not come within that time."""
        wanted = min(samples, MOST_SAMPLES)
        self._hurry.set()
        try:
            async with asyncio.timeout(within), self._progress:
                await self._progress.wait_for(
                    lambda: self.stored >= wanted or self.failure is not None
                )
        except TimeoutError:
            return False
        return self.stored >= wanted

    async def close(self) -> None:
        """Write what is waiting and end the writer."""
        self._closing = True
        self._hurry.set()
        self._wake.set()
        if self._writer is not None:
            await asyncio.wait({self._writer}, timeout=CLOSE_TIMEOUT)
            self._writer.cancel()

    async def _write(self) -> None:
        while not (self._closing and not self._waiting):
            await self._wake.wait()
            self._wake.clear()
            try:
                await self._write_waiting()
            except OSError as error:
                self.failure = error
                await self._tell()
                return
            await self._rest()

    async def _rest(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(self._pause):
                await self._hurry.wait()

    async def _write_waiting(self) -> None:
        if not self._waiting:
            return
        size = len(self._waiting)
        await asyncio.to_thread(_append, self.path, self.stored, bytes(self._waiting))
        # Counted as waiting until it is on disk, so that `heard` never goes back.
        del self._waiting[:size]
        self.stored += size // BYTES_PER_SAMPLE
        await self._tell()

    async def _tell(self) -> None:
        async with self._progress:
            self._progress.notify_all()
        await self._on_stored(self.stored)


def _append(path: Path, samples: int, pcm: bytes) -> None:
    """Write at a sample's place, so that half a write before a crash is written over.

    Never shortens the file: while a tab takes over, the last write of the one before may come
    after the first write of the new one. A file that is gone is an error, not a new beginning.
    """
    mode = "r+b" if samples or path.exists() else "w+b"
    with path.open(mode) as file:
        file.seek(samples * BYTES_PER_SAMPLE)
        file.write(pcm)
        file.flush()
        os.fsync(file.fileno())
