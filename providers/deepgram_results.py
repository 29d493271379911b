"""Deepgram's results, live and pre-recorded, as captions and transcripts. Knows no sockets.

Live messages are read from their JSON: the SDK's models take three times as long to build as all
the rest of a caption takes, and check nothing: fields may be missing or of another type, lists
empty. What cannot be read raises AttributeError, KeyError, TypeError or ValueError, all of which
mean the same: nonsense.
"""

import json
import math
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

from providers.transcript import Caption, Transcript, Word

Clock = Callable[[float], float]  # from seconds of the stream to seconds of the attempt
Message = Mapping[str, Any]


def read(data: str | bytes) -> Message:
    """A live message; its `type` says what it is, and new types may come at any time."""
    message = json.loads(data) if isinstance(data, str) else {}
    if not isinstance(message, dict):
        raise TypeError
    return message


class Results:
    """Collects the results of one stream: finals in order, and the interim words after them.

    The words of interim results are read when they are asked for: most are replaced before.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._finals: list[Caption] = []
        self._interim: Message = {}

    def take(self, message: Message) -> Caption | None:
        """The caption to show for a Results message, or None when it changes nothing.

        The caption of an interim result has its text only.
        """
        best, is_final = _best(message), bool(message.get("is_final"))
        had_interim = bool(self._interim)
        caption = Caption(_text(best["transcript"]) if best else "", (), is_final=is_final)
        if is_final and caption.text:
            caption = replace(caption, words=_words(best["words"], self._clock))
            self._finals.append(caption)
        self._interim = best if caption.text and not is_final else {}
        return caption if caption.text or had_interim else None

    def transcript(self, *, is_complete: bool) -> Transcript:
        heard = [*self._finals, *self._last()]
        return Transcript(
            text=" ".join(caption.text for caption in heard),
            words=tuple(word for caption in heard for word in caption.words),
            is_complete=is_complete,
        )

    def _last(self) -> list[Caption]:
        """The interim words; without their times where those cannot be read."""
        if not self._interim:
            return []
        words: tuple[Word, ...] = ()
        with suppress(KeyError, TypeError, ValueError):
            words = _words(self._interim["words"], self._clock)
        return [Caption(_text(self._interim["transcript"]), words, is_final=False)]


def of_file(answer: Any) -> Transcript:
    """The transcript in the answer to a pre-recorded request."""
    best = answer.results.channels[0].alternatives[0]
    return Transcript(_text(best.transcript), _words([dict(word) for word in best.words], float))


def _best(message: Message) -> Message:
    alternatives = message["channel"]["alternatives"]
    best = alternatives[0] if alternatives else {}
    if not isinstance(best, dict):
        raise TypeError
    return best


def _words(words: Iterable[Message], clock: Clock) -> tuple[Word, ...]:
    return tuple(_word(word, clock) for word in words)


def _word(word: Message, clock: Clock) -> Word:
    return Word(
        text=_text(word.get("punctuated_word") or word["word"]),
        start=clock(_number(word["start"])),
        end=clock(_number(word["end"])),
        confidence=min(1.0, _number(word["confidence"])),
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
