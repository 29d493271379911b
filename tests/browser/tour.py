"""The pages, and the states of the room: one after the other, for tests that look at each.

A tour yields the name of what the page shows now.
"""

from collections.abc import Iterator

from playwright.sync_api import expect

from tests.browser.line import Line
from tests.browser.student import Student

ANSWER = (
    "Two years ago I worked at a bakery on Saturdays. I was responsible for the till. One morning "
    "the till broke, so I wrote every sale on paper and I counted the cash twice. In the end the "
    "day's takings were right to the penny."
)
SIGNED_OUT = 4401

FOR_ALL = ("/", "/accounts/login/", "/accounts/signup/", "/accounts/password/reset/", "/nowhere/")
FOR_STUDENTS = (
    "/",
    "/profile/",
    "/profile/interviewer/",
    "/interviews/",
    "/interviews/new/",
    "/stories/",
    "/stories/new/",
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/logout/",
    "/nowhere/",
)
FOR_STAFF = (
    "/staff/",
    "/staff/banks/",
    "/staff/banks/general-behavioural/",
    "/staff/banks/general-behavioural/versions/",
    "/staff/banks/general-behavioural/questions/general-behavioural-pleased-with/",
    "/staff/import/",
    "/staff/questions/",
    "/staff/costs/",
    "/staff/changes/",
    "/staff/interviewers/try/",
)
FOR_ADMINS = (
    "/admin/",
    "/admin/interviews/questionbank/",
    "/admin/interviews/questionbank/1/change/",
    "/admin/interviews/question/1/change/",
    "/admin/accounts/user/?q=example",
    "/admin/avatars/persona/",
    "/admin/avatars/persona/1/change/",
    "/admin/avatars/voice/",
    "/admin/avatars/connection/",
    "/admin/avatars/connection/figures/",
    "/admin/avatars/clip/",
    "/admin/costs/budget/",
)


def pages(student: Student, paths: tuple[str, ...]) -> Iterator[str]:
    student.expected.append("404")
    for path in paths:
        student.page.goto(path)
        yield path


def set_up(student: Student) -> Iterator[str]:
    student.page.goto("/interviews/new/")
    yield "set-up"
    student.expected.append("422")
    student.page.get_by_role("spinbutton").fill("99")
    student.press("Go to the warm-up")
    expect(student.page.get_by_role("alert")).to_be_visible()
    yield "set-up with errors"


def up_to_recording(student: Student) -> Iterator[str]:
    """For somebody who has agreed to nothing yet."""
    student.page.goto("/interviews/new/")
    student.set_up(rung="Illustrated")
    yield "warm-up"
    student.press("End the interview")
    yield "end dialog"
    student.press("Go on")
    student.start()
    yield "asking"
    student.talk_button.click()
    yield "consent to recording"
    student.page.get_by_role("dialog").get_by_role("button", name="I agree").click()
    student.page.get_by_role("dialog", name="Let my browser").wait_for()
    yield "consent to captions"
    student.press("No, thank you")
    expect(student.room).to_have_attribute("mic", "ready")
    student.expect_phase("listening")
    yield "listening"
    student.talk_button.click()
    student.expect_phase("recording")
    yield "recording"


def from_finish_to_report(student: Student) -> Iterator[str]:
    """For somebody who has agreed to be recorded."""
    student.set_out()
    student.open_microphone()
    student.talk(1)
    student.finish()
    yield "checking"
    student.press("Get feedback")
    expect(student.page.get_by_role("alert").filter(visible=True)).to_be_visible()
    yield "checking with a problem"
    student.type("Hello there")
    student.get_feedback()
    yield "feedback, not scored"
    student.press("Try again")
    student.expect_phase("listening")
    student.type(ANSWER)
    student.finish()
    student.get_feedback()
    yield "feedback"
    student.see_report()
    yield "report"
    yield from beside_the_report(student)
    yield from stories(student)
    student.page.goto("/interviews/")
    yield "history with a row"
    student.page.goto("/")
    yield "home with an interview"


def beside_the_report(student: Student) -> Iterator[str]:
    """And back to it."""
    report = student.page.url
    student.page.get_by_role("link", name="Compare in full").click()
    student.page.get_by_role("heading", name="Attempt 2").wait_for()
    yield "attempts compared"
    student.page.goto(report)
    student.page.get_by_role("link", name="Share this report").click()
    student.press("Make a link")
    student.page.get_by_label("Link to the report").wait_for()
    yield "sharing"
    student.page.goto(student.page.get_by_label("Link to the report").input_value())
    yield "shared report"
    student.expected.append("404")
    student.page.goto("/shared/nothing/")
    yield "link that has ended"
    student.page.goto(report)
    student.page.get_by_role("link", name="Delete this interview").click()
    yield "deleting an interview"
    student.page.goto("/profile/data/deletion/")
    yield "deleting an account"
    student.page.goto(report)


def stories(student: Student) -> Iterator[str]:
    """From a report."""
    student.keep_story()
    yield "new story"
    student.expected.append("422")
    student.page.get_by_label("Title").fill("")
    student.press("Keep the story")
    expect(student.page.get_by_role("alert")).to_be_visible()
    yield "new story with errors"
    student.page.get_by_label("Title").fill("The broken till")
    student.press("Keep the story")
    student.page.get_by_role("heading", name="The broken till").wait_for()
    yield "story"
    student.page.get_by_role("link", name="Delete this story").click()
    yield "deleting a story"
    student.page.goto("/stories/")
    yield "stories"
    student.page.goto("/stories/?q=nothing")
    yield "no story found"


def trouble(student: Student) -> Iterator[str]:
    """For a browser whose microphone is denied, and somebody who has agreed to be recorded."""
    line = Line(student)
    student.set_out(rung="Voice only")
    student.talk_button.click()
    expect(student.room).to_have_attribute("mic", "denied")
    student.expect_phase("listening")
    yield "microphone denied"
    line.cut()
    expect(student.room).to_have_attribute("link", "lost")
    yield "connection lost"
    line.mend()
    student.expect_open()
    second = Student(student.page.context.new_page())
    second.page.goto(student.page.url)
    second.press("Use this tab instead")
    expect(student.room).to_have_attribute("link", "elsewhere")
    second.page.close()
    yield "second tab"
    student.press("Use this tab instead")
    student.expect_open()
    line.cut(SIGNED_OUT)
    expect(student.room).to_have_attribute("link", "signed_out")
    yield "signed out"
