"""axe finds nothing on any page, in any state of the room, on a phone or a screen, light or dark.

Rules see a third to a half of what matters; test_keyboard.py and test_layout.py see some more.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import tour
from tests.browser.people import People
from tests.browser.student import Student

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE = (390, 844)  # CSS pixels
SCREEN = (1280, 900)
# Django's own: in a table of inlines, the check box "delete" has no label, a heading no text.
OF_DJANGO = [["td.delete input"], ["th.original"]]
SETTLE = "Promise.allSettled(document.getAnimations().map(({ finished }) => finished))"  # colours
# Preloading style sheets is for rules that are off, and would break the content security policy.
RUN = """([tags, exclude]) => {
    const options = { runOnly: tags, resultTypes: ["violations"], preload: false };
    const told = ({ id }, { target, failureSummary }) =>
        `${id} at ${target.join(" ")}: ${failureSummary}`;
    return axe.run({ exclude }, options).then(({ violations }) =>
        violations.flatMap((violation) => violation.nodes.map((node) => told(violation, node))));
}"""


def test_pages_for_everybody(chromium: Browser, people: People, subtests: pytest.Subtests) -> None:
    with people.visit(chromium, "") as student:
        expect_nothing_found(subtests, student, tour.pages(student, tour.FOR_ALL))


def test_pages_for_students(chromium: Browser, people: People, subtests: pytest.Subtests) -> None:
    with people.visit(chromium, people.student) as student:
        expect_nothing_found(subtests, student, tour.pages(student, tour.FOR_STUDENTS))


def test_pages_for_staff(chromium: Browser, people: People, subtests: pytest.Subtests) -> None:
    with people.visit(chromium, people.staff) as student:
        expect_nothing_found(subtests, student, tour.pages(student, tour.FOR_STAFF))


def test_the_admin(chromium: Browser, people: People, subtests: pytest.Subtests) -> None:
    with people.visit(chromium, people.staff) as student:
        expect_nothing_found(subtests, student, tour.pages(student, tour.FOR_ADMINS))


def test_set_up(guest: Student, subtests: pytest.Subtests) -> None:
    expect_nothing_found(subtests, guest, tour.set_up(guest))


def test_the_room_up_to_recording(
    chromium: Browser, people: People, subtests: pytest.Subtests
) -> None:
    with people.visit(chromium, next(people.strangers)) as student:
        expect_nothing_found(subtests, student, tour.up_to_recording(student))


def test_the_room_from_the_finished_answer_to_the_report(
    guest: Student, subtests: pytest.Subtests
) -> None:
    expect_nothing_found(subtests, guest, tour.from_finish_to_report(guest))


def test_the_room_in_trouble(chromium: Browser, people: People, subtests: pytest.Subtests) -> None:
    session = next(people.recorded)
    with people.visit(chromium, session, "no_recogniser", "microphone_denied") as student:
        expect_nothing_found(subtests, student, tour.trouble(student))


def expect_nothing_found(
    subtests: pytest.Subtests, student: Student, states: Iterator[str]
) -> None:
    for state in states:
        with subtests.test(state):
            found = "\n".join(findings(student.page))
            assert not found, found


def findings(page: Page) -> Iterator[str]:
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE)
    page.emulate_media(reduced_motion="reduce")
    for width, height in (SCREEN, PHONE):
        page.set_viewport_size({"width": width, "height": height})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.evaluate(SETTLE)
            for finding in page.evaluate(RUN, [TAGS, OF_DJANGO]):
                yield f"{width} px, {scheme}: {finding}"
