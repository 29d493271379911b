"""A student's first rehearsal, from the home page to the report."""

from playwright.sync_api import expect

from tests.browser import speech
from tests.browser.student import Student
from tests.site import Site

TYPED = (
    "Two years ago I worked at a bakery on Saturdays. I was responsible for the till. One morning "
    "the till broke, so I wrote every sale on paper and I counted the cash twice. In the end the "
    "day's takings were right to the penny, and my manager kept the paper form for next time."
)
SECONDS = 6.0  # of speech


def test_a_spoken_and_a_typed_answer_a_retry_and_the_report(student: Student, site: Site) -> None:
    student.begin(questions=2)
    student.talk_button.click()
    student.allow_recording()
    student.expect_phase("listening")
    student.talk(SECONDS)
    student.type(speech.ANSWER)
    student.finish()

    recording = max(site.media.rglob("*.wav"), key=lambda path: path.stat().st_mtime)
    loud = [level for level in speech.loudness(recording) if level > 200]
    assert abs(len(speech.loudness(recording)) / 10 - SECONDS) < 1.5, "as long as was spoken"
    assert len(loud) > SECONDS * 10 / 2, "and it is speech, not silence"
    assert student.playable_seconds() > SECONDS - 1

    student.get_feedback()
    for part in ("Situation", "Task", "Action", "Result"):
        expect(student.room.get_by_role("listitem").filter(has_text=part).last).to_be_visible()
    expect(student.room.get_by_text("offline coach")).to_be_visible()

    student.press("Try again")
    student.expect_phase("listening")
    student.type(TYPED)
    student.finish()
    student.get_feedback()

    student.press("Next question")
    student.expect_phase("asking")
    student.type(TYPED)
    student.finish()
    student.get_feedback()
    student.see_report()
    report = student.page.locator("main")
    expect(report).to_contain_text("2 of 2")
    expect(report).to_contain_text("In the end she had her pass the same day.")
    expect(report).to_contain_text("right to the penny")
    expect(report.locator("audio")).to_have_count(1)


def test_straight_through_all_feedback_is_in_the_report(student: Student) -> None:
    student.begin(questions=2, timing="At the end")
    for _ in range(2):
        student.expect_phase("asking")
        student.type(TYPED)
        student.finish()
        student.page.get_by_role("button", name="Hand in").click()
    student.expect_report()
    report = student.page.locator("main")
    expect(report).to_contain_text("2 of 2")
    expect(report).to_contain_text("Result")
