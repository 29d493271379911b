"""Writes what many recordings have waiting: all of them together, in one thread.

A hop to a thread costs as much as a dozen writes, and a sync as much as a hundred, so neither is
done for each recording by itself. What is written survives the end of this process; that it also
survives a power cut is seen to every few seconds, and at once for a finished answer, whose WAV is
synced before anybody is told. Until then the browser has a copy of its own.
"""

import asyncio
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

SHORTEST_PAUSE = 0.2  # seconds between two writes
LONGEST_PAUSE = 1.0
RECORDINGS_A_SECOND = 250  # written at most; more of them at once make the pause longer
SYNC_PAUSE = 10  # seconds a power cut may take away from a recording that is still being made


@dataclass(frozen=True, slots=True)
class Page:
    """Samples to write, and where; `sync` them through to the disk."""

    path: Path
    offset: int  # bytes
    pcm: tuple[bytes, ...]
    sync: bool


class Unwritten(Protocol):
    """Something that has samples for the disk."""

    def page(self) -> Page: ...

    def written(self, page: Page, failure: OSError | None) -> None: ...


class Disk:
    """The disk, shared by the recordings of one event loop. Its task ends when nothing waits."""

    def __init__(self, *, shortest_pause: float = SHORTEST_PAUSE) -> None:
        self._shortest_pause = shortest_pause
        self._waiting: dict[Unwritten, None] = {}
        self._hurry = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def write_soon(self, unwritten: Unwritten) -> None:
        """It has something; its `written()` is called when that is done."""
        self._waiting[unwritten] = None
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._write(), name="disk")

    def hurry(self) -> None:
        """Somebody waits: the next write comes without a pause."""
        self._hurry.set()

    async def _write(self) -> None:
        taken: list[Unwritten] = []
        while self._waiting:
            await self._rest(expecting=len(taken))
            taken, self._waiting = list(self._waiting), {}
            pages = [each.page() for each in taken]
            failures = await asyncio.to_thread(_write_all, pages)
            for each, page, failure in zip(taken, pages, failures, strict=True):
                each.written(page, failure)

    async def _rest(self, *, expecting: int) -> None:
        recordings = max(expecting, len(self._waiting))
        pause = max(self._shortest_pause, recordings / RECORDINGS_A_SECOND)
        try:
            async with asyncio.timeout(min(pause, LONGEST_PAUSE)):
                await self._hurry.wait()
        except TimeoutError:
            return
        self._hurry.clear()


class SyncClock:
    """When a recording is next to be synced."""

    def __init__(self) -> None:
        self._synced_at = time.monotonic()

    def is_due(self) -> bool:
        now = time.monotonic()
        if now - self._synced_at < SYNC_PAUSE:
            return False
        self._synced_at = now
        return True


def _write_all(pages: Sequence[Page]) -> list[OSError | None]:
    return [_write(page) for page in pages]


def _write(page: Page) -> OSError | None:
    try:
        _append(page)
    except OSError as error:
        return error
    return None


def _append(page: Page) -> None:
    """Write at a sample's place, so that half a write before a crash is written over.

    Never shortens the file: while a tab takes over, the last write of the one before may come
    after the first write of the new one. A file that is gone is an error, not a new beginning.
    """
    file = os.open(page.path, os.O_WRONLY | (0 if page.offset else os.O_CREAT), 0o600)
    try:
        rest, offset = memoryview(b"".join(page.pcm)), page.offset
        while rest:  # a disk that is filling up takes a part first
            written = os.pwrite(file, rest, offset)
            rest, offset = rest[written:], offset + written
        if page.sync:
            os.fsync(file)
    finally:
        os.close(file)
