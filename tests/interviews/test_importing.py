"""Questions from a spreadsheet: what is taken, what is refused, and how it is said."""

import csv
import io
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from interviews.importing import Imported, import_questions
from interviews.models import Question, QuestionBank
from interviews.question_export import as_file, export_questions
from interviews.question_files import (
    COLUMNS,
    LONGEST_CELL,
    MOST_BYTES,
    UnreadableFile,
    read_questions,
)
from interviews.question_resource import LONGEST_QUESTION, QuestionResource
from interviews.spreadsheets import harmless, unharmed

GOOD = {
    "id": "library-quiet",
    "bank": "library",
    "question": "Tell me about a time you kept a room quiet.",
    "competency": "service",
    "difficulty": "2",
    "role": "",
    "language": "",
    "guidance": "A particular day.",
    "follow_ups": "Who was there? | What did you say?",
    "seconds": "120",
    "position": "7",
    "active": "yes",
}


def table(*rows: dict[str, str], columns: tuple[str, ...] = COLUMNS, delimiter: str = ",") -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, delimiter=delimiter, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def imported(content: bytes, *, name: str = "q.csv", dry_run: bool = False) -> Imported:
    return import_questions(read_questions(content, name=name), dry_run=dry_run)


def told(*rows: dict[str, str]) -> list[str]:
    return [str(problem) for problem in imported(table(*rows)).problems]


# What is taken ------------------------------------------------------------------------------------


def test_a_row_becomes_a_question(bank: QuestionBank) -> None:
    assert imported(table(GOOD)).new == 1
    question = Question.objects.get(slug="library-quiet")
    assert (question.bank, question.text, question.time_limit) == (bank, GOOD["question"], 120)
    assert question.follow_ups == ["Who was there?", "What did you say?"]
    assert question.is_active


def test_only_four_columns_are_needed(bank: QuestionBank) -> None:
    few = table(GOOD, columns=("id", "bank", "question", "competency"))
    assert imported(few).new == 1
    question = Question.objects.get(slug="library-quiet")
    assert (question.time_limit, question.difficulty, question.is_active) == (180, 2, True)


def test_four_columns_are_enough_in_a_workbook_too(bank: QuestionBank) -> None:
    few = ("id", "bank", "question", "competency")
    workbook = as_file([few, [GOOD[column] for column in few]], kind="xlsx")
    assert imported(workbook, name="q.xlsx").new == 1


def test_a_short_line_has_empty_cells_and_takes_none_from_the_others(bank: QuestionBank) -> None:
    lines = [
        "id,bank,question,competency,guidance,seconds",
        "one,library,Why one?,service",
        "two,library,Why two?,service,Because.,90",
    ]
    assert imported("\n".join(lines).encode()).new == 2
    two = Question.objects.get(slug="two")
    assert (two.guidance, two.time_limit) == ("Because.", 90)


def test_a_question_as_long_as_may_be_is_measured_as_it_will_be_kept(bank: QuestionBank) -> None:
    text = "-" + "x" * (LONGEST_QUESTION - 1)
    assert imported(table({**GOOD, "question": harmless(text)})).problems == ()
    assert Question.objects.get(slug="library-quiet").text == text


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_id_that_begins_with_a_hyphen_comes_back(bank: QuestionBank, kind: str) -> None:
    imported(table({**GOOD, "id": "-1"}))
    again = imported(as_file(export_questions(), kind=kind), name=f"q.{kind}")
    assert (again.problems, again.changed, again.new) == ((), 0, 0)


def test_the_same_file_again_changes_nothing(bank: QuestionBank) -> None:
    imported(table(GOOD))
    again = imported(table(GOOD))
    assert (again.new, again.changed, again.unchanged) == (0, 0, 1)


def test_a_known_id_changes_its_question(bank: QuestionBank) -> None:
    imported(table(GOOD))
    assert imported(table({**GOOD, "question": "Tell me about a noisy day."})).changed == 1
    assert Question.objects.get(slug="library-quiet").text == "Tell me about a noisy day."


