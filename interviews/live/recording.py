"""The recording of one attempt while it is being made: samples in, a growing file on disk.

Samples are numbered within the attempt, so what the browser sends twice is written once and a
hole is asked for again, never joined. The file is the truth: after a crash it is opened again and
says how many samples it has. Who writes it is the `Disk`, a few times a second, and at once when
somebody waits for it.
"""

import asyncio
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from interviews.live.disk import Disk, Page, SyncClock
from interviews.live.wire import BYTES_PER_SAMPLE, SAMPLE_RATE, Audio

MOST_SECONDS = 500
MOST_SAMPLES = MOST_SECONDS * SAMPLE_RATE  # 16 MB on disk
MOST_WAITING = 2 * 1024 * 1024  # bytes of audio waiting for the disk: about a minute
FREE_SPACE = 500 * 1024 * 1024  # bytes that must be free before a recording begins
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
        on_stored: Callable[[int], None],
        *,
        disk: Disk,
        pass_on: Callable[[bytes], None] = lambda pcm: None,
        free_space: Callable[[Path], int] = free_space,
    ) -> None:
        self.path = path
        self.stored = 0  # samples on disk
        self.failure: OSError | None = None
        self._on_stored = on_stored
        self._disk = disk
        self._pass_on = pass_on  # each sample once, in order, for who writes down what is said
        self._free_space = free_space
        self._waiting: list[bytes] = []
        self._samples_waiting = 0
        self._sync_clock = SyncClock()
        self._progress = asyncio.Event()
        self._in_a_hurry = False  # somebody waits for the disk: no more pauses
        self._closing = False

    async def open(self) -> None:
        """Start or take up the file. Raises RecordingError."""
        try:
            self.stored = await asyncio.to_thread(self._prepare)
        except OSError as error:
            raise RecordingError(
                "The site cannot store recordings at the moment. You can type your answer."
            ) from error

    def _prepare(self) -> int:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if self._free_space(self.path.parent) < FREE_SPACE:
            raise OSError("less than 500 MB free")
        return self.path.stat().st_size // BYTES_PER_SAMPLE if self.path.exists() else 0

    @property
    def heard(self) -> int:
        """Samples taken in, on disk or about to be."""
        return self.stored + self._samples_waiting

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
        samples = len(fresh) // BYTES_PER_SAMPLE
        if (self._samples_waiting + samples) * BYTES_PER_SAMPLE > MOST_WAITING:
            raise Overrun
        if fresh:
            self._waiting.append(fresh)
            self._samples_waiting += samples
            self._disk.write_soon(self)
            if self._in_a_hurry:
                self._disk.hurry()
            self._pass_on(fresh)
        return True

    async def reach(self, samples: int, *, within: float) -> bool:
        """Wait until so many samples are on disk; False when they do not come within that time."""
        wanted = min(samples, MOST_SAMPLES)
        await self._wait(lambda: self.stored >= wanted, within=within)
        return self.stored >= wanted

    async def close(self) -> None:
        """Write what is waiting."""
        self._closing = True
        await self._wait(lambda: not self._waiting, within=CLOSE_TIMEOUT)

    async def _wait(self, is_so: Callable[[], bool], *, within: float) -> None:
        """Until it is so, or can no longer become so, or the time is up."""
        self._in_a_hurry = True
        self._disk.hurry()
        with suppress(TimeoutError):
            async with asyncio.timeout(within):
                while not is_so() and self.failure is None:
                    self._progress.clear()
                    await self._progress.wait()

    # What the disk asks and tells --------------------------------------------------------------

    def page(self) -> Page:
        offset = self.stored * BYTES_PER_SAMPLE
        return Page(self.path, offset, tuple(self._waiting), self._sync_clock.is_due())

    def written(self, page: Page, failure: OSError | None) -> None:
        """Samples count as waiting until now, so that `heard` never goes back."""
        if failure is None and self.failure is None:
            samples = sum(map(len, page.pcm)) // BYTES_PER_SAMPLE
            del self._waiting[: len(page.pcm)]
            self._samples_waiting -= samples
            self.stored += samples
        else:
            self.failure = self.failure or failure
        self._progress.set()
        self._on_stored(self.stored)
