"""What is said about a whole interview: a few sentences, what worked, what to change.

The offline coach tells it here, from what the coaches found in the best attempts. A model may tell
it in its own words (`narrative_reply`); a point that quotes what was not said is dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from interviews.coach import fields, wording
from interviews.coach.report import Summary
from interviews.coach.rubric import Assessment, Part

MOST_POINTS = 3  # of each kind: one page, not a list of everything
OFFLINE = "offline"
WORTH_NAMING = 0.5  # levels by which the clearest part stands above the one to work on


@dataclass(frozen=True)
class Practised:
    """One main question, from 1, and what a coach found in the best attempt at it."""

    number: int
    text: str
    best: Assessment | None


@dataclass(frozen=True)
class Point:
    """Something about one answer, and the words of that answer that it rests on, or ""."""

    question: int
    text: str
    quote: str

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> Point:
        return cls(
            fields.whole(data, "question", low=1),
            fields.text(data, "text"),
            fields.text(data, "quote"),
        )


@dataclass(frozen=True)
class Narrative:
    summary: str
    strengths: tuple[Point, ...]
    changes: tuple[Point, ...]
    coach: str = OFFLINE
    prompt_version: str = ""  # of what a model was asked; "" for the offline coach
    fallback: str = ""  # why a model did not write it, where it should have

    def to_json(self) -> dict[str, object]:
        data = asdict(self)
        return data | {name: list(data[name]) for name in ("strengths", "changes")}

    @classmethod
    def from_json(cls, data: object) -> Narrative:
        """The narrative that `to_json` wrote. Raises ValueError for anything else."""
        data = fields.mapping(data, "narrative")
        return cls(
            summary=fields.text(data, "summary"),
            strengths=tuple(map(Point.from_json, fields.items(data, "strengths"))),
            changes=tuple(map(Point.from_json, fields.items(data, "changes"))),
            coach=fields.text(data, "coach"),
            prompt_version=fields.optional_text(data, "prompt_version"),
            fallback=fields.optional_text(data, "fallback"),
        )


def narrate(practised: Sequence[Practised], summary: Summary) -> Narrative:
    """The offline coach's. Without a scored answer it has nothing to say but that."""
    scored = [each for each in practised if each.best and each.best.score is not None]
    strongest = sorted(scored, key=lambda each: (-_score(each), each.number))
    weakest = sorted(scored, key=lambda each: (_score(each), each.number))
    return Narrative(
        summary=" ".join(_sentences(summary)),
        strengths=_points(strongest, lambda view: (view.strength, view.strength_quote)),
        changes=_points(weakest, lambda view: (view.main_change, view.main_change_quote)),
    )


def _score(practised: Practised) -> float:
    return practised.best.score or 0.0 if practised.best else 0.0


def _sentences(summary: Summary) -> Iterator[str]:
    yield f"You answered {summary.answered} of {_counted(summary.asked, 'question')}."
    if summary.gain:
        yield f"Trying again gained {summary.gain:.1f} levels on average."
    if not summary.parts or summary.focus is None:
        return
    clearest = max(Part, key=lambda part: summary.parts.get(part, 0.0))
    low, high = summary.parts[summary.focus], summary.parts.get(clearest, 0.0)
    if high - low < WORTH_NAMING:
        yield "The four parts are about equally clear in your best answers."
    else:
        yield (
            f"In your best answers the {clearest.label.lower()} is clearest, and the "
            f"{summary.focus.label.lower()} has most room."
        )


def _points(
    practised: Sequence[Practised], say: Callable[[Assessment], tuple[str, str]]
) -> tuple[Point, ...]:
    """Each thing once, however many answers it is true of; what says nothing is left out."""
    found: dict[str, Point] = {}
    for each in practised:
        text, quote = say(each.best) if each.best else ("", "")
        if text and text not in _NOTHING_SAID and text not in found:
            found[text] = Point(each.number, text, quote)
    return tuple(found.values())[:MOST_POINTS]


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


_NOTHING_SAID = {wording.NO_STRENGTH, wording.NOTHING_TO_CHANGE}
