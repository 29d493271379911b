"""What goes wrong in the middle of an answer is told, and costs nothing that was said."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import speech
from tests.browser.line import Line
from tests.browser.people import PASSWORD, People
from tests.browser.student import Student
from tests.browser.tour import ANSWER
from tests.site import Site

SHORTEN = """
from interviews.models import Turn
Turn.objects.filter(interview="{interview}").update(time_limit=1)
"""


def test_a_network_that_goes_away_costs_no_second_of_the_recording(
    guest: Student, site: Site
) -> None:
    guest.expected.append("ERR_INTERNET_DISCONNECTED")
    guest.set_out()
    guest.open_microphone()
    guest.talk_button.click()
    guest.expect_phase("recording")
    guest.page.wait_for_timeout(1000)
    guest.page.context.set_offline(True)
    expect(guest.room).to_have_attribute("link", "lost", timeout=15_000)
    expect(guest.page.get_by_role("alert").filter(visible=True)).to_contain_text(
        "comes back by itself"
    )
    away = guest.page.evaluate("performance.now()")
    guest.type("Words that were typed meanwhile.")
    guest.page.wait_for_timeout(1000)
    guest.page.context.set_offline(False)
    guest.expect_open()
    guest.expect_phase("recording")
    assert guest.page.evaluate("performance.now()") - away > 1000
    guest.talk_button.click()
    guest.expect_phase("listening")
    shown = guest.page.evaluate("document.querySelector('interview-room').spoken.recording.seconds")
    guest.finish()
    expect(guest.words).to_have_value("Words that were typed meanwhile.")
    assert shown > 5
    assert abs(speech.seconds_of(guest.recording(site)) - shown) < 0.1, "every sample of it"


def test_a_line_that_breaks_again_and_again_costs_no_second_either(
    guest: Student, site: Site
) -> None:
    line = Line(guest)
    guest.set_out()
    guest.open_microphone()
    guest.talk_button.click()
    guest.expect_phase("recording")
    for _ in range(3):
        guest.page.wait_for_timeout(700)
        line.cut()
        expect(guest.room).to_have_attribute("link", "lost")
        line.mend()
        guest.expect_open()
    guest.expect_phase("recording")
    guest.talk_button.click()
    guest.expect_phase("listening")
    shown = guest.page.evaluate("document.querySelector('interview-room').spoken.recording.seconds")
    guest.finish()
    assert abs(speech.seconds_of(guest.recording(site)) - shown) < 0.1


def test_who_is_signed_out_elsewhere_logs_in_again_and_goes_on(
    chromium: Browser, people: People
) -> None:
    with people.visit(chromium, people.leaver, "no_recogniser") as student:
        student.set_out()
        student.type("Typed before the log-out.")
        student.page.wait_for_timeout(1200)  # a draft is sent a moment after the last key
        other = student.page.context.new_page()
        other.goto("/")
        other.get_by_role("button", name="Log out").click()
        expect(student.room).to_have_attribute("link", "signed_out", timeout=15_000)
        expect(student.page.get_by_text("You are signed out. Log in again")).to_be_visible()
        student.words.press_sequentially(" And some after it.")
        log_in(other)
        student.press("I have logged in")
        student.expect_open()
        expect(student.words).to_have_value("Typed before the log-out. And some after it.")
        student.finish()
        expect(student.words).to_have_value("Typed before the log-out. And some after it.")


def test_the_clock_tells_and_cuts_nothing(guest: Student, site: Site) -> None:
    guest.set_out()
    site.manage("shell", "-c", SHORTEN.format(interview=guest.interview))
    guest.page.reload()
    guest.expect_open()
    guest.open_microphone()
    guest.talk_button.click()
    expect(
        guest.page.get_by_text("The suggested time has passed. Nothing is cut off")
    ).to_be_visible()
    guest.page.wait_for_timeout(1000)
    expect(guest.room).to_have_attribute("phase", "recording")
    guest.talk_button.click()
    guest.expect_phase("listening")
    guest.finish()
    assert speech.seconds_of(guest.recording(site)) > 1.5


def test_nothing_to_hand_in_is_said_before_it_is_sent(guest: Student) -> None:
    guest.set_out()
    guest.press("Finish answer")
    expect(guest.page.get_by_text("There is no answer yet")).to_be_visible()
    assert guest.room.get_attribute("phase") in {"asking", "listening"}


def test_an_answer_whose_words_were_all_deleted_is_not_sent_to_the_coach(guest: Student) -> None:
    guest.set_out()
    guest.type("Words that will go.")
    guest.finish()
    guest.type("  ")
    guest.press("Get feedback")
    expect(guest.page.get_by_text("There are no words yet")).to_be_visible()
    expect(guest.room).to_have_attribute("phase", "checking")


@pytest.mark.parametrize(
    "answer", ["Yes.", "asdf jkl qwert zxcv poiu mnbv lkjh gfds " * 8, "123 456 --- ?! 😀 " * 10]
)
def test_what_is_no_answer_gets_a_reason_and_no_level(guest: Student, answer: str) -> None:
    guest.set_out()
    guest.type(answer)
    guest.finish()
    guest.get_feedback()
    panel = guest.page.locator("#panel")
    expect(panel.locator(".notice").first).to_be_visible()
    expect(panel.get_by_role("heading", name="Feedback")).not_to_contain_text("level")
    guest.see_report()
    expect(guest.page.locator("main")).to_contain_text(answer[:11].strip())


def test_an_answer_of_twenty_thousand_words_is_kept_whole(guest: Student) -> None:
    answer = " ".join([*(f"word{number % 10}" for number in range(19_950)), *ANSWER.split()])
    guest.set_out()
    guest.type(answer)
    guest.finish()
    expect(guest.words).to_have_value(answer)
    guest.press("Get feedback")
    expect(guest.room).to_have_attribute("phase", "feedback", timeout=30_000)
    guest.see_report()
    expect(guest.page.locator("main")).to_contain_text("right to the penny")


def test_a_double_press_counts_once(guest: Student) -> None:
    guest.set_out(questions=3)
    guest.type(ANSWER)
    guest.page.get_by_role("button", name="Finish answer").dblclick()
    guest.expect_phase("checking")
    guest.page.get_by_role("button", name="Get feedback").dblclick()
    guest.expect_phase("feedback")
    guest.page.get_by_role("button", name="Next question").dblclick()
    guest.expect_phase("asking")
    expect(guest.page.get_by_text("Question 2 of 3")).to_be_visible()
    guest.press("End the interview")
    guest.press("End and see the report")
    guest.expect_report()
    main = guest.page.locator("main")
    expect(main).to_contain_text("1 of 3")
    expect(main.locator(".attempt")).to_have_count(1)


def test_the_report_can_be_printed(guest: Student) -> None:
    guest.set_out()
    guest.type(ANSWER)
    guest.finish()
    guest.get_feedback()
    guest.see_report()
    guest.page.evaluate("window.print = () => (document.title = 'printed')")
    guest.press("Print")
    expect(guest.page).to_have_title("printed")
    assert len(guest.page.pdf()) > 10_000, "bytes"
    guest.page.emulate_media(media="print")
    expect(guest.page.get_by_role("button", name="Print")).to_be_hidden()
    expect(guest.page.get_by_text("right to the penny").first).to_be_visible()


def log_in(page: Page) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("E-mail address").fill("leaver@example.com")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/")
