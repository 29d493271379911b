"""The words of an answer as they are shown: when each was said, and how sure we are of it.

The transcript is the truth, and students correct it; the recogniser's words know the times. Here
the two are laid side by side. Pure, and good for any input: words come from JSON.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import accumulate, takewhile

from interviews.coach.delivery import A_DAY, LONG_PAUSE
from interviews.coach.rubric import Part, SentenceLabel

UNSURE = 0.6  # confidence below which a word is marked
MOST_COMPARED = 4_000_000  # pairs of words; 2,000 heard against 2,000 shown take half a second


@dataclass(frozen=True, slots=True)
class ShownWord:
    text: str
    start: float | None = None  # seconds since the answer began; None: nobody knows
    end: float | None = None
    is_unsure: bool = False
    is_corrected: bool = False  # differs from what was heard
    pause_before: float = 0.0  # seconds, of a long pause only
    is_quoted: bool = False  # the feedback rests on it


@dataclass(frozen=True, slots=True)
class ShownSentence:
    part: Part | None
    words: tuple[ShownWord, ...]


@dataclass(frozen=True, slots=True)
class _Heard:
    text: str
    start: float
    end: float
    is_unsure: bool
    pause_before: float


def align(words: object, transcript: str) -> tuple[ShownWord, ...]:
    """The words of `transcript`, in order, each with what is known of it from `words` as heard.

    `words` is [{"text", "start", "end", "confidence"}]; what cannot be read is left out. Where
    nothing was heard, nothing is marked.
    """
    shown = transcript.split()
    heard = list(_readable(words))
    if not heard:
        return tuple(map(ShownWord, shown))
    return tuple(_aligned(heard, shown))


def mark_quotes(shown: Sequence[ShownWord], quotes: Iterable[str]) -> tuple[ShownWord, ...]:
    """The words, with those marked that stand in a quote, at the first place where it stands."""
    bare = [_bare(word.text) for word in shown]
    marked = {place for quote in quotes for place in _places_of(quote, bare)}
    return tuple(
        replace(word, is_quoted=True) if place in marked else word
        for place, word in enumerate(shown)
    )


def seconds_of(quote: str, shown: Sequence[ShownWord]) -> tuple[float, float] | None:
    """When the quote was said, from its first known second to its last; None: nobody knows."""
    said = [shown[place] for place in _places_of(quote, [_bare(word.text) for word in shown])]
    starts = [word.start for word in said if word.start is not None]
    ends = [word.end for word in said if word.end is not None]
    return (min(starts), max(ends)) if starts and ends else None


def _places_of(quote: str, bare: Sequence[str]) -> range:
    """Where the quote stands first among the words; nowhere is an empty range."""
    wanted = [_bare(word) for word in quote.split()]
    places = range(len(bare) - len(wanted) + 1) if wanted else range(0)
    at = next((at for at in places if bare[at : at + len(wanted)] == wanted), 0)
    return range(at, at + len(wanted)) if bare[at : at + len(wanted)] == wanted else range(0)


def by_sentence(
    shown: Sequence[ShownWord], sentences: Sequence[SentenceLabel]
) -> tuple[ShownSentence, ...]:
    """The words under the sentences the coach saw; nothing if those are of another text."""
    counts = [len(sentence.text.split()) for sentence in sentences]
    seen = [word for sentence in sentences for word in sentence.text.split()]
    if seen != [word.text for word in shown]:
        return ()
    ends = list(accumulate(counts))
    return tuple(
        ShownSentence(sentence.part, tuple(shown[end - count : end]))
        for sentence, count, end in zip(sentences, counts, ends, strict=True)
    )


def in_runs(words: Sequence[ShownWord]) -> tuple[ShownWord, ...]:
    """Words that cannot be played, joined with their neighbours that look the same."""
    runs: list[ShownWord] = []
    for word in words:
        if runs and replace(word, text="") == replace(runs[-1], text="") and word.start is None:
            runs[-1] = replace(runs[-1], text=f"{runs[-1].text} {word.text}")
        else:
            runs.append(word)
    return tuple(runs)


def _readable(words: object) -> Iterator[_Heard]:
    """The words with sane times. A pause is counted from the last end so far."""
    silent_from = math.inf  # silence before the first word is thinking
    for word in words if isinstance(words, Sequence) else ():
        if not isinstance(word, Mapping):
            continue
        text, start, end = word.get("text"), _number(word.get("start")), _number(word.get("end"))
        if not isinstance(text, str) or start is None or end is None or end < start:
            continue
        sure = _number(word.get("confidence"))
        is_unsure = sure is not None and sure < UNSURE
        pause = round(start - silent_from, 1)
        for token in text.split():
            yield _Heard(token, start, end, is_unsure, pause if pause >= LONG_PAUSE else 0.0)
            pause = 0.0
        silent_from = end if math.isinf(silent_from) else max(silent_from, end)


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if 0 <= value <= A_DAY else None


def _aligned(heard: Sequence[_Heard], shown: Sequence[str]) -> Iterator[ShownWord]:
    pause = 0.0  # before words that were taken out of the transcript
    for first, last, begin, end in _blocks(heard, shown):
        places = _places(heard[first:last], end - begin)
        for text, place in zip(shown[begin:end], places, strict=True):
            yield _shown(text, place, pause)
            pause = 0.0 if place else pause
        if begin == end:
            pause = max([pause, *(word.pause_before for word in heard[first:last])])


def _places(heard: Sequence[_Heard], count: int) -> list[_Heard | None]:
    """What was heard, as so many words: one for one, or sharing the time of them all."""
    if not heard:
        return [None] * count
    if len(heard) == count:
        return list(heard)
    start, end = heard[0].start, max(word.end for word in heard)
    step = max(0.0, end - start) / max(1, count)
    pause = max(word.pause_before for word in heard)
    return [
        _Heard(
            text="",
            start=start + step * number,
            end=start + step * (number + 1),
            is_unsure=False,
            pause_before=0 if number else pause,
        )
        for number in range(count)
    ]


def _shown(text: str, place: _Heard | None, pause: float) -> ShownWord:
    if place is None:
        return ShownWord(text, is_corrected=True)
    is_corrected = text != place.text
    return ShownWord(
        text,
        place.start,
        place.end,
        is_unsure=place.is_unsure and not is_corrected,
        is_corrected=is_corrected,
        pause_before=max(pause, place.pause_before),
    )


def _blocks(heard: Sequence[_Heard], shown: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Stretches of `heard` and of `shown` that belong together, covering both in order.

    Most answers are corrected in few places, so what is alike at both ends is not searched.
    """
    before, after = [_bare(word.text) for word in heard], [_bare(word) for word in shown]
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    last, end = len(before) - tail, len(after) - tail
    yield 0, head, 0, head
    if (last - head) * (end - head) > MOST_COMPARED:
        yield head, last, head, end
    else:
        matcher = SequenceMatcher(None, before[head:last], after[head:end], autojunk=False)
        for _, i, j, k, m in matcher.get_opcodes():
            yield head + i, head + j, head + k, head + m
    yield last, len(before), end, len(after)


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _bare(word: str) -> str:
    """For comparing: capitals and punctuation are no other word."""
    letters = [place for place, letter in enumerate(word) if letter.isalnum()]
    return word[letters[0] : letters[-1] + 1].casefold() if letters else word
