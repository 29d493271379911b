"""The Results of one live Deepgram stream: which words are sent when, and in what shape.

Knows no sockets. https://developers.deepgram.com/reference/speech-to-text/listen-streaming
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from standins.hearing import WINDOW, Ear, Word, seconds

INTERIM_EVERY = 10  # windows
LONGEST_SEGMENT = 50  # windows, after which words are final although nobody paused
DEFAULT_ENDPOINTING = 10  # ms of silence
FILLERS = {"um", "uh"}
MODEL_UUID = "00000000-0000-4000-8000-000000000000"

Json = dict[str, Any]


class Captions:
    """Turns audio into Results: interims about each second, a final at each pause."""

    def __init__(self, query: Mapping[str, str], request_id: str) -> None:
        # The live service leaves fillers out, whatever the query says.
        self._query = {**query, "filler_words": "false"}
        self._request_id = request_id
        self._ear = Ear(int(query["sample_rate"]))
        self._pause = _endpointing(query.get("endpointing"))
        self._digest = hashlib.sha256()
        self._sent = 0  # words that are in a final
        self._start = 0  # of the segment, in windows
        self._interim_at = INTERIM_EVERY

    def hear(self, pcm: bytes) -> Iterator[Json]:
        self._digest.update(pcm)
        for _ in self._ear.hear(pcm):
            if result := self._after_a_window():
                yield result

    def finalize(self) -> Json:
        return self._final(from_finalize=True)

    def close(self) -> Iterator[Json]:
        self._ear.end_word()
        if self._words():
            yield self._final()
        yield {
            "type": "Metadata",
            "transaction_key": "deprecated",
            "request_id": self._request_id,
            "sha256": self._digest.hexdigest(),
            "created": now(),
            "duration": self._ear.seconds,
            "channels": 1,
        }

    def _after_a_window(self) -> Json | None:
        ear = self._ear
        if ear.quiet == self._pause:
            ear.end_word()
            if self._words():
                return self._final(speech_final=True)
        if ear.between_words and ear.windows - self._start >= LONGEST_SEGMENT:
            return self._final()
        if ear.windows >= self._interim_at and self._query.get("interim_results") == "true":
            self._interim_at = ear.windows + INTERIM_EVERY
            return self._results()
        return None

    def _final(self, **flags: bool) -> Json:
        self._ear.end_word()
        result = self._results(is_final=True, **flags)
        self._sent = len(self._ear.words)
        self._start = self._ear.windows
        self._interim_at = self._start + INTERIM_EVERY
        return result

    def _words(self) -> list[Word]:
        return self._ear.words[self._sent :]

    def _results(self, **flags: bool) -> Json:
        spoken = alternative(self._words(), self._query)
        return {
            "type": "Results",
            "channel_index": [0, 1],
            "duration": seconds(self._ear.windows - self._start),
            "start": seconds(self._start),
            "is_final": False,
            "speech_final": False,
            "from_finalize": False,
            "channel": {"alternatives": [spoken]},
            "metadata": {
                "request_id": self._request_id,
                "model_info": model_info(self._query),
                "model_uuid": MODEL_UUID,
            },
            **flags,
        }


def alternative(words: Sequence[Word], query: Mapping[str, str]) -> Json:
    """One reading of the audio, live or pre-recorded, formatted as the query asks."""
    formatted = "true" in (query.get("punctuate"), query.get("smart_format"))
    if query.get("filler_words") != "true":
        words = [word for word in words if _bare(word) not in FILLERS]
    texts = [word.text if formatted else _bare(word) for word in words]
    sure = sum(word.confidence for word in words) / len(words) if words else 0.0
    return {
        "transcript": " ".join(texts),
        "confidence": round(sure, 4),
        "words": [_word(word, formatted=formatted) for word in words],
    }


def _word(word: Word, *, formatted: bool) -> Json:
    timed = {
        "word": _bare(word),
        "start": word.start,
        "end": word.end,
        "confidence": word.confidence,
    }
    return {**timed, "punctuated_word": word.text} if formatted else timed


def _bare(word: Word) -> str:
    return word.text.lower().strip(",.")


def model_info(query: Mapping[str, str]) -> Json:
    return {"name": query.get("model", "base"), "version": "stand-in", "arch": "stand-in"}


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _endpointing(asked: str | None) -> int | None:
    """Windows of silence after which speech is final, None for never."""
    if asked == "false":
        return None
    milliseconds = DEFAULT_ENDPOINTING if asked in (None, "true") else int(asked)
    return max(1, round(milliseconds / (1000 * WINDOW)))
