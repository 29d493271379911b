"""From sound to words: how much is spoken decides how many words there are.

The words are a story told in order, so a transcript says how much speech was in the audio and
when, never what was said. Silence and single clicks yield nothing.
"""

import operator
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

WINDOW = 0.1  # seconds; the grain of everything below
LOUD = 250  # root mean square of 16-bit samples from which a window counts as speech
WINDOWS_A_WORD = 4  # 2.5 words a second
WINDOWS_A_CLICK = 1  # of sound or less, alone, are no word
WINDOWS_A_PAUSE = 3  # of silence end a word

STORY = """\
In my second year I, um, led a group of four on a water quality project. Two weeks before the
deadline our sensor broke, and we had no spare. It was my task to keep us on time and to find
another way to measure. I called three laboratories, uh, compared what they could lend us, and
rewrote our plan around a borrowed meter. I also split the remaining work, so that everyone had
one clear part. We handed in the report a day early, and our figures were within two percent of
the reference. The course leader now shows our plan to new groups. Next time I would ask for help
sooner.
"""
STORY_WORDS = STORY.split()


@dataclass(frozen=True, slots=True)
class Word:
    text: str  # with its capital and punctuation
    start: float  # seconds since the audio began
    end: float
    confidence: float


class Ear:
    """Hears 16-bit little-endian mono PCM in pieces of any size."""

    def __init__(self, sample_rate: int) -> None:
        self.words: list[Word] = []
        self.windows = 0  # heard so far
        self.quiet = 0  # windows of silence up to now
        self._bytes_a_second = sample_rate * 2
        self._window_size = round(sample_rate * WINDOW) * 2
        self._rest = b""
        self._voiced = 0  # windows of the word being spoken
        self._start = self._end = 0

    @property
    def seconds(self) -> float:
        return seconds(self.windows) + len(self._rest) / self._bytes_a_second

    @property
    def between_words(self) -> bool:
        return self._voiced == 0

    def hear(self, pcm: bytes) -> Iterator[None]:
        """Pauses after each whole window, so that a caller can look at what was heard by then."""
        pcm = self._rest + pcm
        whole = len(pcm) - len(pcm) % self._window_size
        self._rest = pcm[whole:]
        for start in range(0, whole, self._window_size):
            window = pcm[start : start + self._window_size]
            self.windows += 1
            if is_loud(window):
                self._hear_voice()
            else:
                self._hear_silence()
            yield

    def end_word(self) -> None:
        if self._voiced > WINDOWS_A_CLICK:
            count = len(self.words)
            text = STORY_WORDS[count % len(STORY_WORDS)]
            confidence = 0.46 if count % 11 == 7 else 0.98  # some words are heard badly
            word = Word(text, seconds(self._start), seconds(self._end), confidence)
            self.words.append(word)
        self._voiced = 0

    def _hear_voice(self) -> None:
        self.quiet = 0
        if self.between_words:
            self._start = self.windows - 1
        self._voiced += 1
        self._end = self.windows
        if self._voiced == WINDOWS_A_WORD:
            self.end_word()

    def _hear_silence(self) -> None:
        self.quiet += 1
        if self.quiet == WINDOWS_A_PAUSE:
            self.end_word()


def is_loud(window: bytes) -> bool:
    samples = array("h", window)
    power: float = sum(map(operator.mul, samples, samples)) / len(samples)
    return power >= LOUD * LOUD


def seconds(windows: int) -> float:
    return round(windows * WINDOW, 3)
