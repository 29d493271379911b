"""What students thought of an answer before the coach spoke, beside what the coach found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from interviews.coach.rubric import Part, PartVerdict


class Told(StrEnum):
    """Whether a part was in the answer, as its speaker sees it."""

    NO = "no"
    PARTLY = "partly"
    YES = "yes"


Rating = Mapping[Part, Told]

# From which level on the coach would say so too (rubric: 3 is there, 4 is clear).
PARTLY_FROM, YES_FROM = 2, 4
ORDER = tuple(Told)


@dataclass(frozen=True)
class Gap:
    part: Part
    own: Told
    coach: Told

    @property
    def sentence(self) -> str:
        return (_MORE if ORDER.index(self.own) < ORDER.index(self.coach) else _LESS)[self.part]


_MORE: Mapping[Part, str] = {
    Part.SITUATION: "The situation came across better than you thought.",
    Part.TASK: "Your task came across better than you thought.",
    Part.ACTION: "What you did came across better than you thought.",
    Part.RESULT: "The result came across better than you thought.",
}
_LESS: Mapping[Part, str] = {
    Part.SITUATION: "You had the scene before your eyes; the coach heard less of it.",
    Part.TASK: "You knew what was yours to do; the coach heard less of it.",
    Part.ACTION: "You remember what you did; the coach heard less of it.",
    Part.RESULT: "You know how it ended; the coach heard less of it.",
}
ALIKE = "You and the coach saw this answer alike."


def parse_rating(data: object) -> dict[Part, Told]:
    """The rating in `data`, {"S": "yes", ...}; what cannot be read is left out."""
    if not isinstance(data, Mapping):
        return {}
    return {part: Told(data[part.value]) for part in Part if data.get(part.value) in ORDER}


def gaps(rating: Rating, verdicts: Sequence[PartVerdict]) -> tuple[Gap, ...]:
    """Where the two differ, in the order of STAR; a part that was not rated is left out."""
    found = [
        Gap(verdict.part, rating[verdict.part], told(verdict.level))
        for verdict in verdicts
        if verdict.part in rating
    ]
    return tuple(gap for gap in found if gap.own is not gap.coach)


def told(level: int) -> Told:
    if level >= YES_FROM:
        return Told.YES
    return Told.PARTLY if level >= PARTLY_FROM else Told.NO
