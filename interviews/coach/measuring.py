"""How well the offline coach reads answers that somebody has labelled.

A row is one of `label`'s, with a "label" (S, T, A, R or null) for each sentence. Labels are
compared strictly (macro-F1); scores by pairs, in which one edit makes an answer worse: the original
should score higher. Pairs are made here, from the labels.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from interviews.coach.rubric import Part

Row = Mapping[str, Any]
Predict = Callable[[Row], Mapping[str, Any]]

OURS = {"i": "we", "i'm": "we're", "i'd": "we'd", "i've": "we've", "i'll": "we'll"} | {
    "my": "our",
    "me": "us",
    "myself": "ourselves",
    "mine": "ours",
}
OWN_WORD = re.compile(rf"\b(?:{'|'.join(OURS)})\b", re.IGNORECASE)


def measure(rows: Sequence[Row], predict: Predict) -> dict[str, float]:
    """Macro-F1, also with each result told first, and the share of pairs in their right order."""
    found = [predict(row) for row in rows]
    first = [_result_first(row) for row in rows]
    figures = {
        "labels": macro_f1(rows, found),
        "labels, result first": macro_f1(first, [predict(row) for row in first]),
    }
    scores = [_score(each) for each in found]
    for name, worse in _worse(rows).items():
        pairs = zip(scores, map(_score, map(predict, worse)), strict=True)
        figures[name] = sum(better > other for better, other in pairs) / len(rows)
    return figures


def macro_f1(rows: Sequence[Row], found: Sequence[Mapping[str, Any]]) -> float:
    """The mean over S, T, A and R of the harmonic mean of precision and recall."""
    pairs = [
        (sentence["label"], label)
        for row, each in zip(rows, found, strict=True)
        for sentence, label in zip(row["sentences"], each["labels"], strict=True)
    ]
    return sum(_f1(pairs, part) for part in Part) / len(Part)


def _f1(pairs: Sequence[tuple[str | None, str | None]], part: Part) -> float:
    right = sum(label == found == part for label, found in pairs)
    claimed = sum(found == part for _, found in pairs)
    there = sum(label == part for label, _ in pairs)
    return 2 * right / (claimed + there) if claimed + there else 1.0


def _worse(rows: Sequence[Row]) -> Mapping[str, list[Row]]:
    others = [*rows[len(rows) // 2 :], *rows[: len(rows) // 2]]
    together = list(zip(rows, others, strict=True))
    return {
        "result removed": [_only(row, lambda s: s["label"] != Part.RESULT) for row in rows],
        "action removed": [_only(row, lambda s: s["label"] != Part.ACTION) for row in rows],
        "foreign result": [_with_result_of(row, other) for row, other in together],
        "we in the action": [_with(row, list(_ours(row))) for row in rows],
        "another question": [{**row, "question": other["question"]} for row, other in together],
    }


def _result_first(row: Row) -> Row:
    return _with(row, sorted(row["sentences"], key=lambda s: s["label"] != Part.RESULT))


def _with_result_of(row: Row, other: Row) -> Row:
    own = _only(row, lambda s: s["label"] != Part.RESULT)["sentences"]
    return _with(row, own + _only(other, lambda s: s["label"] == Part.RESULT)["sentences"])


def _ours(row: Row) -> Iterator[Row]:
    for sentence in row["sentences"]:
        is_action = sentence["label"] == Part.ACTION
        text = OWN_WORD.sub(_our, sentence["text"]) if is_action else sentence["text"]
        yield {**sentence, "text": text}


def _our(word: re.Match[str]) -> str:
    return OURS[word[0].casefold()]


def _only(row: Row, keeps: Callable[[Row], bool]) -> Row:
    return _with(row, [sentence for sentence in row["sentences"] if keeps(sentence)])


def _with(row: Row, sentences: list[Row]) -> Row:
    return {**row, "sentences": sentences}


def _score(prediction: Mapping[str, Any]) -> float:
    """An answer that cannot be scored is below all that can."""
    score = prediction["score"]
    return 0.0 if score is None else float(score)
