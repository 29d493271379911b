"""Questions as a file that a spreadsheet opens and that `import_questions` reads again."""

import csv
import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from interviews.models import Question
from interviews.question_banks import LANGUAGES, Competency, Difficulty, QuestionTranslation
from interviews.question_files import COLUMNS, NEEDED
from interviews.question_resource import COLUMN_OF, QuestionResource
from interviews.spreadsheets import MARK, harmless

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
EXPLAINED = {
    "id": "Letters, digits, hyphens, underscores; a second import knows the question by it",
    "bank": "The short name of a bank that is there",
    "question": "At most 500 characters",
    "competency": ", ".join(Competency.values),
    "difficulty": ", ".join(f"{each.value} {each.label}" for each in Difficulty),
    "role": "The job it is for; empty: any",
    "language": f"Empty: the bank's own. Else a translation of the same id: {', '.join(LANGUAGES)}",
    "guidance": "What a strong answer shows",
    "follow_ups": "Suggested follow-ups, with | between them",
    "seconds": "Suggested time, 30 to 500; empty: 180",
    "position": "Lower numbers first; empty: behind the others",
    "active": "yes or no; empty: yes",
}


def export_questions(bank: str | None = None) -> list[list[str]]:
    """Rows with the columns first; translations below their questions. Formulas are harmless."""
    questions = Question.objects.select_related("bank").prefetch_related("translations")
    if bank is not None:
        questions = questions.filter(bank__slug=bank)
    fields = {COLUMN_OF[name]: field for name, field in QuestionResource().fields.items()}
    rows = [list(COLUMNS)]
    for question in questions:
        cells = {column: field.export(question) for column, field in fields.items()}
        rows.append([cells.get(column, "") for column in COLUMNS])
        foreign = [
            each for each in question.translations.all() if each.language != question.bank.language
        ]
        rows += [_translated(cells, each) for each in foreign]
    return rows


def _translated(question: dict[str, str], translation: QuestionTranslation) -> list[str]:
    cells = {
        "id": question["id"],
        "bank": question["bank"],
        "competency": question["competency"],
        "language": translation.language,
        "question": harmless(translation.text),
        "guidance": harmless(translation.guidance),
        "follow_ups": harmless(" | ".join(translation.follow_ups)),
    }
    return [cells.get(column, "") for column in COLUMNS]


def template() -> list[list[str]]:
    return [list(COLUMNS)]


def as_file(rows: Sequence[Sequence[str]], *, kind: str) -> bytes:
    """`kind` is a key of KINDS."""
    return _xlsx(rows) if kind == "xlsx" else MARK + _csv(rows)


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(rows)
    return text.getvalue().encode()


def _xlsx(rows: Sequence[Sequence[str]]) -> bytes:
    """The first sheet has the questions, the second says what each column is."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Questions")
    sheet.freeze_panes = "A2"
    for number, row in enumerate(rows):
        sheet.append([_cell(sheet, text, bold=number == 0) for text in row])
    notes = book.create_sheet("Columns")
    for column in COLUMNS:
        needed = "needed" if column in NEEDED else ""
        notes.append([_cell(notes, each) for each in (column, needed, EXPLAINED[column])])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _cell(sheet: object, text: str, *, bold: bool = False) -> WriteOnlyCell:
    """Text and nothing else, whatever it begins with."""
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    cell.font = Font(bold=bold)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell
