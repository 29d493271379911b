from typing import Any

import pytest

from interviews.coach.rubric import Part, ResponseType
from interviews.coach.scoring import score

S, T, A, R = Part
ALL_FIVE = dict.fromkeys(Part, 5)


def scored(
    levels: Any = ALL_FIVE,
    *,
    kind: ResponseType = ResponseType.STORY,
    relevance: int | None = 5,
    specificity: int = 5,
    **more: Any,
) -> Any:
    return score(levels, response_type=kind, relevance=relevance, specificity=specificity, **more)


def test_the_score_is_the_equal_mean_of_six() -> None:
    assert scored({S: 3, T: 2, A: 4, R: 3}, relevance=4, specificity=3) == 3.2


def test_what_could_not_be_judged_is_left_out() -> None:
    assert scored({S: 3, T: 3, A: 3, R: 3}, relevance=None, specificity=3) == 3.0


@pytest.mark.parametrize(
    ("cap", "changes"),
    [
        (2.0, {"relevance": 1}),
        (2.0, {"kind": ResponseType.REFUSAL}),
        (2.0, {"kind": ResponseType.HYPOTHETICAL}),
        (2.5, {"levels": {**ALL_FIVE, A: 1}}),
        (3.0, {"levels": {**ALL_FIVE, R: 1}}),
        (3.5, {"only_we": True}),
        (2.5, {"levels": {**ALL_FIVE, A: 1, R: 1}}),
    ],
)
def test_the_caps_hold_whatever_the_rest_says(cap: float, changes: dict[str, Any]) -> None:
    assert scored(**changes) == cap


def test_a_clear_reflection_adds_a_little() -> None:
    levels = {S: 3, T: 3, A: 3, R: 3}
    assert scored(levels, relevance=3, specificity=3, reflection=4) == 3.2


def test_a_reflection_never_lifts_the_score_over_five() -> None:
    assert scored(reflection=5) == 5.0


def test_reflection_is_a_seventh_dimension_when_it_is_asked_for() -> None:
    assert scored(reflection=1, asks_for_reflection=True) == 4.4
