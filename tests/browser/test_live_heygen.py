"""The retired vendor behind the same seam: while somebody still has it, and when it is gone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from standins import faces, heygen
from tests.avatar_vendor import CHAT, AvatarVendor
from tests.browser import live
from tests.browser.people import People, invite
from tests.browser.student import Student
from tests.site import Site


@pytest.fixture(scope="module")
def vendor() -> Iterator[AvatarVendor]:
    with AvatarVendor(heygen) as running:
        yield running


@pytest.fixture(scope="module")
def people(vendor: AvatarVendor, tmp_path_factory: pytest.TempPathFactory) -> Iterator[People]:
    settings = {"HEYGEN_STREAMING": "true", "AVATAR_SESSIONS_PER_HOUR": "50"}
    with Site(tmp_path_factory.mktemp("heygen"), vendor.environment | settings) as site:
        live.add_face(site, "heygen_streaming", faces.FACES[1].id)
        yield invite(site, many=5, few=1)
        assert "Traceback" not in site.log


@pytest.fixture
def student(chromium: Browser, people: People, vendor: AvatarVendor) -> Iterator[Student]:
    vendor.suffer()
    with live.visitor(chromium, people, "voice") as visiting:
        visiting.page.route_web_socket(CHAT, lambda socket: None)
        visiting.expected.append("Failed to load resource: the server responded with a status of")
        yield visiting


def test_it_is_seen_to_move_speaks_the_question_and_can_be_interrupted(
    student: Student, vendor: AvatarVendor
) -> None:
    live.warm_up(student)
    live.expect_live(student)
    live.expect_moving(student.page)
    student.start()
    question = student.page.get_by_role("heading", level=1).inner_text()
    student.expect_phase("listening")
    student.press("Hear the question again")
    expect(student.room).to_have_attribute("avatar", "speaking")
    student.open_microphone()
    student.expect_phase("listening")
    assert live.speech_of(vendor) == [question, question]
    student.press("End the interview")
    student.press("End and see the report")
    student.expect_report()
    vendor.await_session(is_active=False)


def test_any_refusal_says_that_its_vendor_has_retired_it(
    student: Student, vendor: AvatarVendor
) -> None:
    vendor.suffer(refuse_with=404, refuse_at="streaming.new")
    live.warm_up(student)
    live.expect_rung(student, "illustrated", "was retired by its vendor")
    expect(student.page.get_by_role("button", name="Try the live interviewer again")).to_be_hidden()
    student.start()
    student.expect_phase("listening")