def test_a_column_that_is_not_there_is_left_as_it_was(bank: QuestionBank) -> None:
    imported(table(GOOD))
    imported(table(GOOD, columns=("id", "bank", "question", "competency")))
    assert Question.objects.get(slug="library-quiet").time_limit == 120


@pytest.mark.parametrize("columns", [COLUMNS, tuple(set(COLUMNS) - {"position"})])
def test_who_names_no_position_goes_behind_the_others_and_stays_there(
    bank: QuestionBank, columns: tuple[str, ...]
) -> None:
    last = max(bank.questions.values_list("position", flat=True))
    rows = [{**GOOD, "id": f"new-{number}", "position": ""} for number in range(2)]
    imported(table(*rows, columns=columns))
    new = Question.objects.filter(slug__startswith="new-").order_by("slug")
    assert [each.position for each in new] == [last + 1, last + 2]
    assert imported(table(*rows, columns=columns)).unchanged == 2


@pytest.mark.parametrize(
    ("column", "cell", "attribute", "value"),
    [
        ("competency", "Service and care", "competency", "service"),
        ("difficulty", "Demanding", "difficulty", 3),
        ("active", "NO", "is_active", False),
        ("active", "", "is_active", True),
        ("seconds", "", "time_limit", 180),
        ("follow_ups", " | ", "follow_ups", []),
    ],
)
def test_cells_may_be_written_as_people_write_them(
    bank: QuestionBank, column: str, cell: str, attribute: str, value: Any
) -> None:
    assert imported(table({**GOOD, column: cell})).problems == ()
    assert getattr(Question.objects.get(slug="library-quiet"), attribute) == value


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_excels_of_all_countries_are_read(bank: QuestionBank, delimiter: str, mark: bytes) -> None:
    text = {**GOOD, "question": "Erzählen Sie von einem Tag, an dem es laut war; „wirklich“ laut."}
    assert imported(mark + table(text, delimiter=delimiter)).new == 1
    assert Question.objects.get(slug="library-quiet").text == text["question"]


def test_an_xlsx_file_is_read(bank: QuestionBank) -> None:
    book = Workbook()
    book.active.append(list(COLUMNS))
    numbers = {**GOOD, "seconds": 120, "difficulty": 2.0, "active": True}
    book.active.append([numbers[column] for column in COLUMNS])
    file = io.BytesIO()
    book.save(file)
    assert imported(file.getvalue(), name="Questions.XLSX").new == 1
    assert Question.objects.get(slug="library-quiet").time_limit == 120


def test_a_row_that_stands_there_twice_is_left_out_and_told(bank: QuestionBank) -> None:
    found = imported(table(GOOD, GOOD))
    assert found.new == 1
    assert [str(each) for each in found.repeated] == ["Row 3, id: the same as row 2"]


def test_empty_rows_are_nothing(bank: QuestionBank) -> None:
    assert imported(table(GOOD) + b",,,,,,,,,\r\n\r\n").new == 1


# What is refused ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "cell", "problem"),
    [
        ("id", "", "Row 2, id: This cell is empty."),
        ("id", "a b", "Row 2, id: “a b” is no id: use letters, digits, hyphens and underscores."),
        ("id", "x" * 90, "Row 2, id: Ensure this value has at most 80 characters (it has 90)."),
        ("bank", "", "Row 2, bank: This cell is empty."),
        ("bank", "nowhere", "Row 2, bank: There is no bank with the short name “nowhere”."),
        ("question", " ", "Row 2, question: This cell is empty."),
        ("question", "x" * 501, "Row 2, question: This has more than 500 characters."),
        ("competency", "", "Row 2, competency: This cell is empty."),
        ("difficulty", "hard", "Row 2, difficulty: “hard” is none of: 1, 2, 3."),
        ("seconds", "two", "Row 2, seconds: “two” is no whole number."),
        ("seconds", "-5", "Row 2, seconds: “-5” is no whole number."),
        ("seconds", "7.5", "Row 2, seconds: “7.5” is no whole number."),
        (
            "seconds",
            "9999",
            "Row 2, seconds: Ensure this value is less than or equal to 500.",
        ),
        ("seconds", "5", "Row 2, seconds: Ensure this value is greater than or equal to 30."),
        ("seconds", "٣٠", "Row 2, seconds: “٣٠” is no whole number."),
        ("position", "first", "Row 2, position: “first” is no whole number."),
        ("active", "perhaps", "Row 2, active: “perhaps” is neither yes nor no."),
    ],
)
def test_a_wrong_cell_is_named_by_row_and_column(
    bank: QuestionBank, column: str, cell: str, problem: str
) -> None:
    assert told({**GOOD, column: cell}) == [problem]


