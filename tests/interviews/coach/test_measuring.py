"""The offline coach on labelled answers of our own: what it can do, and goes on doing."""

import json
from pathlib import Path
from typing import Any

import pytest

from interviews.coach.__main__ import predict
from interviews.coach.measuring import good_above_weak, macro_f1, measure, pairs_of_like_length


def rows_of(name: str) -> list[Any]:
    return [json.loads(line) for line in (Path(__file__).parent / name).read_text().splitlines()]


ROWS = rows_of("labelled.jsonl")
OF_LIKE_LENGTH = rows_of("good_and_weak.jsonl")
# Of many fields of work, printed and spoken. flowing.jsonl was kept apart while the rules were
# made; one of them changed because of it.
ALL = [*ROWS, *OF_LIKE_LENGTH, *rows_of("many_voices.jsonl"), *rows_of("flowing.jsonl")]
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


# What is aimed at, but for the last: of a short answer it is hard to say what it was asked.
BARS_FOR_ALL = {
    "labels": 0.80,
    "labels, result first": 0.62,
    "result removed": 0.92,
    "action removed": 0.95,
    "foreign result": 0.80,
    "we in the action": 0.90,
    "another question": 0.65,
    "good above weak": 0.85,
}


@pytest.fixture(scope="module")
def figures() -> dict[str, float]:
    return measure(ROWS, predict)


@pytest.mark.parametrize("name", BARS)
def test_each_bar_is_reached(figures: dict[str, float], name: str) -> None:
    assert figures[name] >= BARS[name]


@pytest.fixture(scope="module")
def figures_for_all() -> dict[str, float]:
    return measure(ALL, predict)


@pytest.mark.parametrize("name", BARS_FOR_ALL)
def test_it_reads_answers_of_all_kinds(figures_for_all: dict[str, float], name: str) -> None:
    assert figures_for_all[name] >= BARS_FOR_ALL[name]


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


def test_short_good_answers_score_above_weak_ones_of_like_length() -> None:
    figures = measure(OF_LIKE_LENGTH, predict)
    assert figures["good above weak"] >= 0.75
    assert figures["good above weak"] > figures["more words above"]


def test_only_answers_of_like_length_are_set_beside_each_other() -> None:
    words = [sum(len(each["text"].split()) for each in row["sentences"]) for row in OF_LIKE_LENGTH]
    for good, weak in pairs_of_like_length(OF_LIKE_LENGTH):
        assert (OF_LIKE_LENGTH[good]["quality"], OF_LIKE_LENGTH[weak]["quality"]) == (
            "good",
            "weak",
        )
        assert abs(words[good] - words[weak]) <= 0.1 * words[good]


def test_a_tie_is_worth_half_a_pair() -> None:
    assert good_above_weak(OF_LIKE_LENGTH, [1.0] * len(OF_LIKE_LENGTH)) == 0.5


def test_weak_answers_are_not_edited() -> None:
    figures = measure(OF_LIKE_LENGTH, predict)
    good = measure([row for row in OF_LIKE_LENGTH if row["quality"] == "good"], predict)
    assert figures["action removed"] == good["action removed"]


def test_without_a_quality_nothing_is_said_of_good_and_weak() -> None:
    assert "good above weak" not in measure(ROWS[:2], predict)
