"""Importing on a page: looked over first, then all of it or nothing; and the way out again."""

import io

import pytest
from django.test import Client
from openpyxl import load_workbook

from accounts.models import User
from interviews.models import Question, QuestionBank, QuestionTranslation
from interviews.question_files import COLUMNS, MOST_BYTES
from staff.models import QuestionFile
from tests.interviews.test_importing import GOOD, table

IMPORT = "/staff/import/"
PREVIEW = "/staff/import/preview/"


def file(content: bytes, name: str = "questions.csv") -> io.BytesIO:
    opened = io.BytesIO(content)
    opened.name = name
    return opened


def upload(browser: Client, *rows: dict[str, str]) -> str:
    """What the page says once the file was sent."""
    return browser.post(IMPORT, {"file": file(table(*rows))}, follow=True).text


def test_a_file_is_looked_over_before_anything_is_saved(doras: Client, bank: QuestionBank) -> None:
    html = upload(doras, GOOD)
    assert "1 new, 0 changed, 0 unchanged." in html
    assert GOOD["question"] in html
    assert not Question.objects.filter(slug=GOOD["id"]).exists()


def test_it_is_imported_on_a_press(doras: Client, bank: QuestionBank) -> None:
    upload(doras, GOOD)
    assert "Imported: 1 new" in doras.post(PREVIEW, follow=True).text
    assert Question.objects.filter(slug=GOOD["id"]).exists()
    assert not QuestionFile.objects.exists()


def test_changed_columns_are_named(doras: Client, bank: QuestionBank) -> None:
    upload(doras, GOOD)
    doras.post(PREVIEW)
    html = upload(doras, {**GOOD, "question": "Tell me of a loud day.", "seconds": "60"})
    assert "Changed: question, seconds" in html


def test_problems_are_named_and_nothing_is_imported(doras: Client, bank: QuestionBank) -> None:
    html = upload(doras, GOOD, {**GOOD, "id": "b", "competency": "flying"})
    assert "Row 3, competency: “flying” is none of" in html
    assert doras.post(PREVIEW).status_code == 422
    assert not Question.objects.filter(slug=GOOD["id"]).exists()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Choose a file first."),
        ({"file": file(b"id,colour\r\n")}, "Unknown columns: colour."),
        ({"file": file(b"x" * (MOST_BYTES + 1))}, "larger than 5 MB"),
        ({"file": file(b"PK\x03\x04", "q.xlsx")}, "This is no XLSX file"),
    ],
    ids=["none", "unknown column", "too large", "broken"],
)
def test_a_file_that_is_no_table_is_refused_at_once(
    doras: Client, bank: QuestionBank, sent: dict[str, io.BytesIO], said: str
) -> None:
    answer = doras.post(IMPORT, sent)
    assert answer.status_code == 422
    assert said in answer.text
    assert not QuestionFile.objects.exists()


def test_nobody_sees_or_imports_anothers_file(
    doras: Client, carols: Client, bank: QuestionBank
) -> None:
    upload(doras, GOOD)
    assert carols.get(PREVIEW)["Location"] == IMPORT
    assert carols.post(PREVIEW)["Location"] == IMPORT
    assert not Question.objects.filter(slug=GOOD["id"]).exists()


def test_another_file_takes_the_place_of_the_first(doras: Client, bank: QuestionBank) -> None:
    upload(doras, GOOD)
    upload(doras, {**GOOD, "id": "another"})
    assert QuestionFile.objects.count() == 1
    doras.post(PREVIEW)
    assert Question.objects.filter(slug="another").exists()


def test_a_kept_file_goes_with_its_owner(doras: Client, bank: QuestionBank) -> None:
    upload(doras, GOOD)
    User.objects.get(email="dora@example.com").delete()
    assert not QuestionFile.objects.exists()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_template_names_the_columns_and_imports_as_nothing(
    doras: Client, bank: QuestionBank, kind: str
) -> None:
    answer = doras.get(f"/staff/import/template.{kind}")
    assert answer["Content-Disposition"] == f'attachment; filename="questions-template.{kind}"'
    html = doras.post(IMPORT, {"file": file(answer.content, f"t.{kind}")}, follow=True).text
    assert "0 new, 0 changed, 0 unchanged." in html


def test_the_xlsx_template_explains_each_column(doras: Client) -> None:
    book = load_workbook(io.BytesIO(doras.get("/staff/import/template.xlsx").content))
    rows = list(book["Columns"].iter_rows(values_only=True))
    assert [row[0] for row in rows] == list(COLUMNS)
    assert all(row[2] for row in rows)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_was_exported_comes_back_unchanged(
    doras: Client, bank: QuestionBank, kind: str
) -> None:
    question = bank.questions.get(slug="library-1")
    QuestionTranslation.objects.create(
        question=question, language="de", text="=Und dann?", follow_ups=["Wie?", "Wo?"]
    )
    content = doras.get(f"/staff/export/questions.{kind}?bank=library").content
    html = doras.post(IMPORT, {"file": file(content, f"q.{kind}")}, follow=True).text
    assert "0 new, 0 changed, 4 unchanged." in html


@pytest.mark.parametrize(
    "address", ["questions.pdf", "questions.csv?bank=none", "questions.csv?bank=%00"]
)
def test_what_cannot_be_exported_is_not_found(doras: Client, address: str) -> None:
    assert doras.get(f"/staff/export/{address}").status_code == 404


def test_a_nul_in_a_banks_name_does_no_harm(doras: Client, bank: QuestionBank) -> None:
    answer = doras.get("/staff/export/questions.csv?bank=library%00")
    assert answer["Content-Disposition"] == 'attachment; filename="library.csv"'
