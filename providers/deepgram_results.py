"""Deepgram's results, live and pre-recorded, as captions and transcripts. Knows no sockets.

The SDK checks nothing: fields may be missing or of another type, lists empty. What cannot be
read raises AttributeError, TypeError or ValueError, all of which mean the same: nonsense.
"""

import math
from collections.abc import Callable
from typing import Any

from providers.transcript import Caption, Transcript, Word

Clock = Callable[[float], float]  # from seconds of the stream to seconds of the attempt


class Results:
    """Collects the results of one stream: finals in order, and the interim words after them."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._finals: list[Caption] = []
        self._interim: Caption | None = None

    def take(self, message: Any) -> Caption | None:
        """The caption to show for a Results message, or None when it changes nothing."""
        caption = _caption(message, self._clock)
        had_interim = self._interim is not None
        if caption.is_final:
            self._interim = None
            if caption.text:
                self._finals.append(caption)
        else:
            self._interim = caption if caption.text else None
        return caption if caption.text or had_interim else None

    def transcript(self, *, is_complete: bool) -> Transcript:
        heard = [*self._finals, self._interim] if self._interim else self._finals
        return Transcript(
            text=" ".join(caption.text for caption in heard),
            words=tuple(word for caption in heard for word in caption.words),
            is_complete=is_complete,
        )


def of_file(answer: Any) -> Transcript:
    """The transcript in the answer to a pre-recorded request."""
    best = answer.results.channels[0].alternatives[0]
    return Transcript(_text(best.transcript), _words(best, float))


def _caption(message: Any, clock: Clock) -> Caption:
    alternatives = message.channel.alternatives
    if not alternatives:
        return Caption("", (), is_final=bool(message.is_final))
    best = alternatives[0]
    return Caption(_text(best.transcript), _words(best, clock), is_final=bool(message.is_final))


def _words(alternative: Any, clock: Clock) -> tuple[Word, ...]:
    return tuple(_word(word, clock) for word in alternative.words)


def _word(word: Any, clock: Clock) -> Word:
    return Word(
        text=_text(getattr(word, "punctuated_word", None) or word.word),
        start=clock(_number(word.start)),
        end=clock(_number(word.end)),
        confidence=min(1.0, _number(word.confidence)),
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value.strip()


def _number(value: Any) -> float:
    number = float(value)
    if not math.isfinite(number) or number < 0:
        raise ValueError
    return number
