"""Cuts a transcript into sentences and words, also where a recogniser left no punctuation.

Every pattern here is linear in the length of the text: no word can make it slow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from interviews.coach.wordlists import word_set

WORD = re.compile(r"\d+(?:[.,:]\d+)*%?|[^\W_]+(?:['’\-][^\W_]+)*")
END = re.compile(r"(?<![.!?…。！？؟])[.!?…。！？؟]++[\"'”’)\]]*+(?=\s|\Z)|\n[^\S\n]*+\n")
ABBREVIATIONS = word_set("mr mrs ms dr prof st vs eg ie e.g i.e approx no")

# A longer run of words is cut where a new clause opens, since speech often tells what was done
# and what came of it in one breath. [words]
LONGEST_SENTENCE = 24
SHORTEST_CLAUSE = 6
LONGEST_CLAUSE = 30

JOINERS = word_set("and so but then because or well")
SUBJECTS = word_set(
    "i i'm i'd i've we we'd we've my our he she they it there this that the one after when "
    "eventually finally afterwards"
)
AFTER_JOINER = word_set("first next then later now")
OPENERS = (
    "as a result",
    "in the end",
    "at the end",
    "after that",
    "at that time",
    "since then",
    "because of that",
    "first i",
    "next i",
)


@dataclass(frozen=True)
class Word:
    """A word folded to lower case and straight apostrophes, with its transcript offsets."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Sentence:
    start: int
    end: int
    words: tuple[Word, ...]


def split(transcript: str) -> list[Sentence]:
    """The sentences that contain words, in order; long unpunctuated runs are cut at clauses."""
    sentences: list[Sentence] = []
    for start, end in _spans(transcript):
        words = list(words_in(transcript, start, end))
        if not words:
            continue
        pieces = [words] if len(words) <= LONGEST_SENTENCE else list(_clauses(words))
        for number, piece in enumerate(pieces):
            close = end if number == len(pieces) - 1 else piece[-1].end
            begin = start if number == 0 else piece[0].start
            sentences.append(_trimmed(transcript, begin, close, piece))
    return sentences


def given(texts: Sequence[str]) -> tuple[str, list[Sentence]]:
    """The transcript made of these sentences, and the sentences as they were cut by somebody."""
    sentences: list[Sentence] = []
    at = 0
    transcript = " ".join(texts)
    for text in texts:
        end = at + len(text)
        sentences.append(Sentence(at, end, tuple(words_in(transcript, at, end))))
        at = end + 1
    return transcript, sentences


def words_in(transcript: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    stop = len(transcript) if end is None else end
    for match in WORD.finditer(transcript, start, stop):
        yield Word(match.group().casefold().replace("’", "'"), match.start(), match.end())


def _spans(transcript: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in END.finditer(transcript):
        if not _abbreviated(transcript, start, match):
            yield start, match.end()
            start = match.end()
    yield start, len(transcript)


def _abbreviated(transcript: str, start: int, match: re.Match[str]) -> bool:
    before = transcript[max(start, match.start() - 8) : match.start()].split()
    last = before[-1].lower() if before else ""
    return match.group() == "." and (last in ABBREVIATIONS or (len(last) == 1 and last != "i"))


def _clauses(words: list[Word]) -> Iterator[list[Word]]:
    piece: list[Word] = []
    for position, word in enumerate(words):
        if len(piece) >= LONGEST_CLAUSE or _ends_before(words, position, len(piece)):
            yield piece
            piece = []
        piece.append(word)
    yield piece


def _ends_before(words: list[Word], position: int, length: int) -> bool:
    roomy = min(length, len(words) - position) >= SHORTEST_CLAUSE
    return roomy and _opens(words, position)


def _opens(words: list[Word], position: int) -> bool:
    here, *after = (word.text for word in words[position : position + 3])
    if here in JOINERS:
        return bool(after) and (after[0] in SUBJECTS | AFTER_JOINER or _opener(words, position + 1))
    joined = position > 0 and words[position - 1].text in JOINERS
    return not joined and _opener(words, position)


def _opener(words: list[Word], position: int) -> bool:
    phrase = " ".join(word.text for word in words[position : position + 3])
    return phrase.startswith(OPENERS)


def _trimmed(transcript: str, start: int, end: int, words: list[Word]) -> Sentence:
    while start < words[0].start and transcript[start].isspace():
        start += 1
    while end > words[-1].end and transcript[end - 1].isspace():
        end -= 1
    return Sentence(start, end, tuple(words))