def test_an_unknown_competency_is_told_with_those_there_are(bank: QuestionBank) -> None:
    (problem,) = told({**GOOD, "competency": "juggling"})
    assert problem.startswith("Row 2, competency: “juggling” is none of: communication, ")


def test_every_problem_is_told_at_once(bank: QuestionBank) -> None:
    problems = told({**GOOD, "seconds": "x", "active": "x"}, {**GOOD, "id": "other", "bank": "x"})
    assert [problem.partition(":")[0] for problem in problems] == [
        "Row 2, seconds",
        "Row 2, active",
        "Row 3, bank",
    ]


def test_one_wrong_row_keeps_all_others_out(bank: QuestionBank) -> None:
    before = Question.objects.count()
    found = imported(table(GOOD, {**GOOD, "id": "other", "active": "perhaps"}))
    assert len(found.problems) == 1
    assert Question.objects.count() == before


def test_one_id_for_two_questions_is_refused(bank: QuestionBank) -> None:
    (problem,) = told(GOOD, {**GOOD, "question": "Another one?"})
    assert problem == "Row 3, id: “library-quiet” is the id of row 2, with other contents"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "The first row must name the columns"),
        (b"\r\n\r\n", "The first row must name the columns"),
        (b"id,bank,question,competency,colour\r\n", "Unknown columns: colour."),
        (b"id,bank,,question,competency\r\n", "Unknown columns: (empty)."),
        (b"id,bank,question,competency,id\r\n", "Columns that stand there twice: id."),
        (b"id,bank\r\n", "Columns that are missing: question, competency."),
        (b"id;bank;question\r\n", "Columns that are missing: competency."),
        ("id,bank,question,competency\r\n1,b,Straße,c".encode("latin-1"), "Line 2 is not UTF-8."),
        ("id,bank\r\n".encode("utf-16"), "The file is UTF-16."),
        (b"id,bank,question,competency\r\n1,b,\0,c", "Line 2 holds a NUL character"),
        (b'id,bank,question,competency\r\n1,b,"open,c', "Line 2: unexpected end of data."),
        (b'id,bank,question,competency\r\n1,b,"a"b,c', "Line 2: "),
        (b"id,bank,question,competency\r\n1,b,q,c,extra", "Row 2 has more cells"),
        (
            b"id,bank,question,competency\r\n1,b," + b"x" * (LONGEST_CELL + 1) + b",c",
            "Row 2, question: more than",
        ),
        (b"x" * (MOST_BYTES + 1), "The file is larger than 5 MB."),
    ],
)
def test_a_file_that_is_no_table_of_questions_says_why(content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_questions(content, name="q.csv")
    assert str(refused.value).startswith(reason)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"id,bank\r\n", b"x" * 1000])
def test_what_only_calls_itself_xlsx_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableFile, match="no XLSX file"):
        read_questions(content, name="q.xlsx")


def test_an_xlsx_file_with_a_broken_sheet_is_refused() -> None:
    book = Workbook()
    whole, broken = io.BytesIO(), io.BytesIO()
    book.save(whole)
    with ZipFile(whole) as before, ZipFile(broken, "w") as after:
        for name in before.namelist():
            is_sheet = name.startswith("xl/worksheets/")
            after.writestr(name, b"<worksheet><sheetData><row" if is_sheet else before.read(name))
    with pytest.raises(UnreadableFile, match="a broken one"):
        read_questions(broken.getvalue(), name="q.xlsx")


# Out again ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@cmd", "\t=1", " =1", "＝1", "＋1", "－1", "＠x", "'=1"]
)
def test_what_a_spreadsheet_would_run_is_made_harmless_and_comes_back(text: str) -> None:
    safe = harmless(text)
    assert not safe.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    assert unharmed(safe) == text


