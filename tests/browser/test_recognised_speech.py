"""With a recogniser behind the site: captions, words that can be put right, replay, and a cut."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from standins import deepgram
from tests.browser import speech
from tests.browser.line import Line
from tests.browser.student import PATIENCE, Student
from tests.site import ROOT, Site, free_port


@pytest.fixture(scope="module")
def hearing_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site with a Deepgram key, whose Deepgram is the stand-in, in a process of its own."""
    port = free_port()
    command = [sys.executable, "-m", "standins", "--only", "deepgram", "--deepgram-port", str(port)]
    vendor = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    environment = {
        "DEEPGRAM_API_KEY": deepgram.KEY,
        "DEEPGRAM_BASE_URL": f"http://127.0.0.1:{port}",
    }
    try:
        with Site(tmp_path_factory.mktemp("hearing"), environment) as site:
            yield site
            assert "Traceback" not in site.log
    finally:
        vendor.kill()
        vendor.wait()


@pytest.fixture
def speaker(chromium: Browser, hearing_site: Site) -> Iterator[Student]:
    """A guest before the first question, who has allowed recording."""
    context = chromium.new_context(base_url=hearing_site.url)
    student = Student(context.new_page())
    yield student
    student.expect_no_complaints()
    context.close()


def allow(student: Student) -> None:
    """Only the recording is asked about: the browser's own captions are not used."""
    student.talk_button.click()
    dialog = student.page.get_by_role("dialog", name="Keep a recording")
    expect(dialog).to_contain_text("Deepgram")
    dialog.get_by_role("button", name="I agree").click()
    expect(student.room).to_have_attribute("mic", "ready")


def test_words_appear_while_speaking_can_be_put_right_and_replay_in_step(speaker: Student) -> None:
    speaker.begin(questions=1)
    allow(speaker)
    speaker.talk_button.click()
    speaker.expect_phase("recording")
    expect(speaker.page.locator(".interim")).not_to_be_empty(timeout=PATIENCE)
    expect(speaker.words).not_to_have_value("", timeout=PATIENCE)
    speaker.page.wait_for_timeout(5000)
    speaker.talk_button.click()
    speaker.expect_phase("listening")
    speaker.finish()
    replay = speaker.page.locator("answer-replay")
    unsure = replay.locator("button.unsure").first
    wrong = unsure.inner_text().split()[0]
    unsure.click()
    replay.get_by_role("textbox").fill("corrected")
    replay.get_by_role("textbox").press("Enter")
    assert "corrected" in speaker.words.input_value().split()
    assert wrong
    last = replay.locator("button.word").last
    last.click()
    expect(last).to_have_attribute("aria-current", "true")
    speaker.get_feedback()
    expect(speaker.room).to_contain_text("corrected")


def test_a_quote_in_the_report_plays_where_it_was_said(speaker: Student) -> None:
    speaker.begin(questions=1)
    allow(speaker)
    speaker.talk(14)
    expect(speaker.words).not_to_have_value("", timeout=PATIENCE)
    speaker.finish()
    speaker.get_feedback()
    speaker.see_report()
    quote = speaker.page.get_by_role("button", name="Hear it").last
    begun = float(quote.get_attribute("data-start") or "nan")
    quote.click()
    audio = speaker.page.locator("answer-replay audio")
    expect(speaker.page.locator("answer-replay .word[aria-current]")).to_be_visible()
    assert audio.evaluate("audio => audio.currentTime") >= begun - 0.5


def test_an_answer_finished_without_a_connection_arrives_by_http(
    speaker: Student, hearing_site: Site
) -> None:
    line = Line(speaker)
    speaker.begin(questions=1)
    allow(speaker)
    before: set[Path] = set(hearing_site.media.rglob("*.wav"))
    speaker.talk(2)
    speaker.talk_button.click()
    speaker.expect_phase("recording")
    line.cut()
    expect(speaker.room).to_have_attribute("link", "lost")
    speaker.page.wait_for_timeout(2000)
    with speaker.page.expect_response("**/upload/") as uploaded:
        speaker.press("Finish answer")
    assert uploaded.value.status == 200
    line.mend()
    speaker.expect_phase("checking")
    (recording,) = set(hearing_site.media.rglob("*.wav")) - before
    assert speech.seconds_of(recording) > 3.5, "what was said before the cut and after it"
    expect(speaker.words).not_to_have_value("")
