"""Questions from a spreadsheet: all of a file or nothing, and every problem with its place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from import_export.results import Result
from tablib import Dataset

from interviews.question_files import Row
from interviews.question_resource import COLUMN_OF, Identity, QuestionResource

MOST_PROBLEMS = 100  # that are told; who has more begins with these


@dataclass(frozen=True)
class Problem:
    """What is wrong in one cell, or in the whole row where `column` is ""."""

    row: int
    column: str
    text: str

    def __str__(self) -> str:
        place = f"Row {self.row}, {self.column}" if self.column else f"Row {self.row}"
        return f"{place}: {self.text}"


@dataclass(frozen=True)
class Imported:
    """What an import did, or would do. With problems it did nothing."""

    new: int
    changed: int
    unchanged: int
    repeated: Sequence[Problem]  # rows that stand there twice, and were left out
    problems: Sequence[Problem]


def import_questions(rows: Sequence[Row], *, dry_run: bool = False) -> Imported:
    """Add the questions that are new and change those that differ, by their ids."""
    known = [row for row in rows if not _of_id(row)]
    once, repeated, clashes = _without_repetitions(known)
    problems = [problem for row in rows for problem in _of_id(row)] + clashes
    result = QuestionResource().import_data(
        _dataset(once), dry_run=dry_run or bool(problems), rollback_on_validation_errors=True
    )
    problems = sorted([*problems, *_problems(result, once)], key=lambda each: each.row)
    if problems:
        return Imported(0, 0, 0, repeated, problems[:MOST_PROBLEMS])
    totals = result.totals
    return Imported(totals["new"], totals["update"], totals["skip"], repeated, ())


def _of_id(row: Row) -> list[Problem]:
    """By its id a question is looked up before anything else is read."""
    try:
        Identity(needed=True).clean(row.cells.get("id"))
    except ValueError as error:
        return [Problem(row.number, "id", str(error))]
    return []


def _without_repetitions(
    rows: Sequence[Row],
) -> tuple[list[Row], list[Problem], list[Problem]]:
    """Each id once; rows that say the same again, and rows that say something else under it."""
    first: dict[str, Row] = {}
    repeated, clashes = [], []
    for row in rows:
        before = first.setdefault(row.cells["id"], row)
        if before is row:
            continue
        if before.cells == row.cells:
            repeated.append(Problem(row.number, "id", f"the same as row {before.number}"))
        else:
            text = f"“{row.cells['id']}” is the id of row {before.number}, with other contents"
            clashes.append(Problem(row.number, "id", text))
    return list(first.values()), repeated, clashes


def _dataset(rows: Sequence[Row]) -> Dataset:
    columns = list(rows[0].cells) if rows else []
    dataset = Dataset(headers=columns)
    for row in rows:
        dataset.append([row.cells.get(column, "") for column in columns])
    return dataset


def _problems(result: Result, rows: Sequence[Row]) -> Iterator[Problem]:
    for invalid in result.invalid_rows:
        yield from _of_row(invalid.error, rows[invalid.number - 1].number)
    for number, errors in result.row_errors():
        for error in errors:
            yield Problem(rows[number - 1].number, "", str(error.error))


def _of_row(error: ValidationError, number: int) -> Iterator[Problem]:
    named: dict[str, Any] = getattr(error, "message_dict", {"": error.messages})
    for field, messages in named.items():
        for message in messages:
            yield Problem(number, COLUMN_OF.get(field, ""), str(message))
