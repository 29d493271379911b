"""Choosing whom one is interviewed by, hearing them first, and the time to think."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.people import People
from tests.browser.student import Student

MOUTHS = """(() => {
    globalThis.mouths = new Set();
    for (const face of document.querySelectorAll(".interviewer")) {
        new MutationObserver(() => mouths.add(face.dataset.mouth)).observe(face,
            { attributeFilter: ["data-mouth"] });
    }
})()"""


def test_each_can_be_heard_and_moves_the_mouth_and_one_speaks_at_a_time(
    chromium: Browser, people: People
) -> None:
    with people.visit(chromium, next(people.strangers), "voice") as student:
        page = student.page
        page.goto("/profile/interviewer/")
        page.evaluate(MOUTHS)
        student.press("Hear Amara")
        expect(page.get_by_role("button", name="Stop Amara")).to_be_visible()
        expect(page.get_by_role("button", name="Hear Amara")).to_be_visible()  # at its end
        assert len(page.evaluate("[...mouths]")) >= 3
        student.press("Hear Tomasz")
        expect(page.get_by_role("button", name="Stop Tomasz")).to_be_visible()
        student.press("Hear Leila")
        expect(page.get_by_role("button", name="Hear Tomasz")).to_be_visible()
        expect(page.get_by_role("button", name="Stop Leila")).to_be_visible()
        said = "".join(page.evaluate("voice.said"))
        assert said.startswith("Hello, I am Amara.")
        assert "Hello, I am Tomasz." in said
        expect(page.get_by_role("radio", name="Ruth")).to_be_checked()  # hearing is not choosing


def test_a_browser_without_a_voice_says_so(chromium: Browser, people: People) -> None:
    with people.visit(chromium, next(people.strangers), "no_voice") as student:
        student.page.goto("/profile/interviewer/")
        student.press("Hear Leila")
        said = student.page.get_by_text("No voice could be heard in this browser.")
        expect(said).to_be_visible()
        expect(student.page.get_by_role("button", name="Hear Leila")).to_be_visible()


def test_the_choice_sits_in_the_next_room_and_can_be_another_at_set_up(
    chromium: Browser, people: People
) -> None:
    with people.visit(chromium, next(people.strangers), "voice") as student:
        page = student.page
        page.goto("/profile/interviewer/")
        page.get_by_role("radio", name="Kenji").check()
        student.press("Save my interviewer")
        expect(page.get_by_text("Your choice is saved.")).to_be_visible()
        expect(page.get_by_role("radio", name="Kenji")).to_be_checked()
        page.goto("/interviews/new/")
        expect(page.get_by_role("radio", name="Kenji")).to_be_checked()
        student.set_up(rung="Illustrated")
        expect(page.get_by_role("img", name="Kenji")).to_be_visible()
        page.goto("/interviews/new/")
        page.get_by_role("radio", name="Leila").check()
        student.set_up(rung="Illustrated")
        expect(page.get_by_role("img", name="Leila")).to_be_visible()


def test_by_keyboard_alone(chromium: Browser, people: People) -> None:
    with people.visit(chromium, next(people.strangers), "voice") as student:
        page = student.page
        page.goto("/profile/interviewer/")
        page.get_by_role("radio", name="Ruth").focus()
        page.keyboard.press("ArrowRight")
        expect(page.get_by_role("radio", name="Amara")).to_be_checked()
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name="Hear Amara")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Stop Amara")).to_be_focused()


def thinker(student: Student, seconds: str) -> Page:
    """Somebody who wants time to think, at the beginning of the first question."""
    page = student.page
    page.goto("/profile/interviewer/")
    page.get_by_role("radio", name=seconds).check()
    student.press("Save my interviewer")
    page.goto("/interviews/new/")
    student.set_up(rung="Illustrated")
    expect(page.get_by_text("to think. Begin whenever")).to_be_hidden()
    student.start()
    return page


@pytest.mark.parametrize("way", ["typing", "hiding"])
def test_the_time_to_think_counts_after_the_question_and_goes_when_one_begins(
    chromium: Browser, people: People, way: str
) -> None:
    with people.visit(chromium, next(people.strangers), "voice", "no_recogniser") as student:
        page = thinker(student, "A minute")
        student.expect_phase("listening")
        counting = page.get_by_text("to think. Begin whenever")
        expect(counting).to_be_visible()
        expect(page.get_by_role("status").filter(has_text="You have 60 seconds")).to_have_count(1)
        if way == "typing":
            student.words.press_sequentially("I")
        else:
            student.press("Hide the time to think")
        expect(counting).to_be_hidden()
        student.expect_phase("listening")


def test_nothing_is_cut_off_when_the_time_to_think_is_over(
    chromium: Browser, people: People
) -> None:
    with people.visit(chromium, next(people.strangers), "voice") as student:
        student.page.clock.install()
        page = thinker(student, "15 seconds")
        for _ in range(60):
            page.clock.run_for(1_000)
            if student.room.get_attribute("phase") == "listening":
                break
        counting = page.get_by_text("to think. Begin whenever")
        expect(counting).to_be_visible()
        page.clock.run_for(16_000)
        expect(counting).to_be_hidden()
        student.expect_phase("listening")
