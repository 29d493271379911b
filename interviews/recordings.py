"""Finished recordings: from raw samples to a WAV in the site's storage."""

import array
import math
import os
import sys
import wave
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.files import File
from django.db import transaction

from interviews.live.wire import BYTES_PER_SAMPLE, SAMPLE_RATE
from interviews.models import Attempt, recording_path

SILENCE = 150  # RMS of the loudest tenth of a second, of 32,767; a quiet room has 20 to 100
WINDOW = SAMPLE_RATE // 10  # samples
EVERY = 8  # samples from one that is looked at to the next: enough for loudness, and quick


class MovableFile(File):  # type: ignore[type-arg]
    """A file that a storage on the same disk may move instead of copying."""

    def temporary_file_path(self) -> str:
        return str(self.name)


def store(attempt: Attempt, pcm: Path) -> bool:
    """Keep the samples in `pcm` as the attempt's WAV. False when there is nothing new to keep.

    The WAV is whole and on disk before the row says so; only then the samples are forgotten. A
    socket that was cut may still be storing when the next one wants to: the row is locked.
    """
    with transaction.atomic():
        attempt.refresh_from_db(from_queryset=Attempt.objects.select_for_update())
        is_new = not attempt.recording and _samples(pcm) > 0
        if is_new:
            _keep(attempt, pcm)
    pcm.unlink(missing_ok=True)
    return is_new


def _samples(pcm: Path) -> int:
    return pcm.stat().st_size // BYTES_PER_SAMPLE if pcm.exists() else 0


def _keep(attempt: Attempt, pcm: Path) -> None:
    whole = pcm.with_suffix(".wav")
    samples = _write_wav(pcm, whole)
    _forget_orphan(attempt)
    with whole.open("rb") as file:
        attempt.recording.save("answer.wav", MovableFile(file, name=str(whole)), save=False)
    whole.unlink(missing_ok=True)
    attempt.seconds = round(samples / SAMPLE_RATE, 2)
    attempt.is_silent = _loudest(pcm) < SILENCE
    attempt.save(update_fields=["recording", "seconds", "is_silent"])


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


def forget(*, instance: Attempt, **kwargs: Any) -> None:
    """A deleted attempt takes its recording along, however it was deleted. For `post_delete`."""
    if instance.recording:
        stored = instance.recording
        transaction.on_commit(lambda: stored.storage.delete(stored.name or ""))


def _write_wav(pcm: Path, whole: Path) -> int:
    samples = _samples(pcm)
    with whole.open("wb") as file:
        with wave.open(file) as wav:
            wav.setnchannels(1)
            wav.setsampwidth(BYTES_PER_SAMPLE)
            wav.setframerate(SAMPLE_RATE)
            wav.setnframes(samples)
            for chunk in _chunks(pcm):
                wav.writeframesraw(chunk)
        file.flush()
        os.fsync(file.fileno())
    return samples


def _loudest(pcm: Path) -> float:
    """Root mean square of the loudest window."""
    loudest = 0.0
    for chunk in _chunks(pcm, WINDOW * BYTES_PER_SAMPLE):
        samples = array.array("h", chunk)
        if sys.byteorder == "big":
            samples.byteswap()
        looked_at = samples[::EVERY]
        if looked_at:
            power = sum(sample * sample for sample in looked_at) / len(looked_at)
            loudest = max(loudest, math.sqrt(power))
    return loudest


def _chunks(path: Path, size: int = 1 << 20) -> Iterator[bytes]:
    """Whole samples: a crash can leave half of one at the end."""
    with path.open("rb") as file:
        while chunk := file.read(size):
            yield chunk[: len(chunk) - len(chunk) % BYTES_PER_SAMPLE]
