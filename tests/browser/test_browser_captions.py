"""The browser's own speech recognition: only with consent, and never at the cost of the answer."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.people import People
from tests.browser.student import Student
from tests.site import Site


@pytest.fixture
def captioned(chromium: Browser, people: People) -> Iterator[Student]:
    """Somebody who has agreed to captions, at their first question, the microphone open."""
    with people.visit(chromium, next(people.captioned), "recogniser") as student:
        student.set_out()
        student.open_microphone()
        yield student


def test_words_appear_while_they_are_spoken_and_are_in_the_transcript(captioned: Student) -> None:
    start_talking(captioned)
    hears(captioned, "I work at", is_final=False)
    expect(captioned.page.locator(".interim")).to_have_text("I work at")
    expect(captioned.words).to_have_value("")
    hears(captioned, "I worked at a bakery.", is_final=True)
    expect(captioned.page.locator(".interim")).to_be_empty()
    hears(captioned, "The till broke.", is_final=True)
    stop_talking(captioned)
    expect(captioned.words).to_have_value("I worked at a bakery. The till broke.")
    captioned.finish()
    expect(captioned.words).to_have_value("I worked at a bakery. The till broke.")


def test_interim_words_are_kept_when_no_final_ones_come(captioned: Student) -> None:
    start_talking(captioned)
    hears(captioned, "and then I counted the cash", is_final=False)
    stop_talking(captioned)
    expect(captioned.words).to_have_value("and then I counted the cash")


def test_words_that_were_typed_stay_where_they_are(captioned: Student) -> None:
    captioned.type("Typed first.")
    start_talking(captioned)
    hears(captioned, "Then spoken.", is_final=True)
    stop_talking(captioned)
    expect(captioned.words).to_have_value("Typed first. Then spoken.")


def test_an_error_loses_neither_words_nor_recording(captioned: Student, site: Site) -> None:
    start_talking(captioned)
    hears(captioned, "The first half.", is_final=True)
    captioned.page.evaluate("recogniser.fails('network')")
    expect(captioned.page.get_by_text("cannot turn speech into text at the moment")).to_be_visible()
    expect(captioned.room).to_have_attribute("phase", "recording")
    captioned.page.wait_for_timeout(500)
    stop_talking(captioned)
    captioned.finish()
    expect(captioned.words).to_have_value("The first half.")
    assert len(list((site.media / "recordings" / captioned.interview).glob("*.wav"))) == 1


def test_a_recogniser_that_stops_by_itself_is_started_again(captioned: Student) -> None:
    start_talking(captioned)
    hears(captioned, "Before the pause.", is_final=True)
    captioned.page.evaluate("recogniser.running.onend()")
    hears(captioned, "After it.", is_final=True)
    stop_talking(captioned)
    expect(captioned.words).to_have_value("Before the pause. After it.")
    assert captioned.page.evaluate("recogniser.started") == 2


def test_without_consent_it_never_starts(chromium: Browser, people: People) -> None:
    with people.visit(chromium, next(people.recorded), "recogniser") as student:
        student.set_out()
        student.talk_button.click()
        student.press("No, thank you")
        expect(student.room).to_have_attribute("mic", "ready")
        student.talk(0.5)
        student.talk(0.5)
        assert student.page.evaluate("recogniser.started") == 0


def test_consent_can_be_given_later_in_the_room(chromium: Browser, people: People) -> None:
    with people.visit(chromium, next(people.recorded), "recogniser") as student:
        student.set_out()
        student.talk_button.click()
        student.press("No, thank you")
        expect(student.room).to_have_attribute("mic", "ready")
        student.press("Let the browser write down what I say")
        dialog = student.page.get_by_role("dialog", name="Let my browser")
        dialog.get_by_role("button", name="I agree").click()
        expect(student.room).to_have_attribute("words", "on")
        start_talking(student)
        hears(student, "Now it listens.", is_final=True)
        stop_talking(student)
        expect(student.words).to_have_value("Now it listens.")


def start_talking(student: Student) -> None:
    student.talk_button.click()
    student.expect_phase("recording")
    student.page.wait_for_function("recogniser.running")


def stop_talking(student: Student) -> None:
    student.talk_button.click()
    student.expect_phase("listening")


def hears(student: Student, words: str, *, is_final: bool) -> None:
    student.page.evaluate(
        "([words, isFinal]) => recogniser.hears(words, isFinal)", [words, is_final]
    )
