"""Trying again, and what came of it: in the room, in the report, on paper, for others."""

import io
import re

import pypdf
import pytest
from playwright.sync_api import Browser, expect

from tests.browser.student import Student
from tests.browser.tour import ANSWER

POOR = "I worked at a bakery and the till broke. We sorted it out and it went well in the end."


@pytest.fixture
def again(guest: Student) -> Student:
    """Somebody who answered a question poorly and then well, and reads the report."""
    guest.set_out()
    guest.type(POOR)
    guest.finish()
    rate(guest)
    guest.get_feedback()
    guest.press("Try again")
    guest.expect_phase("listening")
    return guest


def rate(student: Student) -> None:
    student.page.get_by_text("what do you think was in it?").click()
    result = student.page.get_by_role("group", name="What came of it")
    with student.page.expect_response("**/self-rating/") as kept:
        result.get_by_label("Yes").check()
    assert kept.value.status == 204


def try_better(student: Student) -> None:
    student.type(ANSWER)
    student.finish()
    student.get_feedback()


def test_the_one_main_change_is_the_target_of_the_next_attempt(again: Student) -> None:
    target = again.page.locator(".retry-target")
    expect(target).to_contain_text("This time:")
    expect(target.get_by_text(POOR)).to_be_hidden()
    target.get_by_text("Attempt 1").click()
    expect(target.get_by_text(POOR)).to_be_visible()


def test_the_gain_is_named_first_in_the_room_and_in_the_report(again: Student) -> None:
    try_better(again)
    compared = again.page.get_by_role("region", name="Attempts 1 and 2 compared")
    expect(compared).to_contain_text("went from")
    again.see_report()
    expect(compared).to_contain_text("levels gained")
    expect(again.page.get_by_text("Your own view")).to_have_count(0)  # of the first attempt only
    again.page.get_by_role("link", name="Compare in full").click()
    expect(again.page.get_by_role("heading", name="Attempt 1")).to_be_visible()
    expect(again.page.get_by_text("I worked at a bakery and the till broke.")).to_be_visible()


def test_the_students_own_view_stands_beside_the_coachs(guest: Student) -> None:
    guest.set_out()
    guest.type(POOR)
    guest.finish()
    rate(guest)
    guest.get_feedback()
    expect(guest.page.get_by_role("region", name="Your own view")).to_be_visible()


def test_the_report_prints_as_a_few_pages_without_controls(again: Student) -> None:
    try_better(again)
    again.see_report()
    document = pypdf.PdfReader(io.BytesIO(again.page.pdf(format="A4")))
    text = "\n".join(page.extract_text() for page in document.pages)
    assert 2 <= len(document.pages) <= 6
    assert len(again.page.pdf(format="A4")) < 2_000_000  # bytes
    assert "Practice report" in text
    assert "Your practice plan" in text
    for control in ("Practise again", "Share this report", "Plain text", "Keep this as a story"):
        assert control not in text
    asked = again.page.locator("h2.asked").inner_text()
    assert re.sub(r"\s+", "", text).count(re.sub(r"\s+", "", asked)) >= 1


def test_a_shared_report_opens_for_anybody_until_it_is_ended(
    again: Student, chromium: Browser
) -> None:
    try_better(again)
    again.see_report()
    again.page.get_by_role("link", name="Share this report").click()
    again.press("Make a link")
    address = again.page.get_by_label("Link to the report").input_value()

    reader = Student(chromium.new_context().new_page())
    reader.page.goto(address)
    expect(reader.page.get_by_text("Your practice plan")).to_be_visible()
    expect(reader.page.get_by_role("link", name="Keep this as a story")).to_have_count(0)
    expect(reader.page.get_by_role("link", name="Share this report")).to_have_count(0)
    reader.expect_no_complaints()

    again.page.get_by_role("button", name="End it now").click()
    expect(again.page.get_by_role("status")).to_contain_text("The link is ended.")
    reader.expected.append("404")
    reader.page.reload()
    expect(reader.page.get_by_role("heading", name="This link opens nothing")).to_be_visible()
    reader.page.context.close()
