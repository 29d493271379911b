"""The talk button: hold it or press it; it answers at once and records while it should."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import speech
from tests.browser.people import People
from tests.browser.student import Student
from tests.site import Site

SLACK = 0.6  # seconds that a recording may be off what a script meant to press


@pytest.fixture
def listener(chromium: Browser, people: People) -> Iterator[Student]:
    """Somebody whose browser has a voice, and whose microphone is open."""
    session = next(people.recorded)
    with people.visit(chromium, session, "no_recogniser", "voice") as student:
        student.set_out(rung="Illustrated")
        student.open_microphone()
        yield student


@pytest.fixture
def talker(guest: Student) -> Student:
    """Somebody with a question before them and an open microphone."""
    guest.set_out()
    guest.open_microphone()
    return guest


def test_it_records_while_it_is_held(talker: Student, site: Site) -> None:
    hold(talker, 2)
    talker.expect_phase("listening")
    talker.finish()
    assert abs(speech.seconds_of(talker.recording(site)) - 2) < SLACK


def test_several_presses_make_one_recording(talker: Student, site: Site) -> None:
    for _ in range(3):
        hold(talker, 1)
        talker.expect_phase("listening")
    talker.talk(1)
    talker.finish()
    assert abs(speech.seconds_of(talker.recording(site)) - 4) < 2 * SLACK


def test_pressing_while_the_interviewer_speaks_interrupts_at_once(listener: Student) -> None:
    listener.press("Hear the question again")
    expect(listener.room).to_have_attribute("avatar", "speaking")
    listener.talk_button.hover()
    listener.page.mouse.down()
    listener.expect_phase("recording")
    assert listener.page.evaluate("voice.cancelledAt - voice.pressedAt") < 50, "milliseconds"
    expect(listener.page.locator(".subtitles")).to_be_empty()
    expect(listener.room).not_to_have_attribute("avatar", "speaking")


def test_it_turns_red_before_the_server_has_said_anything(talker: Student) -> None:
    talker.talk_button.hover()
    talker.page.mouse.down()
    expect(talker.talk_button).to_have_attribute("aria-pressed", "true", timeout=100)
    talker.page.mouse.up()
    talker.talk_button.click()
    expect(talker.talk_button).to_have_attribute("aria-pressed", "false", timeout=500)


def test_a_pointer_that_slides_off_the_held_button_still_lets_go_of_it(talker: Student) -> None:
    talker.talk_button.hover()
    talker.page.mouse.down()
    talker.expect_phase("recording")
    talker.page.wait_for_timeout(500)
    talker.page.mouse.move(5, 5)
    talker.page.mouse.up()
    talker.expect_phase("listening")


def test_who_prefers_presses_only_is_not_recorded_by_a_hold(guest: Student) -> None:
    guest.page.goto("/profile/")
    guest.page.get_by_label("Talk button").select_option("Press once to start, once to stop")
    guest.press("Save")
    guest.set_out()
    guest.open_microphone()
    expect(guest.talk_button).to_contain_text("Press to answer")
    guest.talk_button.hover()
    guest.page.mouse.down()
    guest.page.wait_for_timeout(600)
    expect(guest.talk_button).to_have_attribute("aria-pressed", "false")
    guest.page.mouse.up()
    guest.expect_phase("recording")
    guest.page.wait_for_timeout(600)
    expect(guest.room).to_have_attribute("phase", "recording")
    guest.talk_button.click()
    guest.expect_phase("listening")


def test_leaving_the_tab_stops_the_recording(talker: Student) -> None:
    talker.talk_button.click()
    talker.expect_phase("recording")
    talker.page.evaluate(
        """Object.defineProperty(document, "hidden", { value: true, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"))"""
    )
    talker.expect_phase("listening")
    expect(talker.talk_button).to_have_attribute("aria-pressed", "false")


def test_on_a_phone_it_is_under_the_thumb_in_every_phase(guest: Student) -> None:
    guest.page.set_viewport_size({"width": 390, "height": 844})
    guest.set_out(rung="Illustrated")
    expect_under_the_thumb(guest)
    guest.open_microphone()
    guest.expect_phase("listening")
    expect_under_the_thumb(guest)
    guest.talk_button.click()
    guest.expect_phase("recording")
    expect_under_the_thumb(guest)
    guest.talk_button.click()
    guest.expect_phase("listening")
    guest.type("\n".join(["A line of an answer that was typed on a telephone."] * 20))
    expect_under_the_thumb(guest)


def hold(student: Student, seconds: float) -> None:
    student.talk_button.hover()
    student.page.mouse.down()
    student.expect_phase("recording")
    student.page.wait_for_timeout(seconds * 1000)
    student.page.mouse.up()


def expect_under_the_thumb(student: Student) -> None:
    box = student.talk_button.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 844, "all of it is on the screen"
    assert box["y"] + box["height"] / 2 > 844 * 0.55, "in the lower half"
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
