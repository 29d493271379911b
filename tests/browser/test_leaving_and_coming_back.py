"""Whatever is left in the middle goes on where it was, with everything said so far."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import speech
from tests.browser.student import Student
from tests.site import Site


@pytest.fixture
def breakable(tmp_path: Path) -> Iterator[Site]:
    """A site of one's own, to kill."""
    with Site(tmp_path) as running:
        yield running


def test_a_server_killed_in_the_middle_of_an_answer_costs_no_word_of_it(
    chromium: Browser, breakable: Site
) -> None:
    student = Student(chromium.new_page(base_url=breakable.url))
    student.begin(questions=1)
    student.talk_button.click()
    student.allow_recording()
    student.talk(2)
    student.type("Half of what I wanted to say")
    student.talk_button.click()
    student.expect_phase("recording")
    student.page.wait_for_timeout(2000)

    breakable.kill()
    expect(student.room).to_have_attribute("link", "lost")
    breakable.start()
    student.expect_open()

    expect(student.words).to_have_value("Half of what I wanted to say")
    if student.room.get_attribute("phase") == "recording":
        student.talk_button.click()
    student.expect_phase("listening")
    student.talk(2)
    student.finish()
    (recording,) = breakable.media.rglob("*.wav")
    levels = speech.loudness(recording)
    assert len(levels) / 10 > 5.5, "two seconds, two more until the server died, and two after it"
    assert sum(level > 200 for level in levels) > len(levels) / 2
    assert "Traceback" not in breakable.log


def test_a_closed_tab_leads_back_to_the_same_question_and_words(
    chromium: Browser, site: Site
) -> None:
    context = chromium.new_context(base_url=site.url)
    student = Student(context.new_page())
    student.begin(questions=2)
    asked = student.page.get_by_role("heading", level=1).inner_text()
    student.talk_button.click()
    student.allow_recording()
    student.talk(2)
    student.type("I had just begun")
    expect(student.room).to_have_attribute("phase", "listening")
    student.page.wait_for_timeout(1500)  # a draft is sent a moment after the last key
    student.page.close(run_before_unload=False)

    again = Student(context.new_page())
    again.page.goto("/")
    again.page.get_by_role("link", name="Continue").first.click()
    again.expect_open()
    expect(again.page.get_by_role("heading", level=1)).to_have_text(asked)
    expect(again.words).to_have_value("I had just begun")
    again.finish()
    assert again.playable_seconds() > 1
    again.expect_no_complaints()
    context.close()


def test_a_second_tab_is_offered_to_take_over(student: Student) -> None:
    student.begin(questions=1)
    student.type("From the first tab")
    student.page.wait_for_timeout(1500)
    second = Student(student.page.context.new_page())
    second.page.goto(student.page.url)
    expect(second.room).to_have_attribute("link", "elsewhere")
    second.press("Use this tab instead")
    second.expect_open()
    expect(second.words).to_have_value("From the first tab")
    expect(student.room).to_have_attribute("link", "elsewhere")
    second.expect_no_complaints()
