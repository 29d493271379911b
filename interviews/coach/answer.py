"""A read and labelled answer, and the evidence found in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from interviews.coach.phrases import Cue
from interviews.coach.reading import Line
from interviews.coach.rubric import Part, ResponseType
from interviews.coach.verbs import Kind


@dataclass(frozen=True)
class Evidence:
    """The line that satisfies a test, and the position of the word that shows it."""

    line: Line
    at: int = 0


@dataclass(frozen=True)
class Answer:
    """A read and labelled answer: what every test looks at."""

    lines: Sequence[Line]
    labels: Sequence[Part | None]
    type: ResponseType

    @cached_property
    def counted(self) -> list[Line]:
        return [line for line in self.lines if line.counts]

    def of(self, *parts: Part) -> list[Line]:
        pairs = zip(self.lines, self.labels, strict=True)
        return [line for line, part in pairs if part in parts]

    def share(self, *parts: Part) -> float:
        """Share of the counted words that belong to these parts."""
        total = sum(len(line.words) for line in self.counted)
        return sum(len(line.words) for line in self.of(*parts)) / total if total else 0.0

    @cached_property
    def told(self) -> bool:
        return self.type in (ResponseType.STORY, ResponseType.PSEUDO_STORY)


def only_we(answer: Answer) -> bool:
    """Whether the Action tells what "we" did and never what the speaker did."""
    lines = answer.of(Part.ACTION)
    ours = any(line.done("we") for line in lines)
    return ours and not any(line.done("i", Kind.DID, Kind.DOES) for line in lines)


def first(lines: Sequence[Line], *cues: Cue) -> Evidence | None:
    for line in lines:
        at = line.first(*cues)
        if at is not None:
            return Evidence(line, at)
    return None
