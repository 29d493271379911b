"""The fields of a model's reply, each checked against the transcript before it is believed.

What is wrong with a field is added to `problems`, in words for the model; what stands is returned.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from interviews.coach import wording
from interviews.coach.labels import label
from interviews.coach.reading import Line
from interviews.coach.reply_checks import Checks
from interviews.coach.rubric import (
    HIGHEST,
    LOWEST,
    Part,
    PartVerdict,
    Quality,
    QualityVerdict,
    Question,
    ResponseType,
)

MOST_SPOKEN = 2  # sentences
MOST_SPOKEN_WORDS = 60
MOST_TEXT = 400  # characters of one piece of advice
MOST_QUESTION = 240  # characters of a follow-up
SPOKEN_END = re.compile(r"[.?!…][\"'”’)]*(?=\s)|[。？！]")

Fields = Mapping[str, Any]


class FieldReader:
    def __init__(self, question: Question, transcript: str, lines: Sequence[Line]) -> None:
        self._question = question
        self._lines = lines
        self._checks = Checks(transcript, lines)

    def sentences_to_say(self, fields: Fields, *, is_complete: bool) -> list[str]:
        """Those of `spoken` that are complete, up to the first that should not be said."""
        text = fields.get("spoken")
        if not isinstance(text, str):
            return []
        sentences = _cut(text, is_complete=is_complete)[:MOST_SPOKEN]
        said: list[str] = []
        for sentence in sentences:
            is_long = len(" ".join([*said, sentence]).split()) > MOST_SPOKEN_WORDS
            if is_long or not self._checks.may_say(sentence):
                break
            said.append(sentence)
        return said

    def part(self, fields: Fields, part: Part, problems: list[str]) -> PartVerdict:
        level, quote, step = self._judged(fields, part.name.lower(), problems)
        step = step or wording.NEXT_STEP[part][level - 1]
        why = wording.WHY[part] if self._checks.is_english else ""
        return PartVerdict(part, level, quote, why, step)

    def quality(self, fields: Fields, quality: Quality, problems: list[str]) -> QualityVerdict:
        level, quote, step = self._judged(fields, quality.value, problems)
        step = step or wording.NEXT_FOR_QUALITY[quality][level - 1]
        return QualityVerdict(quality, level, quote, step)

    def _judged(self, fields: Fields, name: str, problems: list[str]) -> tuple[int, str, str]:
        """A level with its quote: no quote, no claim."""
        found = fields.get(name)
        if not isinstance(found, dict):
            problems.append(f"{name} is missing")
            return LOWEST, "", ""
        level = level_in(found, "level", problems, of=name)
        quote = found.get("quote")
        quote = quote.strip() if isinstance(quote, str) else ""
        if level > LOWEST and not self._checks.stands(quote):
            problems.append(f"the quote of {name} is not in the transcript, letter by letter")
        return level, quote if level > LOWEST else "", self._advice(found.get("next_step"))

    def point(self, fields: Fields, name: str, otherwise: str) -> tuple[str, str]:
        """The strength or the main change: what it rests on is shown only where it stands."""
        found = fields.get(name)
        found = found if isinstance(found, dict) else {}
        text, quote = self._advice(found.get("text")), str(found.get("quote") or "").strip()
        is_shown = text and self._checks.stands(quote) and self._checks.may_show(quote)
        return text or otherwise, quote if is_shown else ""

    def _advice(self, text: object) -> str:
        if not isinstance(text, str) or len(text) > MOST_TEXT or not self._checks.may_say(text):
            return ""
        return " ".join(text.split())

    def follow_up(self, fields: Fields, asked: Sequence[str]) -> str:
        text = fields.get("follow_up")
        if not isinstance(text, str):
            return ""
        text = " ".join(text.split())
        is_question = text.endswith(("?", "？")) and len(text) <= MOST_QUESTION
        known = {each.casefold() for each in (*asked, self._question.text)}
        is_new = text.casefold() not in known
        return text if is_question and is_new and self._checks.may_say(text) else ""

    def labels(self, fields: Fields) -> list[Part | None]:
        """A part for each sentence; the offline coach's, where their number is not right."""
        found = fields.get("sentences")
        known = {part.value: part for part in Part}
        if not isinstance(found, list) or len(found) != len(self._lines):
            return label(self._lines) if self._checks.is_english else [None] * len(self._lines)
        pairs = zip(self._lines, found, strict=True)
        return [known.get(str(name)) if line.counts else None for line, name in pairs]


def _cut(text: str, *, is_complete: bool) -> list[str]:
    """The sentences of which the end is known."""
    sentences, start = [], 0
    for end in SPOKEN_END.finditer(text):
        sentences.append(text[start : end.end()].strip())
        start = end.end()
    if is_complete and text[start:].strip():
        sentences.append(text[start:].strip())
    return sentences


def level_in(fields: Fields, name: str, problems: list[str], *, of: str | None = None) -> int:
    level = fields.get(name)
    if isinstance(level, int) and not isinstance(level, bool) and LOWEST <= level <= HIGHEST:
        return level
    problems.append(f"the level of {of or name} is not {LOWEST} to {HIGHEST}")
    return LOWEST


def response_type_in(fields: Fields, problems: list[str]) -> ResponseType:
    try:
        return ResponseType(str(fields.get("response_type")))
    except ValueError:
        problems.append("response_type is none of the known ones")
        return ResponseType.NONE
