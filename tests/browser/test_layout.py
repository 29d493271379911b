"""Nothing overflows, nothing is cut, nothing moves that should not, everything can be hit."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import tour
from tests.browser.people import People
from tests.browser.student import Student

MEASURES = (Path(__file__).parent / "measures.js").read_text()
NARROW = (320, 700)  # CSS pixels: 1280 at 400 % (WCAG 1.4.10)
PHONE = (390, 844)
SCREEN = (1280, 900)
OUTLINE = """() => {
    const stop = document.activeElement;
    if (stop === document.body) return null;
    const outlined = [stop, stop.closest("label"), stop.parentElement].some((each) => {
        if (!each) return false;
        const { outlineStyle, outlineWidth } = getComputedStyle(each);
        return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
    });
    const { top, bottom, left, width, height } = stop.getBoundingClientRect();
    const seen = document.elementFromPoint(left + width / 2, (Math.max(top, 0) + bottom) / 2);
    const isCovered = !seen || !(stop.contains(seen) || seen.contains(stop)
        || stop.closest("label")?.contains(seen));
    return { outlined, isCovered, isOutside: bottom < 0 || top > innerHeight,
        name: `${stop.tagName} ${stop.name ?? ""} ${stop.textContent.trim().slice(0, 40)}` };
}"""


def test_pages(chromium: Browser, people: People, subtests: pytest.Subtests) -> None:
    with people.visit(chromium, "") as student:
        expect_in_order(subtests, student, tour.pages(student, tour.FOR_ALL))
    with people.visit(chromium, people.student) as student:
        expect_in_order(subtests, student, tour.pages(student, tour.FOR_STUDENTS))
    with people.visit(chromium, people.staff) as student:
        expect_in_order(subtests, student, tour.pages(student, tour.FOR_STAFF))


def test_set_up(guest: Student, subtests: pytest.Subtests) -> None:
    expect_in_order(subtests, guest, tour.set_up(guest))


def test_the_room_up_to_recording(
    chromium: Browser, people: People, subtests: pytest.Subtests
) -> None:
    with people.visit(chromium, next(people.strangers)) as student:
        expect_in_order(subtests, student, tour.up_to_recording(student))


def test_the_room_from_the_finished_answer_to_the_report(
    guest: Student, subtests: pytest.Subtests
) -> None:
    expect_in_order(subtests, guest, tour.from_finish_to_report(guest))


def test_the_room_in_trouble(chromium: Browser, people: People, subtests: pytest.Subtests) -> None:
    session = next(people.recorded)
    with people.visit(chromium, session, "no_recogniser", "microphone_denied") as student:
        expect_in_order(subtests, student, tour.trouble(student))


@pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["screen", "phone"])
@pytest.mark.parametrize("path", ["/", "/interviews/new/", "/profile/"])
def test_every_stop_of_the_tab_key_is_outlined_and_in_sight(
    guest: Student, path: str, size: tuple[int, int]
) -> None:
    guest.page.set_viewport_size({"width": size[0], "height": size[1]})
    guest.page.goto(path)
    expect_visible_focus(guest.page)


@pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["screen", "phone"])
def test_every_stop_in_the_room_is_outlined_and_in_sight(
    guest: Student, size: tuple[int, int]
) -> None:
    guest.page.set_viewport_size({"width": size[0], "height": size[1]})
    guest.set_out(rung="Illustrated")
    expect_visible_focus(guest.page)


def expect_in_order(subtests: pytest.Subtests, student: Student, states: Iterator[str]) -> None:
    student.page.emulate_media(reduced_motion="reduce")
    for state in states:
        with subtests.test(state):
            wrong = "\n".join(faults(student.page))
            assert not wrong, wrong


def faults(page: Page) -> Iterator[str]:
    page.evaluate(MEASURES)
    for width, height in (NARROW, SCREEN):
        page.set_viewport_size({"width": width, "height": height})
        for fault in page.evaluate("measures.all()"):
            yield f"{width} px: {fault}"


def expect_visible_focus(page: Page) -> None:
    stops = list(tab_stops(page))
    assert len(stops) > 3
    assert [stop["name"] for stop in stops if not stop["outlined"]] == []
    assert [stop["name"] for stop in stops if stop["isCovered"] or stop["isOutside"]] == []


def tab_stops(page: Page) -> Iterator[dict[str, str]]:
    """What the focus shows at each stop, until it leaves the page."""
    page.evaluate("document.activeElement.blur(); getSelection().collapse(document.body, 0)")
    for _ in range(80):
        page.keyboard.press("Tab")
        stop = page.evaluate(OUTLINE)
        if stop is None:
            return
        yield stop
    raise AssertionError("the Tab key goes round in circles")
