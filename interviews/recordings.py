"""Finished recordings: from raw samples to a WAV in the site's storage."""

import array
import math
import os
import sys
import wave
from collections.abc import Iterator
from pathlib import Path

from django.core.files import File

from interviews.live.wire import BYTES_PER_SAMPLE, SAMPLE_RATE
from interviews.models import Attempt

SILENCE = 150  # RMS of the loudest tenth of a second, of 32,767; a quiet room has 20 to 100
WINDOW = SAMPLE_RATE // 10  # samples
EVERY = 8  # samples from one that is looked at to the next: enough for loudness, and quick


class MovableFile(File):  # type: ignore[type-arg]
    """A file that a storage on the same disk may move instead of copying."""

    def temporary_file_path(self) -> str:
        return str(self.name)


def store(attempt: Attempt, pcm: Path) -> bool:
    """Keep the samples in `pcm` as the attempt's WAV. False when there is nothing to keep.

    The WAV is whole and on disk before the row says so; only then the samples are forgotten.
    """
    if attempt.recording or not pcm.exists() or not pcm.stat().st_size:
        return False
    whole = pcm.with_suffix(".wav")
    samples = _write_wav(pcm, whole)
    with whole.open("rb") as file:
        attempt.recording.save("answer.wav", MovableFile(file, name=str(whole)), save=False)
    attempt.seconds = round(samples / SAMPLE_RATE, 2)
    attempt.is_silent = _loudest(pcm) < SILENCE
    attempt.save(update_fields=["recording", "seconds", "is_silent"])
    pcm.unlink(missing_ok=True)
    whole.unlink(missing_ok=True)
    return True


def _write_wav(pcm: Path, whole: Path) -> int:
    samples = pcm.stat().st_size // BYTES_PER_SAMPLE
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
        samples = array.array("h", chunk[: len(chunk) // BYTES_PER_SAMPLE * BYTES_PER_SAMPLE])
        if sys.byteorder == "big":
            samples.byteswap()
        looked_at = samples[::EVERY]
        if looked_at:
            power = sum(sample * sample for sample in looked_at) / len(looked_at)
            loudest = max(loudest, math.sqrt(power))
    return loudest


def _chunks(path: Path, size: int = 1 << 20) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(size):
            yield chunk
