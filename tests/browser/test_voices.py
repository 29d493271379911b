"""The interviewer's voice: absent, broken, stuck or well; the question always arrives whole."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.people import People
from tests.browser.student import Student

MOST_SECONDS = 40  # of the page's clock, until the student's turn must have come
# Sees all that was ever shown, however briefly. Put into the page before the interview starts.
WATCH = """(() => {
    const room = document.querySelector("interview-room");
    const seen = { pages: new Set(), mouths: new Set(), avatars: new Set() };
    globalThis.seen = seen;
    new MutationObserver(() => {
        seen.pages.add(room.querySelector(".subtitles").dataset.words ?? "");
        seen.mouths.add(room.querySelector(".interviewer").dataset.mouth);
        seen.avatars.add(room.getAttribute("avatar"));
    }).observe(room, { attributes: true, subtree: true,
        attributeFilter: ["data-words", "data-mouth", "avatar"] });
})()"""


@pytest.mark.parametrize("fake", ["no_voice", "broken_voice", "stuck_voice"])
def test_without_a_good_voice_all_words_appear_and_the_turn_comes(
    chromium: Browser, people: People, fake: str
) -> None:
    with people.visit(chromium, next(people.strangers), fake) as student:
        student.page.clock.install()
        start_watched(student, "Illustrated")
        pass_time_until_listening(student)
        assert subtitles(student.page) == question(student.page)
        expect(student.room).to_have_attribute("voiceless", "")


def test_a_voice_moves_the_mouth_while_it_speaks(chromium: Browser, people: People) -> None:
    with people.visit(chromium, next(people.strangers), "voice") as student:
        start_watched(student, "Illustrated")
        student.expect_phase("listening")
        page = student.page
        assert subtitles(page) == question(page)
        assert len(page.evaluate("[...seen.mouths]")) >= 3
        assert "speaking" in page.evaluate("[...seen.avatars]")
        expect(page.locator(".interviewer")).to_have_attribute("data-mouth", "rest")
        assert "".join(page.evaluate("voice.said")).strip() == question(page)


def test_with_reduced_motion_the_mouth_keeps_still(chromium: Browser, people: People) -> None:
    with people.visit(chromium, next(people.strangers), "voice") as student:
        student.page.emulate_media(reduced_motion="reduce")
        start_watched(student, "Illustrated")
        student.expect_phase("listening")
        assert student.page.evaluate("[...seen.mouths]") == ["rest"]


def test_voice_only_speaks_and_shows_a_name_for_a_face(chromium: Browser, people: People) -> None:
    with people.visit(chromium, next(people.strangers), "voice") as student:
        start_watched(student, "Voice only")
        expect(student.page.locator(".interviewer")).to_be_hidden()
        expect(student.page.locator(".stage-name")).to_have_text("Ruth")
        expect(student.page.locator(".subtitles")).not_to_be_empty()
        student.expect_phase("listening")
        assert "".join(student.page.evaluate("voice.said")).strip() == question(student.page)


def test_text_only_neither_speaks_nor_shows_a_frame(chromium: Browser, people: People) -> None:
    with people.visit(chromium, next(people.strangers), "voice") as student:
        student.page.clock.install()
        start_watched(student, "Text only")
        expect(student.page.locator(".stage-frame").filter(visible=True)).to_have_count(0)
        expect(student.page.locator(".subtitles")).to_be_hidden()
        expect(student.page.get_by_role("heading", level=1)).to_be_visible()
        pass_time_until_listening(student)
        assert student.page.evaluate("voice.said") == []


def test_captions_can_be_off_only_where_there_is_a_voice(chromium: Browser, people: People) -> None:
    session = next(people.strangers)
    with people.visit(chromium, session, "voice") as student:
        student.page.goto("/profile/")
        student.page.get_by_label("captions").uncheck()
        student.press("Save")
        start_watched(student, "Illustrated")
        expect(student.room).to_have_attribute("avatar", "speaking")
        expect(student.page.locator(".subtitles")).to_be_hidden()
    with people.visit(chromium, session, "no_voice") as student:
        start_watched(student, "Illustrated")
        expect(student.page.locator(".subtitles")).to_be_visible()


def test_the_warm_up_plays_a_sentence(chromium: Browser, people: People) -> None:
    with people.visit(chromium, next(people.strangers), "voice") as student:
        student.page.goto("/interviews/new/")
        student.set_up(rung="Illustrated")
        student.press("Play a sentence")
        expect(student.page.get_by_text("If you heard nothing")).to_be_visible()
        assert student.page.evaluate("voice.said") == [
            "Hello. ",
            "This is how you will hear my questions.",
        ]


def start_watched(student: Student, rung: str) -> None:
    student.page.goto("/interviews/new/")
    student.set_up(questions=1, rung=rung)
    student.page.evaluate(WATCH)
    student.start()


def pass_time_until_listening(student: Student) -> None:
    """The page's clock runs ahead, for a player that waits; the server's does not."""
    for _ in range(MOST_SECONDS):
        student.page.clock.run_for(1000)
        if student.room.get_attribute("phase") == "listening":
            return
    raise AssertionError("the turn never came")


def question(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def subtitles(page: Page) -> str:
    """All that was shown, as one text. A page that came twice counts once."""
    pages: list[str] = page.evaluate("[...seen.pages]")
    return " ".join(" ".join(pages).split())
