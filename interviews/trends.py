"""How a student's answers went from interview to interview: points, and lines to draw. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from statistics import fmean
from typing import Any

from interviews.coach.rubric import HIGHEST, LOWEST, Part

MOST_POINTS = 40  # of one chart; more interviews are drawn by month, or by year
WIDTH, HEIGHT = 320, 80  # of a chart's own units
MARGIN = 6  # round the line, so that no dot is cut


# One interview that has a score: created_at, score, situation, task, action, result.
RolledUp = Mapping[str, Any]


@dataclass(frozen=True)
class Point:
    """One interview, or the mean of those of a month or a year."""

    begun: datetime
    kind: str  # day, month or year: what of `begun` there is to say
    interviews: int
    score: float
    levels: dict[Part, float]

    @property
    def by_part(self) -> list[float | None]:
        return [self.levels.get(part) for part in Part]


@dataclass(frozen=True)
class Chart:
    """One part's line. `dots` are (x, y) in units of WIDTH and HEIGHT; `line` is for a polyline."""

    part: Part
    dots: list[tuple[float, float]]
    first: float
    last: float

    @property
    def line(self) -> str:
        return " ".join(f"{x:.1f},{y:.1f}" for x, y in self.dots)

    @property
    def gain(self) -> float:
        return round(self.last - self.first, 1)


def points(interviews: Iterable[RolledUp]) -> list[Point]:
    """At most MOST_POINTS points, unless somebody practises for more than forty years."""
    rows = list(interviews)
    found = [_mean("day", [row]) for row in rows]
    for kind, period in PERIODS.items():
        if len(found) > MOST_POINTS:
            found = [_mean(kind, list(group)) for _, group in groupby(rows, key=period)]
    return found


def charts(series: Sequence[Point]) -> list[Chart]:
    """A chart for each part that has a level in two points or more."""
    found = []
    for part in Part:
        levels = [point.levels.get(part) for point in series]
        known = [(place, level) for place, level in enumerate(levels) if level is not None]
        if len(known) > 1:
            dots = [(_x(place, len(series)), _y(level)) for place, level in known]
            found.append(Chart(part, dots, known[0][1], known[-1][1]))
    return found


def _mean(kind: str, rows: Sequence[RolledUp]) -> Point:
    by_part = {part: [level for row in rows if (level := _level(row, part))] for part in Part}
    return Point(
        begun=rows[0]["created_at"],
        kind=kind,
        interviews=len(rows),
        score=round(fmean(float(row["score"]) for row in rows), 1),
        levels={part: round(fmean(levels), 1) for part, levels in by_part.items() if levels},
    )


def _level(row: RolledUp, part: Part) -> float | None:
    level = row[part.name.lower()]
    return None if level is None else float(level)


def _x(place: int, of: int) -> float:
    return MARGIN + (WIDTH - 2 * MARGIN) * place / max(1, of - 1)


def _y(level: float) -> float:
    share = (level - LOWEST) / (HIGHEST - LOWEST)
    return HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * share


def _month(row: RolledUp) -> tuple[int, int]:
    return row["created_at"].year, row["created_at"].month


def _year(row: RolledUp) -> tuple[int, int]:
    return row["created_at"].year, 0


PERIODS: dict[str, Callable[[RolledUp], tuple[int, int]]] = {"month": _month, "year": _year}