def test_what_was_exported_comes_back_unchanged(bank: QuestionBank) -> None:
    imported(table({**GOOD, "question": "=HYPERLINK(1)", "guidance": "-5, “quoted”"}))
    content = QuestionResource().export(Question.objects.all()).csv.encode()
    assert b",=HYPERLINK" not in content
    again = imported(content)
    assert (again.new, again.changed, again.unchanged) == (0, 0, Question.objects.count())


# The command --------------------------------------------------------------------------------------


def test_the_command_imports(
    bank: QuestionBank, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "questions.csv"
    file.write_bytes(table(GOOD))
    call_command("import_questions", str(file))
    assert "Imported: 1 new, 0 changed, 0 unchanged." in capsys.readouterr().out


def test_a_dry_run_changes_nothing(
    bank: QuestionBank, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "questions.csv"
    file.write_bytes(table(GOOD))
    call_command("import_questions", str(file), dry_run=True)
    assert "Would be imported: 1 new" in capsys.readouterr().out
    assert not Question.objects.filter(slug="library-quiet").exists()


def test_the_command_tells_problems_and_fails(
    bank: QuestionBank, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "questions.csv"
    file.write_bytes(table({**GOOD, "bank": "nowhere"}))
    with pytest.raises(CommandError, match="Nothing was imported."):
        call_command("import_questions", str(file))
    assert "Row 2, bank: There is no bank" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_told(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_questions", str(tmp_path / "none.csv"))


def test_what_the_command_exports_it_imports_unchanged(
    bank: QuestionBank, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "questions.csv"
    call_command("export_questions", str(file), bank="library")
    call_command("import_questions", str(file))
    assert "0 new, 0 changed, 3 unchanged." in capsys.readouterr().out


def test_a_bank_that_is_not_there_is_not_exported(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no bank with the short name"):
        call_command("export_questions", str(tmp_path / "q.csv"), bank="nowhere")


def test_the_page_about_files_names_every_column() -> None:
    page = (Path(__file__).parents[2] / "docs" / "question-files.md").read_text()
    assert [name for name in COLUMNS if f"| `{name}` |" not in page] == []


# Translations -------------------------------------------------------------------------------------

GERMAN = {**GOOD, "language": "de", "question": "Wann war es laut?", "follow_ups": "Wo?"}


def test_a_row_in_another_language_is_a_translation(bank: QuestionBank) -> None:
    assert imported(table(GOOD, GERMAN)).new == 2
    translation = Question.objects.get(slug=GOOD["id"]).translations.get()
    assert (translation.language, translation.text) == ("de", "Wann war es laut?")
    assert translation.follow_ups == ["Wo?"]


def test_translations_may_come_first(bank: QuestionBank) -> None:
    assert imported(table(GERMAN, GOOD)).new == 2


def test_the_banks_own_language_may_be_named(bank: QuestionBank) -> None:
    imported(table({**GOOD, "language": "EN"}))
    assert not Question.objects.get(slug=GOOD["id"]).translations.exists()


def test_a_changed_translation_names_its_columns(bank: QuestionBank) -> None:
    imported(table(GOOD, GERMAN))
    again = imported(table(GOOD, {**GERMAN, "guidance": "Ein Tag."}))
    assert [(each.language, each.columns) for each in again.changes] == [("de", ("guidance",))]
    assert again.unchanged == 1


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (
            {**GERMAN, "language": "xx"},
            "Row 2, language: “xx” is none of: en, de, es, fr, it, nl, pt, pl, sv, da, fi, uk, tr,"
            " ja.",
        ),
        (GERMAN, "Row 2, id: The bank has no question “library-quiet” in its own language."),
        (
            {**GERMAN, "id": "library-1", "question": ""},
            "Row 2, question: This cell is empty.",
        ),
        (
            {**GERMAN, "id": "library-1", "bank": "nowhere"},
            "Row 2, id: The bank has no question “library-1” in its own language.",
        ),
    ],
)
def test_a_translation_that_cannot_be_one_is_refused(
    bank: QuestionBank, row: dict[str, str], problem: str
) -> None:
    assert told(row) == [problem]
