"""A microphone that is denied, missing, busy or silent: a plain message, and typing goes on."""

import wave
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Playwright, expect

from tests.browser.launching import ALLOWED, FAKE_MICROPHONE, launch, microphone_that_plays
from tests.browser.people import People
from tests.browser.student import Student
from tests.browser.tour import ANSWER

RATE = 48_000  # Hz


@pytest.fixture(scope="module")
def denying(playwright: Playwright) -> Iterator[Browser]:
    """A microphone is there, and the answer to every question about it is no."""
    with launch(playwright, FAKE_MICROPHONE) as browser:
        yield browser


@pytest.fixture(scope="module")
def deaf(playwright: Playwright) -> Iterator[Browser]:
    """No microphone is plugged in."""
    with launch(playwright, ALLOWED) as browser:
        yield browser


@pytest.fixture(scope="module")
def muted(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A microphone that gives silence."""
    path = tmp_path_factory.mktemp("silence") / "silence.wav"
    with wave.open(str(path), "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(2)
        wav.setframerate(RATE)
        wav.writeframes(bytes(2 * RATE * 3))
    with launch(playwright, *microphone_that_plays(path)) as browser:
        yield browser


def test_a_denied_microphone(denying: Browser, people: People) -> None:
    with people.visit(denying, next(people.recorded), "no_recogniser") as student:
        expect_message_and_typing(student, "denied", "Allow it beside the address")


def test_a_missing_microphone(deaf: Browser, people: People) -> None:
    with people.visit(deaf, next(people.recorded), "no_recogniser") as student:
        expect_message_and_typing(student, "missing", "Plug one in")


def test_a_busy_microphone(chromium: Browser, people: People) -> None:
    session = next(people.recorded)
    with people.visit(chromium, session, "no_recogniser", "microphone_busy") as student:
        expect_message_and_typing(student, "busy", "used by another program")


def test_the_warm_up_says_what_ails_the_microphone_and_lets_one_start(
    deaf: Browser, people: People
) -> None:
    with people.visit(deaf, next(people.recorded), "no_recogniser") as student:
        student.page.goto("/interviews/new/")
        student.set_up()
        student.press("Try the microphone")
        check = student.page.get_by_role("listitem").filter(has_text="Try the microphone")
        expect(check.get_by_role("status")).to_contain_text("Plug one in")
        student.start()


def test_the_warm_up_hears_a_microphone_that_works_and_plays_it_back(guest: Student) -> None:
    guest.page.goto("/interviews/new/")
    guest.set_up()
    guest.press("Record three seconds and listen")
    checks = guest.page.locator("mic-check")
    expect(checks).to_contain_text("We hear you", timeout=10_000)
    expect(checks).to_contain_text("That is how you sound", timeout=15_000)


def test_a_silent_microphone_is_told_once_the_answer_is_finished(
    muted: Browser, people: People
) -> None:
    with people.visit(muted, next(people.recorded), "no_recogniser") as student:
        student.set_out()
        student.open_microphone()
        student.talk(1.5)
        student.finish()
        expect(student.page.get_by_text("The recording is silent")).to_be_visible()
        student.type(ANSWER)
        student.get_feedback()


def expect_message_and_typing(student: Student, state: str, words: str) -> None:
    student.set_out()
    student.talk_button.click()
    expect(student.room).to_have_attribute("mic", state)
    messages = student.page.get_by_role("alert").filter(visible=True)
    expect(messages).to_have_count(1)
    expect(messages.get_by_role("paragraph").filter(visible=True)).to_have_count(1)
    expect(messages).to_contain_text(words)
    expect(student.talk_button).to_have_attribute("aria-pressed", "false")
    student.press("Type instead")
    expect(student.words).to_be_focused()
    student.page.keyboard.type("In the end ")
    student.type(ANSWER)
    student.finish()
    student.get_feedback()
