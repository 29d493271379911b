"""Reads the reply of a language model while it streams, and believes nothing it cannot check.

`feed()` gives what is complete and stands; `finish()` gives the whole assessment or raises
WrongReply. A quote stands when it was really said and is no word to the coach. Caps and the score
are computed here, by the same rules as for the offline coach.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import jiter

from interviews.coach import prompts, scoring, wording
from interviews.coach.answer import Answer, only_we
from interviews.coach.labels import label
from interviews.coach.qualities import asks_for_reflection
from interviews.coach.reading import Line
from interviews.coach.reply_checks import Checks
from interviews.coach.rubric import (
    HIGHEST,
    LOWEST,
    Assessment,
    Part,
    PartVerdict,
    Quality,
    QualityVerdict,
    Question,
    ResponseType,
    SentenceLabel,
    Status,
)

MOST_CHARACTERS = 40_000  # of a reply
MOST_SPOKEN = 2  # sentences
MOST_SPOKEN_WORDS = 60
MOST_TEXT = 400  # characters of one piece of advice
MOST_QUESTION = 240  # characters of a follow-up
CLOSING = ('"', "}", "]")  # a number might go on
# A piece that has none of these, behind one that has none, completes nothing.
WORTH_A_LOOK = frozenset('"}].?!…。？！')
SPOKEN_END = re.compile(r"[.?!…][\"'”’)]*(?=\s)|[。？！]")


class WrongReply(ValueError):
    """The reply cannot be used. `problems` say why, for one more try."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Spoken:
    """One sentence of what the interviewer says at once."""

    text: str


Verdict = PartVerdict | QualityVerdict
News = Spoken | Verdict


