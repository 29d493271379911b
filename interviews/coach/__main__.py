"""Labels answers from the command line: JSON lines in, JSON lines out; or measures the labels.

python -m interviews.coach label < answers.jsonl > predictions.jsonl
python -m interviews.coach measure < labelled.jsonl
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TextIO

from interviews.coach import fields
from interviews.coach.measuring import measure
from interviews.coach.offline import ranked
from interviews.coach.rubric import Question
from interviews.coach.sentences import given

BAD_ROW = 1  # exit code; argparse itself exits with 2 for a wrong command line


def main(arguments: Sequence[str], source: TextIO, target: TextIO, complaints: TextIO) -> int:
    command = _parser().parse_args(arguments).command
    work = _label if command == "label" else _measure
    return work(source, target, complaints)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m interviews.coach", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser(
        "label",
        help="read {id, question, sentences: [{text}]} rows, write labels, score and levels",
        description="Exit code 0 when every row was labelled, 1 at the first row that is wrong.",
    )
    commands.add_parser(
        "measure",
        help="read the same rows with a label for each sentence, write how well they were read",
        description="Macro-F1 of the labels, and shares of pairs in the right order; where rows "
        "have a quality, good or weak, also of such pairs of like length: measuring.py.",
    )
    return parser


def _measure(rows: Iterable[str], target: TextIO, complaints: TextIO) -> int:
    try:
        figures = measure([json.loads(row) for row in rows if row.strip()], predict)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        complaints.write(f"the rows cannot be measured: {error}\n")
        return BAD_ROW
    for name, figure in figures.items():
        target.write(f"{name:<22} {figure:.3f}\n")
    return 0


def _label(rows: Iterable[str], target: TextIO, complaints: TextIO) -> int:
    for number, row in enumerate(rows, start=1):
        if not row.strip():
            continue
        try:
            prediction = predict(fields.mapping(json.loads(row), "row"))
        except (ValueError, RecursionError) as error:
            complaints.write(f"line {number}: {error}\n")
            return BAD_ROW
        target.write(json.dumps(prediction) + "\n")
    return 0


def predict(row: Mapping[str, object]) -> dict[str, object]:
    """One output row for one input row. Raises ValueError that names the wrong field."""
    identity = row.get("id")
    if not isinstance(identity, str | int):
        raise ValueError("id is missing")
    question = Question(fields.text(row, "question"))
    transcript, sentences = given([fields.text(s, "text") for s in fields.items(row, "sentences")])
    found, score = ranked(question, transcript, sentences)
    return {
        "id": identity,
        "labels": [sentence.part for sentence in found.sentences],
        "score": score,
        "parts": {verdict.part: verdict.level for verdict in found.parts},
        "response_type": found.response_type,
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], sys.stdin, sys.stdout, sys.stderr))
