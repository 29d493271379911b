"""With a live avatar behind the site: seen, heard, interrupted, ended; by the vendor's own SDK."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from standins import liveavatar
from tests.avatar_vendor import AvatarVendor
from tests.browser import live
from tests.browser.line import Line
from tests.browser.people import People, invite
from tests.browser.student import PATIENCE, Student
from tests.site import Site


@pytest.fixture(scope="module")
def vendor() -> Iterator[AvatarVendor]:
    with AvatarVendor(liveavatar) as running:
        yield running


@pytest.fixture(scope="module")
def live_site(vendor: AvatarVendor, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    environment = {**vendor.environment, "AVATAR_SESSIONS_PER_HOUR": "50"}
    with Site(tmp_path_factory.mktemp("live"), environment) as site:
        live.add_face(site)
        yield site
        assert "Traceback" not in site.log


@pytest.fixture(scope="module")
def live_people(live_site: Site) -> People:
    return invite(live_site, many=30, few=1)


@pytest.fixture
def student(chromium: Browser, live_people: People, vendor: AvatarVendor) -> Iterator[Student]:
    vendor.suffer()
    with live.visitor(chromium, live_people) as visiting:
        yield visiting


def test_in_the_warm_up_the_interviewer_is_seen_to_move(student: Student) -> None:
    live.warm_up(student)
    live.expect_live(student)
    live.expect_moving(student.page)
    expect(student.page.locator(".interviewer")).to_be_hidden()
    expect(student.page.get_by_role("button", name="Enable sound")).to_be_hidden()


def test_the_question_is_spoken_and_listening_opens_when_it_ends(
    student: Student, vendor: AvatarVendor
) -> None:
    live.warm_up(student)
    live.expect_live(student)
    student.start()
    expect(student.room).to_have_attribute("avatar", "speaking")
    question = student.page.get_by_role("heading", level=1).inner_text()
    student.expect_phase("listening")
    expect(student.room).to_have_attribute("avatar", "ready")
    assert live.speech_of(vendor) == [question]


def test_pressing_the_button_silences_the_interviewer_at_once(
    student: Student, vendor: AvatarVendor
) -> None:
    live.warm_up(student)
    live.expect_live(student)
    student.start()
    expect(student.room).to_have_attribute("avatar", "speaking")
    student.open_microphone()  # the first press only opens it, and is an interruption all the same
    assert student.page.evaluate(live.IS_SILENT)
    student.expect_phase("listening")
    assert vendor.sessions[-1].interrupted == 1
    student.talk(1)
    student.press("Hear the question again")
    expect(student.room).to_have_attribute("avatar", "speaking")
    assert not student.page.evaluate(live.IS_SILENT)


def test_ending_the_interview_closes_the_session_at_the_vendor(
    student: Student, vendor: AvatarVendor, live_site: Site
) -> None:
    live.warm_up(student)
    live.expect_live(student)
    student.start()
    student.press("End the interview")
    student.press("End and see the report")
    student.expect_report()
    session = vendor.await_session(is_active=False)
    assert session.seconds < 60
    assert "ended after" in live_site.log


def test_closing_the_tab_closes_the_session_at_once(student: Student, vendor: AvatarVendor) -> None:
    live.warm_up(student)
    live.expect_live(student)
    student.page.goto("about:blank")
    vendor.await_session(is_active=False)


def test_a_reload_ends_the_session_and_begins_another(
    student: Student, vendor: AvatarVendor
) -> None:
    live.warm_up(student)
    live.expect_live(student)
    student.page.reload()
    live.expect_live(student)
    live.expect_moving(student.page)
    assert [session.is_active for session in vendor.sessions] == [False, True]


def test_a_cut_of_our_own_line_leaves_the_interviewer_there(
    student: Student, vendor: AvatarVendor
) -> None:
    line = Line(student)
    live.warm_up(student)
    live.expect_live(student)
    line.cut()
    expect(student.room).to_have_attribute("link", "lost")
    live.expect_moving(student.page)
    line.mend()
    student.expect_open()
    live.expect_live(student)
    assert len(vendor.sessions) == 1


def test_the_warm_up_plays_a_sentence_of_the_live_interviewer(
    student: Student, vendor: AvatarVendor
) -> None:
    live.warm_up(student)
    live.expect_live(student)
    student.press("Play a sentence")
    expect(student.page.get_by_text("If you heard nothing")).to_be_visible()
    assert live.speech_of(vendor) == ["Hello. This is how you will hear my questions."]


def test_sound_is_offered_only_when_the_browser_muted_it(
    chromium: Browser, live_people: People, vendor: AvatarVendor
) -> None:
    vendor.suffer()
    with live.visitor(chromium, live_people, "muted_autoplay") as student:
        live.warm_up(student)
        live.expect_live(student)
        live.expect_moving(student.page)
        sound = student.page.get_by_role("button", name="Enable sound")
        sound.click()
        expect(sound).to_be_hidden()
        assert not student.page.evaluate("document.querySelector('video').muted")


def test_only_the_room_may_reach_the_vendor_and_only_a_live_one(student: Student) -> None:
    live.warm_up(student, rung="Illustrated")
    policy = student.page.request.get(student.page.url).headers["content-security-policy"]
    assert connect_sources(policy) == {"'self'"}
    live.warm_up(student)
    policy = student.page.request.get(student.page.url).headers["content-security-policy"]
    assert len(connect_sources(policy)) > 1
    home = student.page.request.get("/").headers["content-security-policy"]
    assert connect_sources(home) == {"'self'"}


def test_nothing_secret_and_nothing_said_is_in_the_log(
    student: Student, vendor: AvatarVendor, live_site: Site
) -> None:
    live.warm_up(student)
    live.expect_live(student)
    student.start()
    student.expect_phase("listening")
    token, question = vendor.sessions[-1].token, live.speech_of(vendor)[-1]
    for secret in (token, vendor.key, question, question[:20]):
        assert secret not in live_site.log
    assert token not in student.page.content()
    assert token not in str(student.page.evaluate("[{...localStorage}, {...sessionStorage}]"))


def connect_sources(policy: str) -> set[str]:
    (found,) = (each for each in policy.split(";") if each.strip().startswith("connect-src"))
    return set(found.split()[1:])


def test_while_the_coach_reads_for_long_the_interviewer_says_a_few_words(
    student: Student, vendor: AvatarVendor
) -> None:
    """The coach without a key is quick: the page is told what a slow one would let it be told."""
    live.warm_up(student)
    live.expect_live(student)
    student.start()
    student.expect_phase("listening")
    student.page.evaluate(live.ASIDE)
    expect(student.page.locator(".subtitles")).to_contain_text("Let me think")
    expect(student.room).to_have_attribute("avatar", "ready", timeout=PATIENCE)
    student.expect_phase("listening")
    assert live.speech_of(vendor)[-1] == "Let me think about that for a moment."


def test_staff_can_try_any_face_and_see_how_long_it_takes(
    chromium: Browser, live_people: People, vendor: AvatarVendor
) -> None:
    vendor.suffer()
    with live_people.visit(chromium, live_people.staff) as staff:
        staff.expected += live.SDK_SAYS
        page = staff.page
        page.goto("/staff/interviewers/try/")
        trial, log = page.locator("avatar-trial"), page.get_by_role("log")
        page.get_by_label("Face", exact=True).select_option(label="Rosalind")
        staff.press("Start")
        expect(trial).to_have_attribute("state", "ready", timeout=PATIENCE)
        live.expect_moving(page)
        page.get_by_label("What to say").fill("One two three four five six seven eight nine.")
        staff.press("Speak")
        expect(trial).to_have_attribute("state", "speaking", timeout=PATIENCE)
        staff.press("Interrupt")
        expect(trial).to_have_attribute("state", "ready", timeout=PATIENCE)
        for event in ("connected  ms", "speak_started  id 1  ms", "speak_ended"):
            expect(log).to_contain_text(event)
        staff.press("End")
        vendor.await_session(is_active=False)
