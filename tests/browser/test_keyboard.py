"""A whole interview without a mouse; the focus is never lost on the way."""

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.people import People
from tests.browser.student import Student
from tests.browser.tour import ANSWER

MOST_STOPS = 40
FOCUSED = "document.activeElement.textContent.trim()"


def test_an_interview_by_keyboard_alone(guest: Student) -> None:
    page = guest.page
    page.goto("/")
    follow(page, "Set up your first interview")
    tab_to(page, page.get_by_role("spinbutton"))
    page.keyboard.press("Control+A")
    page.keyboard.type("1")
    tab_to(page, page.get_by_role("radio", name="Illustrated"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Text only")).to_be_checked()
    follow(page, "Go to the warm-up")
    guest.expect_open()

    use(page, "Start the interview")
    guest.expect_phase("asking")
    expect_focus_on(page.get_by_role("heading", level=1))
    speak_by_keyboard(guest)

    tab_to(page, guest.words)
    page.keyboard.type("My answer, typed beside it.")
    use(page, "Finish answer")
    guest.expect_phase("checking")
    expect_focus_on(page.get_by_role("heading", name="Check your words"))
    expect(page.locator("audio")).to_be_visible()
    tab_to(page, guest.words)
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(ANSWER)
    use(page, "Get feedback")
    guest.expect_phase("feedback")
    expect_focus_on(page.get_by_role("heading", name="Feedback"))
    use(page, "Try again")
    guest.expect_phase("listening")
    expect_focus_on(page.get_by_role("heading", level=1))

    use(page, "End the interview")
    expect_focus_on(page.get_by_role("button", name="Go on"))
    page.keyboard.press("Escape")
    expect_focus_on(page.get_by_role("button", name="End the interview"))
    page.keyboard.press("Enter")
    use(page, "End and see the report")
    guest.expect_report()


def test_the_first_press_asks_in_dialogs_that_hold_the_focus(
    chromium: Browser, people: People
) -> None:
    with people.visit(chromium, next(people.strangers)) as student:
        student.set_out()
        page = student.page
        tab_to(page, student.talk_button)
        page.keyboard.press("Space")
        dialog = page.get_by_role("dialog", name="Keep a recording")
        expect_focus_on(dialog.get_by_role("button", name="I agree"))
        page.keyboard.press("Enter")
        dialog = page.get_by_role("dialog", name="Let my browser")
        expect_focus_on(dialog.get_by_role("button", name="I agree"))
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(student.room).to_have_attribute("mic", "ready")
        expect_focus_on(student.talk_button)


def test_a_press_that_removes_its_own_button_leaves_the_focus_in_the_room(guest: Student) -> None:
    guest.set_out()
    use(guest.page, "Finish answer")
    expect(guest.page.get_by_text("There is no answer yet")).to_be_visible()
    use(guest.page, "Hide")
    expect(guest.page.get_by_text("There is no answer yet")).to_be_hidden()
    expect_focus_kept(guest.page)


def test_taking_the_interview_over_leaves_the_focus_in_the_room(guest: Student) -> None:
    guest.set_out()
    second = Student(guest.page.context.new_page())
    second.page.goto(guest.page.url)
    expect(second.room).to_have_attribute("link", "elsewhere")
    use(second.page, "Use this tab instead")
    second.expect_open()
    expect_focus_kept(second.page)
    second.expect_no_complaints()


def test_a_microphone_that_works_again_leaves_the_focus_in_the_room(
    chromium: Browser, people: People
) -> None:
    session = next(people.recorded)
    with people.visit(chromium, session, "no_recogniser", "microphone_denied_once") as student:
        student.set_out()
        student.talk_button.click()
        expect(student.room).to_have_attribute("mic", "denied")
        use(student.page, "Try again")
        expect(student.room).to_have_attribute("mic", "ready")
        expect_focus_kept(student.page)


def test_skipping_a_question_leaves_the_focus_in_the_room(guest: Student) -> None:
    guest.set_out(questions=2)
    asked = guest.page.get_by_role("heading", level=1).inner_text()
    use(guest.page, "Skip this question")
    expect(guest.page.get_by_role("heading", level=1)).not_to_have_text(asked)
    expect_focus_kept(guest.page)


def speak_by_keyboard(student: Student) -> None:
    """Space held, Space pressed shortly, Enter; the first press opens the microphone."""
    page = student.page
    tab_to(page, student.talk_button)
    page.keyboard.press("Space")
    expect(student.room).to_have_attribute("mic", "ready")
    page.keyboard.down("Space")
    student.expect_phase("recording")
    page.wait_for_timeout(600)
    page.keyboard.up("Space")
    student.expect_phase("listening")
    for key in ("Space", "Enter"):
        page.keyboard.press(key)
        student.expect_phase("recording")
        page.keyboard.press(key)
        student.expect_phase("listening")
    expect_focus_on(student.talk_button)


def use(page: Page, name: str) -> None:
    tab_to(page, page.get_by_role("button", name=name, exact=True).filter(visible=True).first)
    page.keyboard.press("Enter")


def follow(page: Page, name: str) -> None:
    """A link or a button that leads to another page."""
    link = page.get_by_role("link", name=name).or_(page.get_by_role("button", name=name))
    tab_to(page, link)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def tab_to(page: Page, target: Locator) -> None:
    for _ in range(MOST_STOPS):
        if is_focused(target):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{target} is not reached; the focus is on {page.evaluate(FOCUSED)!r}")


def is_focused(target: Locator) -> bool:
    return bool(target.evaluate("element => element === document.activeElement"))


def expect_focus_on(target: Locator) -> None:
    expect(target).to_be_focused()


def expect_focus_kept(page: Page) -> None:
    """On something in the room that can be seen."""
    expect(page.locator("interview-room :focus")).to_be_visible()
