"""Rows of a file that are a question's words in another language than its bank's."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from interviews.import_report import Change, Problem
from interviews.models import Question, QuestionTranslation
from interviews.question_files import Row
from interviews.question_resource import LONGEST_QUESTION, Cell, Lines

CELLS = {
    "text": ("question", Cell(needed=True, most=LONGEST_QUESTION)),
    "guidance": ("guidance", Cell()),
    "follow_ups": ("follow_ups", Lines()),
}


@dataclass
class Translated:
    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unchanged: int = 0


def import_translations(rows: Sequence[Row]) -> Translated:
    """The question must be there by now; its other columns belong to the bank's own language."""
    found = Translated()
    if not rows:
        return found
    questions = {each.slug: each for each in Question.objects.select_related("bank")}
    there = {(each.question_id, each.language): each for each in _all()}
    for row in rows:
        question = questions.get(row.cells["id"])
        if question is None or question.bank.slug != row.cells.get("bank"):
            text = f"The bank has no question “{row.cells['id']}” in its own language."
            found.problems.append(Problem(row.number, "id", text))
            continue
        language = row.cells["language"]
        blank = QuestionTranslation(question=question, language=language)
        _take_in(found, row, there.get((question.pk, language), blank))
    return found


def _all() -> list[QuestionTranslation]:
    return list(QuestionTranslation.objects.all())


def _take_in(found: Translated, row: Row, translation: QuestionTranslation) -> None:
    columns = []
    for name, (column, cell) in CELLS.items():
        if column not in row.cells:
            continue
        try:
            value = cell.clean(row.cells[column])
        except ValueError as error:
            found.problems.append(Problem(row.number, column, str(error)))
            return
        if getattr(translation, name) != value:
            setattr(translation, name, value)
            columns.append(column)
    is_new = translation.pk is None
    if not columns:
        found.unchanged += 1
        return
    translation.save()
    named = () if is_new else tuple(columns)
    found.changes.append(
        Change(
            row.number,
            row.cells["id"],
            translation.text,
            named,
            row.cells["bank"],
            translation.language,
        )
    )
