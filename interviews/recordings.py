"""Finished recordings: from raw samples to a WAV in the site's storage."""

import logging
import os
import wave
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.files import File
from django.db import transaction

from interviews.live.wire import BYTES_PER_SAMPLE, SAMPLE_RATE
from interviews.loudness import WINDOW, Loudness
from interviews.models import Attempt, recording_path

logger = logging.getLogger(__name__)

CHUNK = 256 * WINDOW * BYTES_PER_SAMPLE  # bytes read at once: 26 seconds


class MovableFile(File):  # type: ignore[type-arg]
    """A file that a storage on the same disk may move instead of copying."""

    def temporary_file_path(self) -> str:
        return str(self.name)


def store(attempt: Attempt, pcm: Path, *, copy: Path | None = None) -> bool:
    """Keep the samples in `pcm` as the attempt's WAV. False when there is nothing new to keep.

    The WAV is whole and on disk before the row says so; only then the samples are forgotten. A
    socket that was cut may still be storing when the next one wants to: the row is locked.
    `copy` is another copy of the same samples; the longer of the two is kept.
    """
    with transaction.atomic():
        attempt.refresh_from_db(from_queryset=Attempt.objects.select_for_update())
        if copy is not None and not attempt.recording and _samples(copy) > _samples(pcm):
            copy.replace(pcm)
        is_new = not attempt.recording and _samples(pcm) > 0
        if is_new:
            _keep(attempt, pcm)
    pcm.unlink(missing_ok=True)
    return is_new


def _samples(pcm: Path) -> int:
    """How many whole ones: a crash can leave half of one at the end."""
    return pcm.stat().st_size // BYTES_PER_SAMPLE if pcm.exists() else 0


def _keep(attempt: Attempt, pcm: Path) -> None:
    whole = pcm.with_suffix(".wav")
    samples = _samples(pcm)
    loudness = _write_wav(pcm, whole, samples)
    _forget_orphan(attempt)
    with whole.open("rb") as file:
        attempt.recording.save("answer.wav", MovableFile(file, name=str(whole)), save=False)
    whole.unlink(missing_ok=True)
    attempt.seconds = round(samples / SAMPLE_RATE, 2)
    attempt.is_silent = loudness.is_silent
    attempt.peaks = loudness.peaks
    attempt.save(update_fields=["recording", "seconds", "is_silent", "peaks"])


def _forget_orphan(attempt: Attempt) -> None:
    """A WAV that a crash left behind before its row was written; nothing would ever delete it."""
    attempt.recording.storage.delete(recording_path(attempt, ""))


def read(attempt: Attempt) -> bytes:
    """The attempt's WAV, or nothing where there is none."""
    try:
        with attempt.recording.open() as file:
            return bytes(file.read())
    except (ValueError, FileNotFoundError):
        return b""


def delete_file(attempt: Attempt) -> bool:
    """Whether the recording's file is gone. What the row says of it is the caller's business."""
    try:
        attempt.recording.storage.delete(attempt.recording.name or "")
    except Exception as failure:  # storages raise what their vendors' libraries raise
        logger.error("recording of %s not deleted: %s", attempt.pk, type(failure).__name__)
        return False
    return True


def forget(*, instance: Attempt, **kwargs: Any) -> None:
    """A deleted attempt takes its recording along, however it was deleted. For `post_delete`."""
    if instance.recording:
        stored = instance.recording
        transaction.on_commit(lambda: stored.storage.delete(stored.name or ""))


def _write_wav(pcm: Path, whole: Path, samples: int) -> Loudness:
    loudness = Loudness()
    with whole.open("wb") as file:
        with wave.open(file) as wav:
            wav.setnchannels(1)
            wav.setsampwidth(BYTES_PER_SAMPLE)
            wav.setframerate(SAMPLE_RATE)
            wav.setnframes(samples)
            for chunk in _chunks(pcm, samples * BYTES_PER_SAMPLE):
                wav.writeframesraw(chunk)
                loudness.hear(chunk)
        file.flush()
        os.fsync(file.fileno())
    return loudness


def _chunks(path: Path, size: int) -> Iterator[bytes]:
    """The first `size` bytes. A socket that was cut may still be writing behind them."""
    with path.open("rb") as file:
        while size > 0 and (chunk := file.read(min(CHUNK, size))):
            size -= len(chunk)
            yield chunk
