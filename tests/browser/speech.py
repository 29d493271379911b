"""A spoken answer as a WAV that Chromium can play into its fake microphone."""

import array
import shutil
import subprocess
import wave
from pathlib import Path

RATE = 48_000  # Hz, what Chromium's fake device takes best
ANSWER = (
    "Last spring I worked in a small library. A reader could not find the form for her pass, "
    "and I was asked to help. I sat down with her, I found the form, and I filled it in with her. "
    "In the end she had her pass the same day."
)


def has_voice() -> bool:
    return shutil.which("espeak-ng") is not None


def speak(text: str, path: Path) -> float:
    """Say `text` into a WAV of 48 kHz; its length in seconds."""
    plain = path.with_suffix(".plain.wav")
    subprocess.run(["espeak-ng", "-v", "en-gb", "-w", str(plain), text], check=True, timeout=30)
    with wave.open(str(plain)) as spoken:
        rate = spoken.getframerate()
        samples = array.array("h", spoken.readframes(spoken.getnframes()))
    stretched = _stretch(samples, RATE / rate)
    with wave.open(str(path), "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(2)
        wav.setframerate(RATE)
        wav.writeframes(stretched.tobytes())
    return len(stretched) / RATE


def _stretch(samples: "array.array[int]", factor: float) -> "array.array[int]":
    """More samples a second, straight lines between the old ones."""
    last = len(samples) - 2
    out = array.array("h")
    for number in range(int(len(samples) * factor)):
        place = min(number / factor, last)
        before = int(place)
        share = place - before
        out.append(int(samples[before] * (1 - share) + samples[before + 1] * share))
    return out


def loudness(path: Path) -> list[float]:
    """Mean absolute sample of each tenth of a second of a WAV."""
    with wave.open(str(path)) as wav:
        samples = array.array("h", wav.readframes(wav.getnframes()))
        window = wav.getframerate() // 10
    return [
        sum(map(abs, samples[at : at + window])) / window
        for at in range(0, len(samples) - window, window)
    ]


def seconds_of(path: Path) -> float:
    with wave.open(str(path)) as wav:
        return float(wav.getnframes() / wav.getframerate())
