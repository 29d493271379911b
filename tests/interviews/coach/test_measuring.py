"""The offline coach on labelled answers of our own: what it can do, and goes on doing."""

import json
from pathlib import Path

import pytest

from interviews.coach.__main__ import predict
from interviews.coach.measuring import macro_f1, measure

ROWS = [
    json.loads(line) for line in (Path(__file__).parent / "labelled.jsonl").read_text().splitlines()
]
# One answer is worth 0.07 of a share of pairs.
BARS = {
    "labels": 0.80,
    "labels, result first": 0.62,
    "result removed": 0.90,
    "action removed": 0.90,
    "foreign result": 0.80,
    "we in the action": 0.80,
    "another question": 0.70,
}


@pytest.fixture(scope="module")
def figures() -> dict[str, float]:
    return measure(ROWS, predict)


@pytest.mark.parametrize("name", BARS)
def test_each_bar_is_reached(figures: dict[str, float], name: str) -> None:
    assert figures[name] >= BARS[name]


@pytest.mark.parametrize(("kind", "bar"), [("printed", 0.80), ("flowing", 0.77)])
def test_of_each_kind_the_labels_are_right(kind: str, bar: float) -> None:
    rows = [row for row in ROWS if row["kind"] == kind]
    assert macro_f1(rows, [predict(row) for row in rows]) >= bar


def test_right_labels_are_worth_one_and_wrong_ones_nothing() -> None:
    right = [{"labels": [each["label"] for each in row["sentences"]]} for row in ROWS]
    wrong = [{"labels": [None for _ in row["sentences"]]} for row in ROWS]
    assert macro_f1(ROWS, right) == 1
    assert macro_f1(ROWS, wrong) == 0


def test_a_score_of_length_alone_passes_no_bar_that_length_cannot_see() -> None:
    figures = measure(
        ROWS,
        lambda row: {
            "labels": [None for _ in row["sentences"]],
            "score": sum(len(each["text"].split()) for each in row["sentences"]),
        },
    )
    assert figures["we in the action"] == figures["another question"] == 0