class ModelReply:
    """One reply to the answer that was read as `lines`."""

    def __init__(self, question: Question, transcript: str, lines: Sequence[Line]) -> None:
        self._question = question
        self._transcript = transcript
        self._lines = lines
        self._checks = Checks(transcript, lines)
        self._text = self._last = ""
        self._spoken = 0  # sentences told
        self._told: set[str] = set()

    def feed(self, piece: str) -> list[News]:
        """What this piece has completed. Never raises; what is wrong shows at the end."""
        last, self._last = self._last, piece
        self._text += piece
        if len(self._text) > MOST_CHARACTERS or not WORTH_A_LOOK & set(last + piece):
            return []
        try:
            fields = jiter.from_json(self._text.encode(), partial_mode="trailing-strings")
        except (ValueError, RecursionError):
            return []
        return list(self._news(fields)) if isinstance(fields, dict) else []

    def finish(self, *, coach: str, asked: Sequence[str] = ()) -> Assessment:
        """Raises WrongReply."""
        fields = self._whole()
        problems: list[str] = []
        parts = {each: self._part(fields, each, problems) for each in Part}
        qualities = {each: self._quality(fields, each, problems) for each in Quality}
        kind = _choice(fields, "response_type", ResponseType, problems)
        reflection = _level(fields, "reflection", problems)
        if problems:
            raise WrongReply(problems)
        labels = self._labels(fields)
        levels = {part: verdict.level for part, verdict in parts.items()}
        strength, strength_quote = self._point(fields, "strength", wording.NO_STRENGTH)
        change, change_quote = self._point(fields, "main_change", wording.NOTHING_TO_CHANGE)
        return Assessment(
            coach=coach,
            status=Status.SCORED,
            reason="",
            response_type=kind,
            score=scoring.score(
                levels,
                response_type=kind,
                relevance=qualities[Quality.RELEVANCE].level,
                specificity=qualities[Quality.SPECIFICITY].level,
                reflection=reflection,
                asks_for_reflection=asks_for_reflection(self._question),
                only_we=only_we(Answer(self._lines, labels, kind)),
            ),
            parts=tuple(parts.values()),
            relevance=qualities[Quality.RELEVANCE].level,
            specificity=qualities[Quality.SPECIFICITY].level,
            sentences=self._sentences(labels),
            strength=strength,
            strength_quote=strength_quote,
            main_change=change,
            main_change_quote=change_quote,
            spoken=" ".join(self._sentences_to_say(fields, is_complete=True)),
            qualities=tuple(qualities.values()),
            reflection=reflection,
            follow_up=self._follow_up(fields, asked),
            prompt_version=prompts.VERSION,
        )

    def _whole(self) -> Mapping[str, Any]:
        if len(self._text) > MOST_CHARACTERS:
            raise WrongReply(["the reply is far too long"])
        try:
            fields = jiter.from_json(self._text.encode(), allow_inf_nan=False)
        except (ValueError, RecursionError):
            raise WrongReply(["the reply is not JSON"]) from None
        if not isinstance(fields, dict):
            raise WrongReply(["the reply is no JSON object"])
        return fields

    # News ----------------------------------------------------------------------------------------

    def _news(self, fields: Mapping[str, Any]) -> Iterator[News]:
        complete = self._complete(fields)
        sentences = self._sentences_to_say(fields, is_complete="spoken" in complete)
        for sentence in sentences[self._spoken :]:
            self._spoken += 1
            yield Spoken(sentence)
        for name in complete:
            if name in self._told:
                continue
            self._told.add(name)
            if (verdict := self._verdict(fields, name)) is not None:
                yield verdict

    def _complete(self, fields: Mapping[str, Any]) -> list[str]:
        """Fields behind which another has begun; the last one, too, if all it lacks is the end."""
        text = self._text.rstrip().rstrip(",")
        is_closed = text.endswith(CLOSING)
        with suppress(ValueError):
            if is_closed and jiter.from_json(f"{text}}}".encode()):
                return list(fields)
        return list(fields)[:-1]

    def _verdict(self, fields: Mapping[str, Any], name: str) -> Verdict | None:
        """A verdict in which nothing is wrong."""
        problems: list[str] = []
        verdict: Verdict | None = None
        if name in _PARTS:
            verdict = self._part(fields, _PARTS[name], problems)
        elif name in set(Quality):
            verdict = self._quality(fields, Quality(name), problems)
        return None if problems else verdict

    def _sentences_to_say(self, fields: Mapping[str, Any], *, is_complete: bool) -> list[str]:
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

    # Fields --------------------------------------------------------------------------------------

    def _part(self, fields: Mapping[str, Any], part: Part, problems: list[str]) -> PartVerdict:
        level, quote, step = self._judged(fields, part.name.lower(), problems)
        step = step or wording.NEXT_STEP[part][level - 1]
        why = wording.WHY[part] if self._checks.is_english else ""
        return PartVerdict(part, level, quote, why, step)

    def _quality(
        self, fields: Mapping[str, Any], quality: Quality, problems: list[str]
    ) -> QualityVerdict:
        level, quote, step = self._judged(fields, quality.value, problems)
        step = step or wording.NEXT_FOR_QUALITY[quality][level - 1]
        return QualityVerdict(quality, level, quote, step)

    def _judged(
        self, fields: Mapping[str, Any], name: str, problems: list[str]
    ) -> tuple[int, str, str]:
        """A level with its quote: no quote, no claim."""
        found = fields.get(name)
        if not isinstance(found, dict):
            problems.append(f"{name} is missing")
            return LOWEST, "", ""
        level = _level(found, "level", problems, of=name)
        quote = found.get("quote")
        quote = quote.strip() if isinstance(quote, str) else ""
        if level > LOWEST and not self._checks.stands(quote):
            problems.append(f"the quote of {name} is not in the transcript, letter by letter")
        quote = quote if level > LOWEST and self._checks.may_show(quote) else ""
        return level, quote, self._advice(found.get("next_step"))

    def _point(self, fields: Mapping[str, Any], name: str, otherwise: str) -> tuple[str, str]:
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

    def _follow_up(self, fields: Mapping[str, Any], asked: Sequence[str]) -> str:
        text = fields.get("follow_up")
        if not isinstance(text, str):
            return ""
        text = " ".join(text.split())
        is_question = text.endswith(("?", "？")) and len(text) <= MOST_QUESTION
        known = {each.casefold() for each in (*asked, self._question.text)}
        is_new = text.casefold() not in known
        return text if is_question and is_new and self._checks.may_say(text) else ""

    def _labels(self, fields: Mapping[str, Any]) -> list[Part | None]:
        """A part for each sentence; the offline coach's, where their number is not right."""
        found = fields.get("sentences")
        known = {part.value: part for part in Part}
        if not isinstance(found, list) or len(found) != len(self._lines):
            return label(self._lines) if self._checks.is_english else [None] * len(self._lines)
        pairs = zip(self._lines, found, strict=True)
        return [known.get(str(name)) if line.counts else None for line, name in pairs]

    def _sentences(self, labels: Sequence[Part | None]) -> tuple[SentenceLabel, ...]:
        spans = ((line.sentence.start, line.sentence.end) for line in self._lines)
        return tuple(
            SentenceLabel(self._transcript[start:end], start, end, part)
            for (start, end), part in zip(spans, labels, strict=True)
        )


_PARTS = {part.name.lower(): part for part in Part}


def _cut(text: str, *, is_complete: bool) -> list[str]:
    """The sentences of which the end is known."""
    sentences, start = [], 0
    for end in SPOKEN_END.finditer(text):
        sentences.append(text[start : end.end()].strip())
        start = end.end()
    if is_complete and text[start:].strip():
        sentences.append(text[start:].strip())
    return sentences


def _level(
    fields: Mapping[str, Any], name: str, problems: list[str], *, of: str | None = None
) -> int:
    level = fields.get(name)
    if isinstance(level, int) and not isinstance(level, bool) and LOWEST <= level <= HIGHEST:
        return level
    problems.append(f"the level of {of or name} is not {LOWEST} to {HIGHEST}")
    return LOWEST


def _choice(
    fields: Mapping[str, Any], name: str, kind: type[ResponseType], problems: list[str]
) -> ResponseType:
    try:
        return kind(str(fields.get(name)))
    except ValueError:
        problems.append(f"{name} is none of the known ones")
        return kind.NONE
