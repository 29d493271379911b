"""Forty things that go wrong in spreadsheets: each is named in its place, and nothing is saved."""

import io
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from interviews.importing import MOST_PROBLEMS, import_questions
from interviews.models import Question, QuestionBank, QuestionTranslation
from interviews.question_files import COLUMNS, MOST_BYTES, UnreadableFile, read_questions
from tests.interviews.test_importing import GOOD, table

# The cells that differ from a good row, and what is said of them after "Row N, ".
IN_CELLS = [
    ({"id": ""}, "id: This cell is empty."),
    ({"id": "two words"}, "id: “two words” is no id"),
    ({"id": "schön"}, "id: “schön” is no id"),
    ({"id": "=1+1"}, "id: “=1+1” is no id"),
    ({"id": "../../etc"}, "id: “../../etc” is no id"),
    ({"id": "x" * 81}, "id: Ensure this value has at most 80 characters"),
    ({"bank": ""}, "bank: This cell is empty."),
    ({"bank": "nowhere"}, "bank: There is no bank with the short name “nowhere”."),
    ({"bank": "Library assistant"}, "bank: There is no bank with the short name"),
    ({"question": ""}, "question: This cell is empty."),
    ({"question": " \t "}, "question: This cell is empty."),
    ({"question": "x" * 501}, "question: This has more than 500 characters."),
    ({"competency": ""}, "competency: This cell is empty."),
    ({"competency": "flying"}, "competency: “flying” is none of: communication"),
    ({"competency": "service, teamwork"}, "competency: “service, teamwork” is none of"),
    ({"difficulty": "4"}, "difficulty: “4” is none of: 1, 2, 3."),
    ({"difficulty": "0"}, "difficulty: “0” is none of"),
    ({"difficulty": "2.5"}, "difficulty: “2.5” is none of"),
    ({"difficulty": "hard"}, "difficulty: “hard” is none of"),
    ({"role": "x" * 61}, "role: This has more than 60 characters."),
    ({"language": "klingon"}, "language: “klingon” is none of: en"),
    ({"language": "de"}, "id: The bank has no question"),
    ({"seconds": "soon"}, "seconds: “soon” is no whole number."),
    ({"seconds": "-60"}, "seconds: “-60” is no whole number."),
    ({"seconds": "12.5"}, "seconds: “12.5” is no whole number."),
    ({"seconds": "29"}, "seconds: Ensure this value is greater than or equal to 30."),
    ({"seconds": "501"}, "seconds: Ensure this value is less than or equal to 500."),
    ({"seconds": "9" * 30}, "seconds: “999999999999999999999999999999” is no whole number."),
    ({"position": "first"}, "position: “first” is no whole number."),
    ({"active": "perhaps"}, "active: “perhaps” is neither yes nor no."),
]


def sheet(*rows: list[str]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def bomb() -> bytes:
    file = io.BytesIO(sheet(list(COLUMNS)))
    with ZipFile(file, "a", compression=8) as packed:
        packed.writestr("xl/more.xml", b"0" * (11 * MOST_BYTES))
    return file.getvalue()


HEADER = ",".join(COLUMNS).encode()
IN_FILES = [
    ("q.csv", b"", "The first row must name the columns"),
    ("q.csv", b"id,bank,question\r\n", "Columns that are missing: competency."),
    ("q.csv", HEADER + b",colour\r\n", "Unknown columns: colour."),
    ("q.csv", HEADER + b",id\r\n", "Columns that stand there twice: id."),
    ("q.csv", table(GOOD).decode().encode("utf-16"), "The file is UTF-16."),
    ("q.csv", HEADER + b"\r\na,b,Caf\xe9,c\r\n", "Line 2 is not UTF-8."),
    ("q.csv", HEADER + b"\r\na,b,\0,c\r\n", "Line 2 holds a NUL character"),
    ("q.csv", HEADER + b'\r\na,library,"never closed', "Line 2: unexpected end of data."),
    ("q.csv", HEADER + b"\r\n" + b"x," * 20 + b"\r\n", "Row 2 has more cells than there are"),
    ("q.csv", HEADER + b'\r\na,library,"' + b"x" * 6000 + b'"\r\n', "Row 2, question: more than"),
    ("q.csv", b"x" * 10 * 1024 * 1024, "The file is larger than 5 MB."),
    ("q.xlsx", b"PK\x03\x04 and then nothing", "This is no XLSX file, or a broken one."),
    ("q.xlsx", bomb(), "The file unpacks to far too much."),
]


def test_there_are_forty() -> None:
    assert len(IN_CELLS) + len(IN_FILES) + 1 >= 40  # and one id with two contents


def test_all_mistakes_of_a_file_are_named_at_once(bank: QuestionBank) -> None:
    rows = [{**GOOD, "id": f"q-{number}"} | cells for number, (cells, _) in enumerate(IN_CELLS)]
    clash = [{**GOOD, "id": "twice"}, {**GOOD, "id": "twice", "question": "Another?"}]
    before = Question.objects.count()
    done = import_questions(read_questions(table(GOOD, *rows, *clash), name="q.csv"))
    said = {problem.row: str(problem) for problem in done.problems}
    for row, (_, words) in enumerate(IN_CELLS, start=3):
        assert said.pop(row).startswith(f"Row {row}, {words}")
    (last,) = said.values()
    assert "“twice” is the id of row" in last
    assert (done.new, done.changed) == (0, 0)
    assert (Question.objects.count(), QuestionTranslation.objects.count()) == (before, 0)


@pytest.mark.parametrize(
    ("name", "content", "words"), IN_FILES, ids=[words[:30] for _, _, words in IN_FILES]
)
def test_a_file_that_is_no_table_says_why(name: str, content: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_questions(content, name=name)
    assert str(refused.value).startswith(words)


def test_no_more_is_told_than_anybody_reads(bank: QuestionBank) -> None:
    rows = [{**GOOD, "id": f"q-{number}", "seconds": "soon"} for number in range(300)]
    done = import_questions(read_questions(table(*rows), name="q.csv"))
    assert len(done.problems) == MOST_PROBLEMS
