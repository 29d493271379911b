"""How well the offline coach reads answers that somebody has labelled.

A row is one of `label`'s, with a "label" (S, T, A, R or null) for each sentence. Labels are
compared strictly (macro-F1); scores by pairs, in which one edit makes an answer worse: the original
should score higher. Pairs are made here, from the labels. Where rows have a "quality", good or
weak, each good answer is set beside each weak one of like length.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from interviews.coach.rubric import Part

Row = Mapping[str, Any]
Predict = Callable[[Row], Mapping[str, Any]]

LIKE_LENGTH = 0.1  # of two answers' words, by which their numbers may differ
SHORT, LONG = 25, 80  # words of answers that are set beside each other

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
    first = [result_first(row) for row in rows]
    figures = {
        "labels": macro_f1(rows, found),
        "labels, result first": macro_f1(first, [predict(row) for row in first]),
    }
    scores = [_score(each) for each in found]
    strong = [row for row in rows if row.get("quality") != "weak"]  # an edit makes these worse
    best = [score for row, score in zip(rows, scores, strict=True) if row in strong]
    for name, worse in _worse(strong).items():
        pairs = zip(best, map(_score, map(predict, worse)), strict=True)
        figures[name] = sum(better > other for better, other in pairs) / len(strong)
    if pairs_of_like_length(rows):
        figures["good above weak"] = good_above_weak(rows, scores)
        figures["more words above"] = good_above_weak(rows, list(map(_words, rows)))
    return figures


def good_above_weak(rows: Sequence[Row], scores: Sequence[float]) -> float:
    """The share of pairs of like length in which the good one scores higher; a tie is a half."""
    pairs = [(scores[good], scores[weak]) for good, weak in pairs_of_like_length(rows)]
    return sum((good > weak) + (good == weak) / 2 for good, weak in pairs) / len(pairs)


def pairs_of_like_length(rows: Sequence[Row]) -> list[tuple[int, int]]:
    """Places of a good and a weak answer in `rows`, whatever they were asked."""
    lengths = [_words(row) for row in rows]
    of = {
        quality: [
            place
            for place, row in enumerate(rows)
            if row.get("quality") == quality and SHORT <= lengths[place] <= LONG
        ]
        for quality in ("good", "weak")
    }
    return [
        (good, weak)
        for good, weak in product(of["good"], of["weak"])
        if abs(lengths[good] - lengths[weak]) <= LIKE_LENGTH * lengths[good]
    ]


def _words(row: Row) -> int:
    return sum(len(sentence["text"].split()) for sentence in row["sentences"])


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
        "result removed": [without_result(row) for row in rows],
        "action removed": [_only(row, lambda s: s["label"] != Part.ACTION) for row in rows],
        "foreign result": [_with_result_of(row, other) for row, other in together],
        "we in the action": [_with(row, list(_ours(row))) for row in rows],
        "another question": [{**row, "question": other["question"]} for row, other in together],
    }


def result_first(row: Row) -> Row:
    return _with(row, sorted(row["sentences"], key=lambda s: s["label"] != Part.RESULT))


def without_result(row: Row) -> Row:
    return _only(row, lambda s: s["label"] != Part.RESULT)


def _with_result_of(row: Row, other: Row) -> Row:
    own = without_result(row)["sentences"]
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
