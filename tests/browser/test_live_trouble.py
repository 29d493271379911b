"""Everything that can go wrong with a live interviewer: the rung, the words, and a way on."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from standins import liveavatar
from tests.avatar_vendor import AvatarVendor
from tests.browser import live
from tests.browser.people import People, invite
from tests.browser.student import Student
from tests.site import Site

# What Chromium itself notes of a request that was refused, ours to our server and the SDK's.
REFUSED = ["Failed to load resource: the server responded with a status of"]
Cases = dict[str, tuple[dict[str, Any], str, int]]
NO_TOKEN: Cases = {
    "a key that is refused": ({"refuse_with": 401}, "did not let us in", 1),
    "no credit": ({"because": "quota"}, "is used up", 1),
    "a face that is gone": ({"because": "unavailable"}, "choose another", 1),
    "an order that is refused": ({"refuse_with": 422}, "choose another", 1),
    "too many requests": ({"refuse_with": 429}, "could not be reached", 3),
    "a vendor that is broken": ({"refuse_with": 500}, "could not be reached", 3),
}
NO_START: Cases = {
    "a token that is refused": ({"refuse_with": 401}, "did not let us in", 1),
    "a start that is refused": ({"refuse_with": 422}, "choose another", 1),
    "too many at once": ({"because": "concurrency"}, "talking to other", 3),
    "a start that breaks": ({"refuse_with": 500}, "could not be reached", 3),
}

THE_LONGEST_QUESTION = 60_000  # milliseconds until its end is no longer waited for


@pytest.fixture(scope="module")
def vendor() -> Iterator[AvatarVendor]:
    with AvatarVendor(liveavatar) as running:
        yield running


@contextmanager
def site_with(vendor: AvatarVendor, folder: Path) -> Iterator[Site]:
    environment = {**vendor.environment, "AVATAR_SESSIONS_PER_HOUR": "50"}
    with Site(folder, environment) as site:
        live.add_face(site)
        yield site
        assert "Traceback" not in site.log


@pytest.fixture(scope="module")
def people(vendor: AvatarVendor, tmp_path_factory: pytest.TempPathFactory) -> Iterator[People]:
    with site_with(vendor, tmp_path_factory.mktemp("live")) as site:
        yield invite(site, many=20, few=1)


@contextmanager
def visiting(browser: Browser, people: People, vendor: AvatarVendor) -> Iterator[Student]:
    vendor.suffer()
    with live.visitor(browser, people, "voice") as student:
        student.expected += REFUSED
        yield student


@pytest.fixture
def student(chromium: Browser, people: People, vendor: AvatarVendor) -> Iterator[Student]:
    with visiting(chromium, people, vendor) as student:
        yield student


@pytest.fixture
def stranger(chromium: Browser, vendor: AvatarVendor, tmp_path: Path) -> Iterator[Student]:
    """On a site of their own: one that a vendor has refused leaves it alone for a while."""
    with site_with(vendor, tmp_path) as site:
        people = invite(site, many=1, few=1)
        with visiting(chromium, people, vendor) as student:
            yield student


def expect_the_interview_goes_on(student: Student) -> None:
    student.start()
    student.expect_phase("listening")
    expect(student.room).to_have_attribute("rung", "illustrated")
    assert student.page.evaluate("voice.said.length") > 0


@pytest.mark.parametrize("what", NO_TOKEN)
def test_without_a_token_it_is_tried_as_often_as_it_may_help(
    stranger: Student, vendor: AvatarVendor, what: str
) -> None:
    faults, words, tries = NO_TOKEN[what]
    vendor.suffer(**faults, refuse_at="token")
    live.warm_up(stranger)
    live.expect_rung(stranger, "illustrated", words)
    assert vendor.paths.count("/v1/sessions/token") == tries
    expect_the_interview_goes_on(stranger)


@pytest.mark.parametrize("what", NO_START)
def test_without_a_start_it_is_tried_as_often_as_it_may_help(
    student: Student, vendor: AvatarVendor, what: str
) -> None:
    faults, words, tries = NO_START[what]
    vendor.suffer(**faults, refuse_at="start")
    live.warm_up(student)
    live.expect_rung(student, "illustrated", words)
    assert vendor.paths.count("/v1/sessions/start") == tries
    expect_the_interview_goes_on(student)


def test_a_vendor_that_recovers_is_used_after_all(student: Student, vendor: AvatarVendor) -> None:
    vendor.suffer(refuse_with=500, refuse_at="start", times=3)
    live.warm_up(student)
    live.expect_live(student)


def test_the_live_interviewer_can_be_called_again(student: Student, vendor: AvatarVendor) -> None:
    vendor.suffer(refuse_with=422, refuse_at="start")
    live.warm_up(student)
    live.expect_rung(student, "illustrated", "choose another")
    student.page.reload()
    student.expect_open()
    expect(student.room).to_have_attribute("rung", "illustrated")
    assert len(vendor.sessions) == 1  # a reload costs nothing
    vendor.suffer()
    student.press("Try the live interviewer again")
    live.expect_live(student)
    expect(student.page.locator("#rung-line")).to_be_empty()
    student.start()
    student.expect_phase("listening")
    assert len(live.speech_of(vendor)) == 1


@pytest.mark.parametrize(
    "faults",
    [{"never_joins": True}, {"missing": "agent"}, {"no_media": True}],
    ids=["never joins", "without its agent", "without picture and sound"],
)
def test_who_never_comes_is_not_waited_for_when_a_question_is_to_be_asked(
    student: Student, vendor: AvatarVendor, faults: dict[str, Any]
) -> None:
    vendor.suffer(**faults)
    live.warm_up(student)
    vendor.await_session(is_active=True)
    student.start()
    live.expect_rung(student, "illustrated", "could not be reached")
    student.expect_phase("listening")
    vendor.await_session(is_active=False)


def test_who_is_not_let_into_the_room_is_replaced(student: Student, vendor: AvatarVendor) -> None:
    vendor.suffer(shut=True)
    live.warm_up(student)
    live.expect_rung(student, "illustrated", "did not let us in")
    expect_the_interview_goes_on(student)


def test_who_drops_in_the_middle_of_a_question_is_replaced_within_three_seconds(
    student: Student, vendor: AvatarVendor
) -> None:
    vendor.suffer(falls_after=5)
    live.warm_up(student)
    live.expect_live(student)
    student.page.evaluate(live.CLOCK)
    student.start()
    live.expect_rung(student, "illustrated", "the connection broke")
    student.expect_phase("listening")
    steps = student.page.evaluate("steps")
    assert steps["speaks"] - steps["failed"] < 3000, "milliseconds until another one speaks"


def test_an_end_that_is_never_told_does_not_keep_the_floor(
    student: Student, vendor: AvatarVendor
) -> None:
    vendor.suffer(never_ends=True)
    live.warm_up(student)
    live.expect_live(student)
    student.start()
    expect(student.room).to_have_attribute("avatar", "speaking")
    expect(student.room).to_have_attribute("phase", "listening", timeout=THE_LONGEST_QUESTION)
    expect(student.room).to_have_attribute("rung", "live")


def test_who_does_not_begin_to_speak_is_replaced(student: Student, vendor: AvatarVendor) -> None:
    vendor.suffer(deaf=True)
    live.warm_up(student)
    live.expect_live(student)
    student.start()
    live.expect_rung(student, "illustrated", "the connection broke")
    student.expect_phase("listening")
    assert student.page.evaluate("voice.said.length") > 0


def test_a_session_whose_time_is_over_is_begun_anew(student: Student, vendor: AvatarVendor) -> None:
    vendor.suffer(most_seconds=4)
    live.warm_up(student)
    live.expect_live(student)
    expect(student.page.locator("#rung-line")).to_contain_text("has reached its end")
    live.expect_live(student)
    assert len(vendor.sessions) == 2
