"""The student's own view of an answer beside the coach's."""

import pytest

from interviews.coach.rubric import Part, PartVerdict
from interviews.coach.self_rating import Told, gaps, parse_rating, told


def verdicts(*levels: int) -> list[PartVerdict]:
    return [PartVerdict(part, level, "", "", "") for part, level in zip(Part, levels, strict=True)]


@pytest.mark.parametrize(
    ("level", "as_told"),
    [(1, Told.NO), (2, Told.PARTLY), (3, Told.PARTLY), (4, Told.YES), (5, Told.YES)],
)
def test_a_level_is_no_partly_or_yes(level: int, as_told: Told) -> None:
    assert told(level) is as_told


def test_a_part_that_both_see_alike_is_no_gap() -> None:
    assert gaps({Part.RESULT: Told.YES}, verdicts(1, 1, 1, 4)) == ()


def test_what_came_across_better_than_thought_is_said() -> None:
    (gap,) = gaps({Part.ACTION: Told.NO}, verdicts(1, 1, 4, 1))
    assert gap.sentence == "What you did came across better than you thought."


def test_what_was_heard_less_is_said_without_blame() -> None:
    (gap,) = gaps({Part.RESULT: Told.YES}, verdicts(1, 1, 4, 2))
    assert gap.sentence == "You know how it ended; the coach heard less of it."


def test_a_part_that_was_not_rated_is_left_out() -> None:
    assert gaps({}, verdicts(1, 2, 3, 4)) == ()


@pytest.mark.parametrize(
    "data", [None, [], "yes", {"S": "maybe", "X": "yes", "T": ["yes"], "A": 1}]
)
def test_what_is_no_rating_is_none(data: object) -> None:
    assert parse_rating(data) == {}


def test_a_rating_may_be_of_some_parts_only() -> None:
    assert parse_rating({"S": "yes", "R": "no"}) == {Part.SITUATION: Told.YES, Part.RESULT: Told.NO}
