"""Questions from a spreadsheet: all of a file or nothing, and every problem with its place."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from auditlog.context import disable_auditlog
from auditlog.models import LogEntry
from django.core.exceptions import ValidationError
from django.db import transaction
from import_export.results import Result, RowResult
from tablib import Dataset

from interviews.import_report import Change, Imported, Problem
from interviews.importing_translations import import_translations
from interviews.models import Question, QuestionBank
from interviews.question_banks import LANGUAGES
from interviews.question_files import Row
from interviews.question_resource import COLUMN_OF, Identity, QuestionResource

MOST_PROBLEMS = 100  # that are told; who has more begins with these
IN_CHUNKS = 500  # ids in one query

__all__ = ["Imported", "Problem", "import_questions"]


@dataclass(frozen=True)
class _Sorted:
    """The rows of a file: questions, their translations, and what cannot be either."""

    questions: list[Row]
    translations: list[Row]
    repeated: list[Problem]
    problems: list[Problem]


def import_questions(rows: Sequence[Row], *, dry_run: bool = False) -> Imported:
    """Add the questions that are new and change those that differ, by their ids."""
    sorted_rows = _sort(rows)
    with transaction.atomic(), disable_auditlog():  # one entry for the file, below
        done = _take_in(sorted_rows)
        if dry_run or done.problems:
            transaction.set_rollback(True)
        elif done.changes:
            _record(done)
    problems = sorted(done.problems, key=lambda each: each.row)
    if problems:
        return Imported((), 0, sorted_rows.repeated, problems[:MOST_PROBLEMS])
    return done


def _record(done: Imported) -> None:
    """That a file was imported stands with each bank that it changed."""
    banks = {bank.slug: bank for bank in QuestionBank.objects.all()}
    for slug, count in Counter(change.bank for change in done.changes).items():
        LogEntry.objects.log_create(
            banks[slug],
            action=LogEntry.Action.UPDATE,
            changes={"import": ["", f"{count} questions new or changed"]},
        )


def _take_in(rows: _Sorted) -> Imported:
    before = _as_they_are(rows.questions)
    result = QuestionResource().import_data(_dataset(rows.questions), use_transactions=False)
    changes = list(_changes(result, rows.questions, before))
    translated = import_translations(rows.translations)
    changes = sorted([*changes, *translated.changes], key=lambda each: each.row)
    problems = [*rows.problems, *_problems(result, rows.questions), *translated.problems]
    unchanged = result.totals["skip"] + translated.unchanged
    return Imported(changes, unchanged, rows.repeated, tuple(problems))


def _sort(rows: Sequence[Row]) -> _Sorted:
    languages = dict(QuestionBank.objects.values_list("slug", "language"))
    found = _Sorted([], [], [], [])
    first: dict[tuple[str, str], Row] = {}
    for row in rows:
        own = languages.get(row.cells.get("bank", ""), "")
        language = row.cells.get("language", "").lower() or own
        problem = _of_id(row) or _of_language(row, language)
        before = first.setdefault((row.cells.get("id", ""), language), row)
        if problem:
            found.problems.append(problem)
        elif before is not row:
            _note_repetition(found, row, before)
        else:
            fitting = found.questions if language == own else found.translations
            fitting.append(replace(row, cells={**row.cells, "language": language}))
    return found


def _of_id(row: Row) -> Problem | None:
    """By its id a question is looked up before anything else is read."""
    try:
        Identity(needed=True).clean(row.cells.get("id"))
    except ValueError as error:
        return Problem(row.number, "id", str(error))
    return None


def _of_language(row: Row, language: str) -> Problem | None:
    if not language or language in LANGUAGES:
        return None
    return Problem(row.number, "language", f"“{language}” is none of: {', '.join(LANGUAGES)}.")


def _note_repetition(found: _Sorted, row: Row, before: Row) -> None:
    if before.cells == row.cells:
        found.repeated.append(Problem(row.number, "id", f"the same as row {before.number}"))
    else:
        text = f"“{row.cells['id']}” is the id of row {before.number}, with other contents"
        found.problems.append(Problem(row.number, "id", text))


def _as_they_are(rows: Sequence[Row]) -> dict[str, dict[str, Any]]:
    """The questions of these rows that are there, by their ids."""
    ids = [row.cells["id"] for row in rows]
    chunks = (ids[start : start + IN_CHUNKS] for start in range(0, len(ids), IN_CHUNKS))
    return {
        str(values["slug"]): dict(values)
        for chunk in chunks
        for values in Question.objects.filter(slug__in=chunk).values()
    }


def _dataset(rows: Sequence[Row]) -> Dataset:
    columns = [column for column in (rows[0].cells if rows else []) if column != "language"]
    dataset = Dataset(headers=columns)
    for row in rows:
        dataset.append([row.cells.get(column, "") for column in columns])
    return dataset


def _changes(
    result: Result, rows: Sequence[Row], before: dict[str, dict[str, Any]]
) -> Iterator[Change]:
    for row, done in zip(rows, result.rows, strict=False):
        bank = row.cells.get("bank", "")
        if done.import_type == RowResult.IMPORT_TYPE_NEW:
            yield Change(row.number, row.cells["id"], row.cells.get("question", ""), (), bank)
        elif done.import_type == RowResult.IMPORT_TYPE_UPDATE and done.instance is not None:
            columns = _differing(done.instance, before[row.cells["id"]])
            yield Change(row.number, row.cells["id"], done.instance.text, columns, bank)


def _differing(question: Question, before: dict[str, Any]) -> tuple[str, ...]:
    stored = {field: "bank_id" if field == "bank" else field for field in COLUMN_OF}
    return tuple(
        column
        for field, column in COLUMN_OF.items()
        if getattr(question, stored[field]) != before[stored[field]]
    )


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
