import json
from typing import Any

import pytest

from interviews.coach.offline import assess
from interviews.coach.rubric import LEVEL_WORDS, Assessment, Part
from tests.interviews.coach.answers import CONFLICT, NURSING, REFUSAL, text_of

SCORED = assess(CONFLICT, text_of(NURSING))
NOT_SCORED = assess(CONFLICT, "I do not know.")


def test_every_part_has_a_name_to_show() -> None:
    assert [part.label for part in Part] == ["Situation", "Task", "Action", "Result"]


def test_every_level_has_words() -> None:
    assert sorted(LEVEL_WORDS) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("assessment", [SCORED, NOT_SCORED, assess(CONFLICT, REFUSAL)])
def test_an_assessment_survives_json(assessment: Assessment) -> None:
    stored = json.loads(json.dumps(assessment.to_json()))
    assert Assessment.from_json(stored) == assessment


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("coach", None),
        ("status", "half scored"),
        ("response_type", 3),
        ("score", "4.0"),
        ("score", 5.1),
        ("score", float("nan")),
        ("score", True),
        ("parts", {}),
        ("parts", []),
        ("relevance", 0),
        ("specificity", 6),
        ("sentences", [None]),
        ("spoken", ["hello"]),
    ],
)
def test_malformed_json_is_refused_by_name(field: str, value: object) -> None:
    with pytest.raises(ValueError, match=field):
        Assessment.from_json({**SCORED.to_json(), field: value})


@pytest.mark.parametrize(
    ("field", "value"), [("text", None), ("start", -1), ("start", True), ("end", 2), ("part", "X")]
)
def test_a_malformed_sentence_is_refused_by_the_name_of_its_field(
    field: str, value: object
) -> None:
    sentence = {"text": "a", "start": 5, "end": 6, "part": None, field: value}
    with pytest.raises(ValueError, match=field):
        Assessment.from_json({**SCORED.to_json(), "sentences": [sentence]})


@pytest.mark.parametrize("data", [None, [], "text", {}, {1: 2}])
def test_what_is_no_assessment_at_all_is_refused(data: Any) -> None:
    with pytest.raises(ValueError, match=r"is not"):
        Assessment.from_json(data)


def test_a_score_without_being_scored_is_refused() -> None:
    with pytest.raises(ValueError, match="score"):
        Assessment.from_json({**NOT_SCORED.to_json(), "score": 3.0})


def test_not_being_scored_without_a_reason_is_refused() -> None:
    with pytest.raises(ValueError, match="reason"):
        Assessment.from_json({**NOT_SCORED.to_json(), "reason": ""})
