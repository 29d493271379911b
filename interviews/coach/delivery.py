"""How an answer was spoken: pace, fillers, pauses, length. Apart from the score, always.

Numbers that inform. Nothing here judges an accent, a voice or a person; silence before the first
word is thinking and is ignored. Conversation runs at about 150 words a minute, six disfluencies
in 100 words are normal (Fox Tree 1995), and pauses hinder from about four seconds (Lundholm Fors
2015); where to comment is our decision.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Protocol

from interviews.coach import fields
from interviews.coach.languages import unspaced_words
from interviews.coach.wordlists import word_set

LEAST_SPEECH = 20.0  # seconds, before pace means anything
COMFORTABLE_PACE = (110, 180)  # words a minute
EASY_PACE = (90, 200)
LEAST_WORDS = 50  # before a share of fillers means anything
FEW_FILLERS, MANY_FILLERS = 4.0, 8.0  # in 100 words
LONG_PAUSE = 3.0  # seconds
MANY_PAUSES = 3
SHORT, LONG, VERY_LONG = 45, 150, 180  # seconds
A_DAY = 86_400.0  # seconds; a time beyond it is no time
MOST = 10_000_000  # of anything, in JSON

HESITATIONS = word_set("er erm hm hmm mm uh uhh uhm um umm")
# Phrase: words it is no filler after, words it is no filler before. In doubt it is none.
A_CERTAIN = word_set("a an any each every one some that the this what which")

# Phrase: words it is no filler after, words it is no filler before. In doubt it is none.
PHRASES = {
    ("like",): (
        word_set(
            "a be been do does feel feels felt he i it look looked looks more much nothing people "
            "seem seemed seems she smell sound sounded sounds something taste they things to we "
            "what who would you i'd he'd she'd we'd they'd you'd don't didn't doesn't"
        ),
        word_set("to this that these those me him her us them"),
    ),
    ("you", "know"): (
        word_set("as but did do if let lets let's so when"),
        word_set("about each how me my that the what when where which who why your"),
    ),
    ("kind", "of"): (A_CERTAIN, word_set("")),
    ("sort", "of"): (A_CERTAIN, word_set("")),
}


class TimedWord(Protocol):
    @property
    def text(self) -> str: ...
    @property
    def start(self) -> float: ...
    @property
    def end(self) -> float: ...


@dataclass(frozen=True)
class Word:
    text: str
    start: float  # seconds since the answer began
    end: float


class Comment(StrEnum):
    NOTHING = "nothing"
    NOTE = "note"
    SUGGESTION = "suggestion"


@dataclass(frozen=True)
class Remark:
    """What to say about one number. With nothing to comment it still says the number."""

    comment: Comment
    text: str


@dataclass(frozen=True)
class Pause:
    start: float  # seconds since the answer began
    seconds: float


@dataclass(frozen=True)
class Delivery:
    """None: not measured, so nothing is said about it."""

    words: int
    length: Remark
    seconds: int | None = None  # from the first word to the last
    words_per_minute: int | None = None
    pace: Remark | None = None
    hesitations: int | None = None  # um, uh
    filler_phrases: int | None = None  # like, you know, kind of
    fillers_per_100: float | None = None  # both, in 100 words
    fillers: Remark | None = None
    long_pauses: tuple[Pause, ...] = ()
    pauses: Remark | None = None

    def length_only(self) -> Delivery:
        """For those whose speech has its own rhythm, and want no numbers about it."""
        return Delivery(self.words, self.length, self.seconds)

    def to_json(self) -> dict[str, object]:
        return {**asdict(self), "long_pauses": [asdict(pause) for pause in self.long_pauses]}

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> Delivery:
        """The delivery that `to_json` wrote. Raises ValueError for anything else."""
        data = fields.mapping(data, "delivery")
        return cls(
            words=fields.whole(data, "words", low=0),
            length=_remark_in(data, "length"),
            seconds=_count_in(data, "seconds"),
            words_per_minute=_count_in(data, "words_per_minute"),
            pace=_optional_remark_in(data, "pace"),
            hesitations=_count_in(data, "hesitations"),
            filler_phrases=_count_in(data, "filler_phrases"),
            fillers_per_100=fields.optional_number(data, "fillers_per_100", low=0, high=MOST),
            fillers=_optional_remark_in(data, "fillers"),
            long_pauses=tuple(map(_pause_in, fields.items(data, "long_pauses"))),
            pauses=_optional_remark_in(data, "pauses"),
        )


def typed(text: str) -> Delivery:
    """The delivery of a typed answer: how long it is, and no more."""
    count = _count(text)
    return Delivery(count, Remark(Comment.NOTHING, f"{_counted(count, 'word')}."))


def spoken(
    words: Iterable[TimedWord], text: str, *, language: str, has_fillers: bool = True
) -> Delivery:
    """The delivery of a spoken answer. Never raises, whatever the times.

    `text` is what the student sees; only its length is taken. `has_fillers` is whether the words
    are from a transcript that keeps "um" and "uh": without them their number is not known.
    """
    timed = _in_order(words)
    if not timed:
        return typed(text)
    is_english = language.replace("_", "-").partition("-")[0].casefold() == "en"
    pauses = tuple(_long_pauses(timed))
    delivery = _with_length(timed, _count(text))
    delivery = _with_pace(delivery, timed, pauses, is_english=is_english)
    if is_english and has_fillers:
        delivery = _with_fillers(delivery, [_bare(word.text) for word in timed])
    return replace(delivery, long_pauses=pauses, pauses=_about_pauses(pauses))


def _in_order(words: Iterable[TimedWord]) -> list[TimedWord]:
    sane = [word for word in words if word.text.strip() and 0 <= word.start <= word.end <= A_DAY]
    return sorted(sane, key=lambda word: word.start)


def _long_pauses(words: Sequence[TimedWord]) -> Iterator[Pause]:
    silent_from = words[0].end
    for word in words[1:]:
        if _tenths(word.start - silent_from) >= LONG_PAUSE:
            yield Pause(_tenths(silent_from), _tenths(word.start - silent_from))
        silent_from = max(silent_from, word.end)


def _with_length(words: Sequence[TimedWord], count: int) -> Delivery:
    seconds = math.floor(max(word.end for word in words) - words[0].start + 0.5)
    text = f"{_clock(seconds)}, {_counted(count, 'word')}."
    comment = Comment.NOTHING
    if seconds < SHORT:
        comment = Comment.NOTE
        text += " There is room for more: what led up to it, or what came of it."
    elif seconds > VERY_LONG:
        comment = Comment.SUGGESTION
        text += " Most listeners follow best for two minutes or so. What could be left out?"
    elif seconds > LONG:
        comment = Comment.NOTE
        text += " That is on the long side; one or two minutes are usual."
    return Delivery(count, Remark(comment, text), seconds)


def _with_pace(
    delivery: Delivery, words: Sequence[TimedWord], pauses: Sequence[Pause], *, is_english: bool
) -> Delivery:
    """Long pauses are listed by themselves and do not slow the pace; "um" is no word."""
    span = max(word.end for word in words) - words[0].start
    speech = span - sum(pause.seconds for pause in pauses)
    if speech < LEAST_SPEECH:
        return delivery
    said = sum(1 for word in words if _bare(word.text) not in HESITATIONS)
    pace = round(said / speech * 60)
    text = f"{_counted(pace, 'word')} a minute"
    if not is_english:  # the comfortable range is known for English
        return replace(delivery, words_per_minute=pace, pace=Remark(Comment.NOTHING, f"{text}."))
    low, high = COMFORTABLE_PACE
    text = f"{text}; most listeners are comfortable with {low} to {high}."
    return replace(delivery, words_per_minute=pace, pace=Remark(_comment_on_pace(pace), text))


def _comment_on_pace(pace: int) -> Comment:
    if COMFORTABLE_PACE[0] <= pace <= COMFORTABLE_PACE[1]:
        return Comment.NOTHING
    return Comment.NOTE if EASY_PACE[0] <= pace <= EASY_PACE[1] else Comment.SUGGESTION


def _with_fillers(delivery: Delivery, bare: Sequence[str]) -> Delivery:
    hesitations = sum(1 for word in bare if word in HESITATIONS)
    said = [word for word in bare if word not in HESITATIONS]
    phrases = sum(_fillers_at(said, place) for place in range(len(said)))
    if not said:
        return delivery
    share = round((hesitations + phrases) / len(said) * 100, 1)
    comment = Comment.NOTHING
    if len(said) >= LEAST_WORDS and share > FEW_FILLERS:
        comment = Comment.SUGGESTION if share > MANY_FILLERS else Comment.NOTE
    text = (
        f"{share:g} fillers in 100 words: {hesitations} like 'um', {phrases} like 'you know'. "
        "Up to four go unnoticed, and a silent breath does the same work."
    )
    return replace(
        delivery,
        hesitations=hesitations,
        filler_phrases=phrases,
        fillers_per_100=share,
        fillers=Remark(comment, text),
    )


def _fillers_at(said: Sequence[str], place: int) -> int:
    before = said[place - 1] if place else ""
    for phrase, (not_after, not_before) in PHRASES.items():
        end = place + len(phrase)
        if tuple(said[place:end]) == phrase:
            after = said[end] if end < len(said) else ""
            return int(before not in not_after and after not in not_before)
    return 0


def _about_pauses(pauses: Sequence[Pause]) -> Remark:
    if not pauses:
        return Remark(Comment.NOTHING, "No pause of three seconds or more.")
    longest = max(pause.seconds for pause in pauses)
    text = f"{_counted(len(pauses), 'pause')} of three seconds or more, the longest {longest:g}."
    if len(pauses) < MANY_PAUSES:
        return Remark(Comment.NOTHING, text)
    return Remark(Comment.NOTE, f"{text} Time to think is best taken before the first word.")


def _remark_in(data: Mapping[str, object], name: str) -> Remark:
    remark = fields.mapping(data.get(name), name)
    return Remark(fields.choice(remark, "comment", Comment), fields.text(remark, "text"))


def _optional_remark_in(data: Mapping[str, object], name: str) -> Remark | None:
    return None if data.get(name) is None else _remark_in(data, name)


def _count_in(data: Mapping[str, object], name: str) -> int | None:
    return fields.optional_whole(data, name, low=0, high=MOST)


def _pause_in(data: Mapping[str, object]) -> Pause:
    start = fields.optional_number(data, "start", low=0, high=A_DAY)
    seconds = fields.optional_number(data, "seconds", low=0, high=A_DAY)
    if start is None or seconds is None:
        raise ValueError("a pause has no time")
    return Pause(start, seconds)


def _count(text: str) -> int:
    return sum(1 + unspaced_words(word) for word in text.split())


def _bare(text: str) -> str:
    return text.casefold().replace("’", "'").strip(".,;:!?…\"'()- ")


def _tenths(seconds: float) -> float:
    return round(seconds, 1)


def _clock(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    if not minutes:
        return _counted(rest, "second")
    return f"{_counted(minutes, 'minute')} {_counted(rest, 'second')}"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
