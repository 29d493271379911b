"""The picture and the sound of an actor, as WebRTC wants them: one frame at a time, on the beat."""

import asyncio
from fractions import Fraction

from aiortc import MediaStreamTrack
from aiortc.mediastreams import MediaStreamError
from av import AudioFrame, VideoFrame

from standins import picture, tones
from standins.actor import Actor

VIDEO_CLOCK = 90_000  # Hz
SAMPLE_RATE = 48_000  # Hz
SAMPLES = SAMPLE_RATE // 50  # a frame of sound
TONE = tones.pcm(1.0, SAMPLE_RATE)  # whole turns of the wave, so that it can follow itself
FRAME_SIZE = SAMPLES * 2  # bytes


class Track(MediaStreamTrack):
    """`name` is what LiveKit knows it by."""

    frames_a_second: int

    def __init__(self, actor: Actor, name: str) -> None:
        super().__init__()
        self._id = name
        self._actor = actor
        self._count = 0
        self._begun: float | None = None

    async def _next(self) -> int:
        """The number of the next frame, when it is due."""
        now = asyncio.get_running_loop().time()
        if self._begun is None:
            self._begun = now
        self._count += 1
        due = self._begun + self._count / self.frames_a_second
        await asyncio.sleep(max(0.0, due - now))
        if self.readyState != "live":
            raise MediaStreamError
        return self._count


class Picture(Track):
    kind = "video"
    frames_a_second = picture.FRAMES_A_SECOND

    async def recv(self) -> VideoFrame:
        number = await self._next()
        frame = picture.frame(number, is_speaking=self._actor.is_speaking)
        frame.pts = number * VIDEO_CLOCK // self.frames_a_second
        frame.time_base = Fraction(1, VIDEO_CLOCK)
        return frame


class Sound(Track):
    kind = "audio"
    frames_a_second = SAMPLE_RATE // SAMPLES

    async def recv(self) -> AudioFrame:
        number = await self._next()
        frame = AudioFrame(format="s16", layout="mono", samples=SAMPLES)
        start = number * FRAME_SIZE % len(TONE)
        sound = TONE[start : start + FRAME_SIZE] if self._actor.is_speaking else bytes(FRAME_SIZE)
        frame.planes[0].update(sound)
        frame.sample_rate = SAMPLE_RATE
        frame.pts = number * SAMPLES
        frame.time_base = Fraction(1, SAMPLE_RATE)
        return frame
