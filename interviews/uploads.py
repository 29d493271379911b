"""A recording that comes by HTTP, whole, because the socket it was meant for is gone."""

import os
from http import HTTPStatus
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from interviews import recordings
from interviews.live.recording import FREE_SPACE, free_space
from interviews.live.wire import BYTES_PER_SAMPLE
from interviews.models import Attempt

MOST_BYTES = 16 * 1024 * 1024  # 524 seconds
CHUNK = 64 * 1024  # bytes


class Body(Protocol):
    def read(self, size: int, /) -> bytes: ...


class UploadRefused(ValueError):
    """Nothing was kept; `status` is what to answer."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status.phrase)
        self.status = status


def keep(attempt: Attempt, body: Body, *, partial: Path) -> None:
    """Store the samples in `body`, from the attempt's first one on, unless that has been done.

    `partial` is where the socket's samples lie; whichever of the two is longer is kept. The body
    is read piece by piece into a file beside it. Raises UploadRefused, OSError when the disk
    cannot, and Attempt.DoesNotExist when the attempt was discarded meanwhile.
    """
    partial.parent.mkdir(parents=True, exist_ok=True)
    if free_space(partial.parent) < FREE_SPACE:
        raise UploadRefused(HTTPStatus.INSUFFICIENT_STORAGE)
    copy = partial.with_suffix(f".{uuid4().hex}.upload")
    try:
        _write(body, copy)
        recordings.store(attempt, partial, copy=copy)
    finally:
        copy.unlink(missing_ok=True)


def _write(body: Body, path: Path) -> None:
    size = 0
    with path.open("xb") as file:
        while chunk := body.read(CHUNK):
            size += len(chunk)
            if size > MOST_BYTES:
                raise UploadRefused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    if not size or size % BYTES_PER_SAMPLE:
        raise UploadRefused(HTTPStatus.BAD_REQUEST)
