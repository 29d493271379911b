"""Reads the reply of a language model while it streams, and believes nothing it cannot check.

`feed()` gives what is complete and stands; `finish()` gives the whole assessment or raises
WrongReply. A quote stands when it was really said and is no word to the coach. Caps and the score
are computed here, by the same rules as for the offline coach.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

import jiter

from interviews.coach import prompts, scoring, wording
from interviews.coach.answer import Answer, only_we
from interviews.coach.qualities import asks_for_reflection
from interviews.coach.reading import Line
from interviews.coach.reply_fields import FieldReader, Fields, level_in, response_type_in
from interviews.coach.rubric import (
    Assessment,
    Part,
    PartVerdict,
    Quality,
    QualityVerdict,
    Question,
    SentenceLabel,
    Status,
)

MOST_CHARACTERS = 40_000  # of a reply
CLOSING = ('"', "}", "]")  # a number might go on
# A piece that has none of these, behind one that has none, completes nothing.
WORTH_A_LOOK = frozenset('"}].?!…。？！')


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
        self._reader = FieldReader(question, transcript, lines)
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
        parts = {each: self._reader.part(fields, each, problems) for each in Part}
        qualities = {each: self._reader.quality(fields, each, problems) for each in Quality}
        kind = response_type_in(fields, problems)
        reflection = level_in(fields, "reflection", problems)
        if problems:
            raise WrongReply(problems)
        labels = self._reader.labels(fields)
        levels = {part: verdict.level for part, verdict in parts.items()}
        strength, strength_quote = self._reader.point(fields, "strength", wording.NO_STRENGTH)
        change, change_quote = self._reader.point(fields, "main_change", wording.NOTHING_TO_CHANGE)
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
            spoken=" ".join(self._reader.sentences_to_say(fields, is_complete=True)),
            qualities=tuple(qualities.values()),
            reflection=reflection,
            follow_up=self._reader.follow_up(fields, asked),
            prompt_version=prompts.VERSION,
        )

    def _whole(self) -> Fields:
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

    def _news(self, fields: Fields) -> Iterator[News]:
        complete = self._complete(fields)
        sentences = self._reader.sentences_to_say(fields, is_complete="spoken" in complete)
        for sentence in sentences[self._spoken :]:
            self._spoken += 1
            yield Spoken(sentence)
        for name in complete:
            if name in self._told:
                continue
            self._told.add(name)
            if (verdict := self._verdict(fields, name)) is not None:
                yield verdict

    def _complete(self, fields: Fields) -> list[str]:
        """Fields behind which another has begun; the last one, too, if all it lacks is the end."""
        text = self._text.rstrip().rstrip(",")
        is_closed = text.endswith(CLOSING)
        with suppress(ValueError):
            if is_closed and jiter.from_json(f"{text}}}".encode()):
                return list(fields)
        return list(fields)[:-1]

    def _verdict(self, fields: Fields, name: str) -> Verdict | None:
        """A verdict in which nothing is wrong."""
        problems: list[str] = []
        verdict: Verdict | None = None
        if name in _PARTS:
            verdict = self._reader.part(fields, _PARTS[name], problems)
        elif name in set(Quality):
            verdict = self._reader.quality(fields, Quality(name), problems)
        return None if problems else verdict

    def _sentences(self, labels: Sequence[Part | None]) -> tuple[SentenceLabel, ...]:
        spans = ((line.sentence.start, line.sentence.end) for line in self._lines)
        return tuple(
            SentenceLabel(self._transcript[start:end], start, end, part)
            for (start, end), part in zip(spans, labels, strict=True)
        )


_PARTS = {part.name.lower(): part for part in Part}
