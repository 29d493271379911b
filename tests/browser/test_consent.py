"""Without a yes nobody's voice is kept, and a no counts at once."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser.people import People
from tests.browser.student import Student
from tests.site import Site

QUIET = 1.5  # seconds; audio is written each second at the latest

# What a page would say that ignores the missing consent.
TALK_ANYWAY = """address => new Promise((resolve) => {
    const heard = [];
    const socket = new WebSocket(address);
    socket.onopen = () => socket.send(JSON.stringify({ type: "join", tab: "another-tab-1" }));
    socket.onmessage = ({ data }) => {
        const message = JSON.parse(data);
        heard.push(message);
        if (message.type === "elsewhere") socket.send(JSON.stringify({ type: "take_over" }));
        if (message.type !== "room" || heard.some(({ type }) => type === "notice")) return;
        socket.send(JSON.stringify({ type: "talk" }));
        for (let start = 0; start < 16000; start += 1600) {
            const frame = new ArrayBuffer(4 + 3200);
            new DataView(frame).setUint32(0, start, true);
            new Int16Array(frame, 4).fill(1000);
            socket.send(frame);
        }
        socket.send(JSON.stringify({ type: "finish", text: "typed", samples: 0 }));
        setTimeout(() => resolve(heard), 1000);
    };
})"""


def test_who_says_no_types_and_nothing_is_recorded(
    chromium: Browser, people: People, site: Site
) -> None:
    session = next(people.strangers)
    with no_new_audio(site), people.visit(chromium, session, "no_recogniser") as student:
        student.set_out()
        student.talk_button.click()
        student.press("No, I will type")
        expect(student.talk_button).to_have_attribute("aria-pressed", "false")
        expect(student.room).to_have_attribute("mic", "unknown")
        student.type("Then I type it.")
        student.finish()
        expect(student.page.locator("audio")).to_have_count(0)


def test_closing_the_question_is_a_no(chromium: Browser, people: People) -> None:
    with people.visit(chromium, next(people.strangers), "no_recogniser") as student:
        student.set_out()
        student.talk_button.click()
        expect(student.page.get_by_role("dialog")).to_be_visible()
        student.page.keyboard.press("Escape")
        expect(student.page.get_by_role("dialog")).to_be_hidden()
        expect(student.room).to_have_attribute("mic", "unknown")
        student.page.goto("/profile/")
        expect(student.page.get_by_text("You have not agreed to this.")).to_have_count(2)


def test_a_page_that_talks_anyway_is_not_listened_to(
    chromium: Browser, people: People, site: Site
) -> None:
    session = next(people.strangers)
    with no_new_audio(site), people.visit(chromium, session, "no_recogniser") as student:
        student.set_out()
        address = f"{site.socket_url}/ws/interviews/{student.interview}/"
        heard = student.page.evaluate(TALK_ANYWAY, address)
        notices = [message["text"] for message in heard if message["type"] == "notice"]
        assert any("not allowed" in text for text in notices)
        assert not any(message.get("phase") == "recording" for message in heard)


def test_a_yes_that_is_withdrawn_in_another_tab_ends_the_recording(guest: Student) -> None:
    guest.set_out()
    guest.open_microphone()
    guest.talk_button.click()
    guest.expect_phase("recording")
    guest.page.wait_for_timeout(1000)
    withdraw(guest)
    expect(guest.room).to_have_attribute("phase", "listening", timeout=2000)
    expect(
        guest.page.get_by_text("Recording is off because you have not allowed it")
    ).to_be_visible()
    expect(guest.talk_button).to_have_attribute("aria-pressed", "false")
    guest.type("So I type the rest.")
    guest.finish()
    expect(guest.page.get_by_text("did not reach us")).to_be_hidden()
    expect(guest.page.locator("audio")).to_be_visible()


def test_after_a_withdrawal_the_next_press_asks_again(guest: Student) -> None:
    guest.set_out()
    guest.open_microphone()
    withdraw(guest)
    expect(
        guest.page.get_by_text("Recording is off because you have not allowed it")
    ).to_be_visible()
    guest.talk_button.click()
    expect(guest.page.get_by_role("dialog", name="Keep a recording")).to_be_visible()
    guest.press("I agree")
    guest.talk_button.click()
    guest.expect_phase("recording")


def withdraw(student: Student) -> None:
    """In another tab, on the profile."""
    profile = student.page.context.new_page()
    profile.goto("/profile/")
    profile.get_by_role("button", name="Withdraw").click()
    expect(profile.get_by_text("You have not agreed to this.")).to_have_count(2)
    profile.close()


@contextmanager
def no_new_audio(site: Site) -> Iterator[None]:
    """Neither finished nor begun recordings are added meanwhile."""
    before = settled(site)
    yield
    assert audio_files(site) == before


def settled(site: Site) -> set[Path]:
    """Once nobody of an earlier test is still being recorded."""
    before: set[Path] | None = None
    while (now := audio_files(site)) != before:
        before = now
        time.sleep(QUIET)
    return now


def audio_files(site: Site) -> set[Path]:
    return {*site.media.rglob("*.wav"), *site.partial_recordings.glob("*")}
