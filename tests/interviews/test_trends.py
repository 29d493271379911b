"""How a student's answers went over time: the points and the lines."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from interviews.coach.rubric import Part
from interviews.trends import HEIGHT, MOST_POINTS, WIDTH, charts, points

BEGUN = datetime(2025, 1, 15, tzinfo=UTC)


def row(days: int = 0, score: str = "3.0", **parts: str) -> dict[str, Any]:
    levels = {part.name.lower(): parts.get(part.name.lower()) for part in Part}
    decimals = {name: Decimal(level) if level else None for name, level in levels.items()}
    return {"created_at": BEGUN + timedelta(days=days), "score": Decimal(score), **decimals}


def test_few_interviews_are_points_of_their_own() -> None:
    found = points([row(0, "2.0", action="2.0"), row(1, "4.0", action="4.0")])
    assert [(point.kind, point.score) for point in found] == [("day", 2.0), ("day", 4.0)]


def test_many_are_drawn_by_month_each_the_mean_of_its_interviews() -> None:
    rows = [row(day, "2.0" if day % 2 else "4.0", task="3.0") for day in range(120)]
    found = points(rows)
    assert [point.kind for point in found] == ["month"] * 5
    assert sum(point.interviews for point in found) == 120
    assert found[1].score == 3.0


def test_very_many_months_are_drawn_by_year() -> None:
    rows = [row(day * 20) for day in range(100)]
    found = points(rows)
    assert {point.kind for point in found} == {"year"}
    assert len(found) <= MOST_POINTS


def test_a_part_without_levels_has_no_chart() -> None:
    found = charts(points([row(0, action="2.0"), row(1, action="3.0")]))
    assert [chart.part for chart in found] == [Part.ACTION]


def test_one_interview_is_no_line() -> None:
    assert charts(points([row(action="2.0")])) == []


def test_a_line_stays_inside_its_chart_and_higher_is_better() -> None:
    (chart,) = charts(points([row(0, action="1.0"), row(1), row(2, action="5.0")]))
    (x1, y1), (x2, y2) = chart.dots
    assert 0 < x1 < x2 < WIDTH
    assert HEIGHT > y1 > y2 > 0
    assert chart.gain == 4.0


def test_nothing_practised_is_nothing_drawn() -> None:
    assert points([]) == []
    assert charts([]) == []
