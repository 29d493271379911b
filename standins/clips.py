"""Films of the simulated face saying a text: a moving picture and a tone, as a file."""

import io
from fractions import Fraction
from functools import lru_cache
from typing import Any

import av
from av import AudioFrame

from standins import picture, tones

CODECS = {"mp4": ("libx264", "aac"), "webm": ("libvpx", "libopus")}
MEDIA_TYPES = {"mp4": "video/mp4", "webm": "video/webm"}
SAMPLE_RATE = 48_000  # Hz
SAMPLES = 960  # a frame of sound
KEPT = 32  # films, since the same one is fetched again


@lru_cache(KEPT)
def film(seconds: float, kind: str) -> bytes:
    file = io.BytesIO()
    container: Any
    with av.open(file, "w", format=kind) as container:
        video, audio = _streams(container, *CODECS[kind])
        for number in range(round(seconds * picture.FRAMES_A_SECOND)):
            frame = picture.frame(number, is_speaking=True)
            frame.pts = number
            frame.time_base = Fraction(1, picture.FRAMES_A_SECOND)
            container.mux(video.encode(frame))
        container.mux(video.encode())
        for sound in _sounds(seconds):
            container.mux(audio.encode(sound))
        container.mux(audio.encode())
    return file.getvalue()


def _streams(container: Any, video_codec: str, audio_codec: str) -> tuple[Any, Any]:
    video = container.add_stream(video_codec, rate=picture.FRAMES_A_SECOND)
    video.width, video.height, video.pix_fmt = picture.WIDTH, picture.HEIGHT, "yuv420p"
    fast = {"preset": "ultrafast"} if video_codec == "libx264" else {"cpu-used": "8"}
    video.options = fast
    return video, container.add_stream(audio_codec, rate=SAMPLE_RATE, layout="mono")


def _sounds(seconds: float) -> list[AudioFrame]:
    samples = tones.pcm(seconds, SAMPLE_RATE)
    size = SAMPLES * 2
    frames = []
    for start in range(0, len(samples) - len(samples) % size, size):
        frame = AudioFrame(format="s16", layout="mono", samples=SAMPLES)
        frame.planes[0].update(samples[start : start + size])
        frame.sample_rate = SAMPLE_RATE
        frame.pts = start // 2
        frame.time_base = Fraction(1, SAMPLE_RATE)
        frames.append(frame)
    return frames
