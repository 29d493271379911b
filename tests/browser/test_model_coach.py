"""With a model as coach: its feedback streams in, and when it fails the student reads why."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from standins import openai
from tests.avatar_vendor import AvatarVendor
from tests.browser.student import PATIENCE, Student
from tests.interviews.acts import STORY
from tests.site import Site

MODEL = "gpt-6-luna"


@pytest.fixture(scope="module")
def vendor() -> Iterator[AvatarVendor]:
    with AvatarVendor(openai) as running:
        yield running


@pytest.fixture(scope="module")
def site(vendor: AvatarVendor, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    settings = {"OPENAI_API_KEY": vendor.key, "OPENAI_BASE_URL": f"{vendor.url}/v1"}
    with Site(tmp_path_factory.mktemp("model"), settings) as running:
        yield running
        assert "Traceback" not in running.log
        assert "catalogue" not in running.log, "what was said is not logged"


@pytest.fixture
def student(chromium: Browser, site: Site, vendor: AvatarVendor) -> Iterator[Student]:
    vendor.suffer()
    context = chromium.new_context(base_url=site.url)
    visiting = Student(context.new_page())
    visiting.begin(questions=1)
    visiting.type(STORY)
    visiting.finish()
    yield visiting
    visiting.expect_no_complaints()
    context.close()


def test_the_panel_fills_while_the_model_writes(student: Student, vendor: AvatarVendor) -> None:
    vendor.suffer(token_every=0.03)
    student.press("Get feedback")
    student.expect_phase("assessing")
    notes = student.page.locator("#notes .star-part")
    expect(notes.first).to_be_visible()
    student.expect_phase("feedback")
    expect(student.page.locator("#panel .star-part")).to_have_count(6)
    expect(student.page.locator(".judged")).to_contain_text(f"language model {MODEL}")
    student.see_report()
    expect(student.page.locator(".attempt .judged")).to_contain_text(f"language model {MODEL}")


def test_the_models_summary_takes_the_place_of_the_offline_coachs(student: Student) -> None:
    student.get_feedback()
    student.see_report()
    summary = student.page.locator("#narrative")
    expect(summary).to_contain_text(f"Written by the language model {MODEL}", timeout=PATIENCE)
    expect(summary.get_by_role("button", name="Write it anew")).to_be_visible()
    student.page.reload()
    expect(summary).to_contain_text(f"Written by the language model {MODEL}")


def test_a_summary_that_the_model_cannot_write_is_the_offline_coachs(
    student: Student, vendor: AvatarVendor
) -> None:
    student.get_feedback()
    vendor.suffer(reply="other")
    student.see_report()
    summary = student.page.locator("#narrative")
    expect(summary).to_contain_text("so the offline coach did.", timeout=PATIENCE)
    vendor.suffer()
    student.press("Ask the language model again")
    expect(summary).to_contain_text(f"Written by the language model {MODEL}", timeout=PATIENCE)


def test_the_model_can_be_asked_again(student: Student, vendor: AvatarVendor) -> None:
    vendor.suffer(reply="unfounded")
    student.get_feedback()
    vendor.suffer()
    student.press("Ask the model again")
    expect(student.page.locator(".judged")).to_contain_text(f"language model {MODEL}")
    expect(student.page.get_by_role("button", name="Ask the model again")).to_have_count(0)


def test_straight_through_the_report_reads_what_is_still_unread(
    chromium: Browser, site: Site, vendor: AvatarVendor
) -> None:
    vendor.suffer(token_every=0.01)
    context = chromium.new_context(base_url=site.url)
    student = Student(context.new_page())
    student.begin(questions=1, timing="At the end")
    student.type(STORY)
    student.finish()
    student.press("Hand in and see the report")
    student.expect_report()
    expect(student.page.get_by_text("The coach is reading 1 answer.")).to_be_visible()
    judged = student.page.locator(".attempt .judged")
    expect(judged).to_contain_text(f"language model {MODEL}", timeout=PATIENCE)
    student.expect_no_complaints()
    context.close()


@pytest.mark.parametrize(
    ("faults", "why"),
    [
        ({"ending": "refusal"}, "would not read this answer"),
        ({"ending": "failed"}, "did not answer this time"),
        ({"reply": "unfounded"}, "your words do not bear out"),
        ({"reply": "fooled"}, "your words do not bear out"),
        ({"reply": "other"}, "your words do not bear out"),
        ({"reply": "truncated"}, "your words do not bear out"),
        ({"refuse_with": 500}, "did not answer this time"),  # the last: then it is left alone
    ],
    ids=lambda value: "-".join(map(str, value.values())) if isinstance(value, dict) else "",
)
def test_whatever_fails_the_offline_coach_reads_and_says_why(
    student: Student, vendor: AvatarVendor, faults: dict[str, object], why: str
) -> None:
    vendor.suffer(**faults)
    student.get_feedback()
    expect(student.page.locator("#panel .notice.warning")).to_contain_text(why)
    expect(student.page.locator(".judged")).to_contain_text("offline coach")
    expect(student.page.locator("#panel .star-part")).to_have_count(6)
