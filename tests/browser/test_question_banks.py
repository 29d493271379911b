"""A bank editor at work: order, publish, import, and a question as a student meets it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.people import People
from tests.browser.tour import ANSWER
from tests.interviews.test_importing import GOOD, table

BANK = "/staff/banks/social-work/"


@pytest.fixture
def page(chromium: Browser, people: People) -> Iterator[Page]:
    with people.visit(chromium, people.editor) as editor:
        yield editor.page


def questions(page: Page) -> list[str]:
    return page.locator(".order a").all_inner_texts()


def test_questions_are_dragged_saved_and_published(page: Page) -> None:
    page.goto(BANK)
    before = questions(page)
    grips = page.locator(".grip")
    expect(grips.first).to_be_visible()
    grips.nth(2).drag_to(grips.nth(0))
    expect(page.get_by_role("status")).to_contain_text("Save the order")
    page.get_by_role("button", name="Save the order").click()
    after = questions(page)
    assert after != before
    assert sorted(after) == sorted(before)
    expect(page.get_by_text("The order changed.")).to_be_visible()
    page.get_by_role("button", name="Publish the changes").click()
    expect(page.get_by_role("status").first).to_contain_text("is on offer now")
    page.get_by_role("link", name="Versions").click()
    expect(page.get_by_text("The order changed.").first).to_be_visible()


def test_the_order_can_be_given_by_number_alone(page: Page) -> None:
    page.goto(BANK)
    last = questions(page)[-1]
    page.get_by_role("spinbutton").last.fill("1")
    page.get_by_role("spinbutton").last.press("Enter")
    assert questions(page)[0] == last


def test_a_file_is_looked_over_and_imported(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "questions.csv"
    file.write_bytes(table({**GOOD, "id": "quiet-ward", "bank": "nursing"}))
    page.goto("/staff/banks/")
    page.get_by_role("link", name="Import questions from a spreadsheet").click()
    page.get_by_label("File", exact=True).set_input_files(file)
    page.get_by_role("button", name="Look at it first").click()
    expect(page.get_by_role("row").nth(1)).to_contain_text("quiet-ward")
    page.get_by_role("button", name="Import all of it").click()
    expect(page.get_by_role("status")).to_contain_text("Imported: 1 new")
    page.get_by_role("link", name="Nursing").click()
    expect(page.get_by_role("link", name=GOOD["question"])).to_be_visible()


def test_the_coach_is_tried_on_a_pasted_answer(page: Page) -> None:
    page.goto(BANK)
    page.locator(".order a").first.click()
    expect(page.get_by_role("button", name="Hear the question")).to_be_visible()
    page.get_by_label("An answer, written down").fill(ANSWER)
    page.get_by_role("button", name="Ask the coach").click()
    expect(page.get_by_text("One thing to change")).to_be_visible()
    expect(page.get_by_text("Read by the offline coach,")).to_be_visible()


def test_a_bank_is_made_written_translated_published_and_retired(page: Page) -> None:
    page.goto("/staff/banks/")
    page.get_by_role("link", name="New bank").click()
    page.get_by_role("textbox", name="title").press_sequentially("Joinery")
    page.get_by_text("Add another Question").click()
    page.locator("#id_questions-0-text").press_sequentially("Why wood?")
    page.locator("#id_questions-0-competency").select_option("motivation")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.get_by_text("A draft: no student is offered it.")).to_be_visible()
    page.get_by_role("link", name="Why wood?").click()
    page.get_by_role("link", name="Edit this question").click()
    page.get_by_text("Add another Translation").click()
    page.locator("#id_translations-0-language").select_option("de")
    page.locator("#id_translations-0-text").fill("Warum Holz?")
    page.get_by_role("button", name="Save", exact=True).first.click()
    page.goto("/staff/banks/joinery/")
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("Version 1 is on offer now.")
    page.goto("/interviews/new/")
    page.get_by_label("In which language?").select_option("de")
    page.get_by_role("radio", name="Joinery").check()
    page.get_by_role("button", name="Go to the warm-up").click()
    expect(page.locator("interview-room")).to_have_attribute("data-language", "de")
    page.goto("/staff/banks/joinery/")
    page.get_by_role("button", name="Retire").click()
    expect(page.get_by_role("status").first).to_contain_text("The bank is retired.")
    page.goto("/interviews/new/")
    expect(page.get_by_role("radio", name="Social work")).to_be_visible()
    expect(page.get_by_role("radio", name="Joinery")).to_have_count(0)


def test_a_table_is_exported(page: Page) -> None:
    page.goto(BANK)
    with page.expect_download() as download:
        page.get_by_role("link", name="Export (XLSX)").click()
    assert download.value.suggested_filename == "social-work.xlsx"
