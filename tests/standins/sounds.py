"""Sounds to play to a stand-in: 16-bit mono PCM at 16 kHz."""

import io
import math
import wave
from array import array
from collections.abc import Iterator

SAMPLE_RATE = 16_000
FRAME = 3200  # bytes, 100 ms


def silence(seconds: float) -> bytes:
    return bytes(2 * round(seconds * SAMPLE_RATE))


def speech(seconds: float) -> bytes:
    """A tone that is as loud as a voice near the microphone."""
    turn = 2 * math.pi * 220 / SAMPLE_RATE
    samples = (round(6000 * math.sin(turn * n)) for n in range(round(seconds * SAMPLE_RATE)))
    return array("h", samples).tobytes()


def frames(pcm: bytes) -> Iterator[bytes]:
    for start in range(0, len(pcm), FRAME):
        yield pcm[start : start + FRAME]


def wav(pcm: bytes) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(SAMPLE_RATE)
        writer.writeframes(pcm)
    return file.getvalue()
