"""What an assessment is, whichever coach made it: STAR parts, levels 1 to 5, quotes, words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum

from interviews.coach import fields


class Part(StrEnum):
    SITUATION = "S"
    TASK = "T"
    ACTION = "A"
    RESULT = "R"

    @property
    def label(self) -> str:
        return self.name.capitalize()


class Quality(StrEnum):
    """What is judged over the whole answer, beside its parts."""

    RELEVANCE = "relevance"
    SPECIFICITY = "specificity"

    @property
    def label(self) -> str:
        return self.name.capitalize()


class Status(StrEnum):
    SCORED = "scored"
    NOT_SCORED = "not_scored"


class ResponseType(StrEnum):
    STORY = "story"
    PSEUDO_STORY = "pseudo_story"
    SELF_DESCRIPTION = "self_description"
    OPINION = "opinion"
    HYPOTHETICAL = "hypothetical"
    REFUSAL = "refusal"
    NONE = "none"


LOWEST, HIGHEST = 1, 5

LEVEL_WORDS: Mapping[int, str] = {
    1: "not there yet",
    2: "hinted at",
    3: "there",
    4: "clear",
    5: "strong",
}


@dataclass(frozen=True)
class Question:
    text: str
    competency: str = ""
    guidance: str = ""


@dataclass(frozen=True)
class PartVerdict:
    """A level for one part. The quote is verbatim and empty only at level 1."""

    part: Part
    level: int
    quote: str
    why: str
    next_step: str

    @property
    def level_word(self) -> str:
        return LEVEL_WORDS[self.level]

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> PartVerdict:
        return cls(
            part=fields.choice(data, "part", Part),
            level=fields.whole(data, "level", low=LOWEST, high=HIGHEST),
            quote=fields.text(data, "quote"),
            why=fields.text(data, "why"),
            next_step=fields.text(data, "next_step"),
        )


@dataclass(frozen=True)
class QualityVerdict:
    """A level for the whole answer. The quote is verbatim, or empty."""

    quality: Quality
    level: int
    quote: str
    next_step: str

    @property
    def level_word(self) -> str:
        return LEVEL_WORDS[self.level]

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> QualityVerdict:
        return cls(
            quality=fields.choice(data, "quality", Quality),
            level=fields.whole(data, "level", low=LOWEST, high=HIGHEST),
            quote=fields.text(data, "quote"),
            next_step=fields.text(data, "next_step"),
        )


@dataclass(frozen=True)
class SentenceLabel:
    """A sentence and where it stands: start and end are character offsets in the transcript."""

    text: str
    start: int
    end: int
    part: Part | None

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> SentenceLabel:
        start = fields.whole(data, "start", low=0)
        return cls(
            text=fields.text(data, "text"),
            start=start,
            end=fields.whole(data, "end", low=start),
            part=fields.optional_choice(data, "part", Part),
        )


@dataclass(frozen=True)
class Assessment:
    """One coach's reading of one answer. A not scored answer has no parts and a reason."""

    coach: str
    status: Status
    reason: str
    response_type: ResponseType
    score: float | None
    parts: tuple[PartVerdict, ...]
    relevance: int | None
    specificity: int | None
    sentences: tuple[SentenceLabel, ...]
    strength: str
    strength_quote: str
    main_change: str
    main_change_quote: str
    spoken: str
    qualities: tuple[QualityVerdict, ...] = ()
    reflection: int | None = None
    follow_up: str = ""  # a question about what is weakest or missing; "" for none
    prompt_version: str = ""  # of what a model was asked; "" for the offline coach
    fallback: str = ""  # why the model did not judge, where it should have

    @property
    def quotes(self) -> tuple[str, ...]:
        """All that the assessment rests on, in no particular order."""
        found = [part.quote for part in self.parts] + [each.quote for each in self.qualities]
        return tuple(filter(None, [*found, self.strength_quote, self.main_change_quote]))

    def to_json(self) -> dict[str, object]:
        data = asdict(self)
        for name in ("parts", "sentences", "qualities"):
            data[name] = list(data[name])
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> Assessment:
        """The assessment that `to_json` wrote. Raises ValueError for anything else."""
        data = fields.mapping(data, "assessment")
        assessment = cls(
            coach=fields.text(data, "coach"),
            status=fields.choice(data, "status", Status),
            reason=fields.text(data, "reason"),
            response_type=fields.choice(data, "response_type", ResponseType),
            score=fields.optional_number(data, "score", low=LOWEST, high=HIGHEST),
            parts=tuple(PartVerdict.from_json(item) for item in fields.items(data, "parts")),
            relevance=fields.optional_whole(data, "relevance", low=LOWEST, high=HIGHEST),
            specificity=fields.optional_whole(data, "specificity", low=LOWEST, high=HIGHEST),
            sentences=tuple(map(SentenceLabel.from_json, fields.items(data, "sentences"))),
            strength=fields.text(data, "strength"),
            strength_quote=fields.text(data, "strength_quote"),
            main_change=fields.text(data, "main_change"),
            main_change_quote=fields.text(data, "main_change_quote"),
            spoken=fields.text(data, "spoken"),
            qualities=_qualities(data),
            reflection=fields.optional_whole(data, "reflection", low=LOWEST, high=HIGHEST),
            follow_up=fields.optional_text(data, "follow_up"),
            prompt_version=fields.optional_text(data, "prompt_version"),
            fallback=fields.optional_text(data, "fallback"),
        )
        _refuse_contradictions(assessment)
        return assessment


def _qualities(data: Mapping[str, object]) -> tuple[QualityVerdict, ...]:
    """None in assessments that were kept before there were any."""
    if data.get("qualities") is None:
        return ()
    return tuple(QualityVerdict.from_json(item) for item in fields.items(data, "qualities"))


def _refuse_contradictions(assessment: Assessment) -> None:
    scored = assessment.status is Status.SCORED
    expected = list(Part) if scored else []
    if [verdict.part for verdict in assessment.parts] != expected:
        raise ValueError("parts do not fit the status")
    if scored != (assessment.score is not None):
        raise ValueError("score does not fit the status")
    if not scored and not assessment.reason:
        raise ValueError("reason is missing")
