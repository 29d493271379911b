"""How loud a recording is, measured while its samples pass by. Pure."""

import array
import math
import sys
from collections.abc import Sequence

from interviews.live.wire import BYTES_PER_SAMPLE, SAMPLE_RATE

SILENCE = 150  # RMS of the loudest tenth of a second, of 32,767; a quiet room has 20 to 100
WINDOW = SAMPLE_RATE // 10  # samples
GRAINS = 4  # of a window: the finest that a waveform is drawn from
EVERY = 8  # samples from one that is looked at to the next: enough for loudness, and quick
MOST_PEAKS = 240
QUIET = 2000  # of 32,767: a recording that is nowhere louder is not drawn as if it were


class Loudness:
    """Hears 16-bit samples in chunks of whole windows; only the last may be shorter."""

    def __init__(self) -> None:
        self._loudest = 0.0  # RMS of a window
        self._grains: list[int] = []  # the highest sample of each

    def hear(self, pcm: bytes) -> None:
        size = WINDOW * BYTES_PER_SAMPLE
        for start in range(0, len(pcm), size):
            self._hear_window(_samples(pcm[start : start + size]))

    @property
    def is_silent(self) -> bool:
        return self._loudest < SILENCE

    @property
    def peaks(self) -> list[int]:
        """A waveform: 0 to 100 in equal steps, where 100 is as loud as this recording gets."""
        loudest = max(self._grains, default=0)
        return [round(100 * peak / max(loudest, QUIET)) for peak in _in_steps(self._grains)]

    def _hear_window(self, samples: "array.array[int]") -> None:
        looked_at = samples[::EVERY]
        if not looked_at:
            return
        power = sum(sample * sample for sample in looked_at) / len(looked_at)
        self._loudest = max(self._loudest, math.sqrt(power))
        grain = WINDOW // EVERY // GRAINS
        for start in range(0, len(looked_at), grain):
            part = looked_at[start : start + grain]
            self._grains.append(max(max(part), -min(part)))


def _samples(pcm: bytes) -> "array.array[int]":
    """Half a sample at the end, as a crash can leave it, is left out."""
    samples = array.array("h", pcm[: len(pcm) - len(pcm) % BYTES_PER_SAMPLE])
    if sys.byteorder == "big":
        samples.byteswap()
    return samples


def _in_steps(grains: Sequence[int]) -> list[int]:
    """The highest of each step, in so many steps as fit a waveform."""
    steps = min(len(grains), MOST_PEAKS)
    bounds = [len(grains) * step // steps for step in range(steps + 1)] if steps else []
    return [max(grains[start:end]) for start, end in zip(bounds, bounds[1:], strict=False)]
