"""Choosing whom one is interviewed by, hearing them first, and the time to think."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import tour
from tests.browser.people import People, invite
from tests.browser.student import Student
from tests.browser.test_accessibility import expect_nothing_found
from tests.site import Site

LOOKED_AT = (
    "/profile/interviewer/",
    "/profile/interviewer/?faces=18&voices=16",
    "/interviews/new/",
)
CATALOGUE = """
import io, struct, wave
from django.core.files.base import ContentFile
from avatars.models import Face, Voice

for number in range(14):
    Face.objects.create(provider="liveavatar", external_id=number, name=f"Face {number:02}")
sound = io.BytesIO()
with wave.open(sound, "wb") as file:
    file.setparams((1, 2, 8000, 0, "NONE", ""))
    file.writeframes(b"".join(struct.pack("<h", 1000 * (n % 20)) for n in range(2000)))
for name, language in (("Ann", "English"), ("Bert", "German")):
    voice = Voice(provider="liveavatar", external_id=name, name=name, language=language)
    voice.sample.save("sample.wav", ContentFile(sound.getvalue()))
"""

MOUTHS = """(() => {
    globalThis.mouths = new Set();
    for (const face of document.querySelectorAll(".interviewer")) {
        new MutationObserver(() => mouths.add(face.dataset.mouth)).observe(face,
            { attributeFilter: ["data-mouth"] });
    }
})()"""


def test_each_can_be_heard_and_moves_the_mouth_and_one_speaks_at_a_time(
    chromium: Browser, people: People
) -> None:
    with people.visit(chromium, next(people.strangers), "voice") as student:
        page = student.page
        page.goto("/profile/interviewer/")
        page.evaluate(MOUTHS)
        student.press("Hear Amara")
        expect(page.get_by_role("button", name="Stop Amara")).to_be_visible()
        expect(page.get_by_role("button", name="Hear Amara")).to_be_visible()  # at its end
        assert len(page.evaluate("[...mouths]")) >= 3
        student.press("Hear Tomasz")
        expect(page.get_by_role("button", name="Stop Tomasz")).to_be_visible()
        student.press("Hear Leila")
        expect(page.get_by_role("button", name="Hear Tomasz")).to_be_visible()
        expect(page.get_by_role("button", name="Stop Leila")).to_be_visible()
        said = "".join(page.evaluate("voice.said"))
        assert said.startswith("Hello, I am Amara.")
        assert "Hello, I am Tomasz." in said
        expect(page.get_by_role("radio", name="Ruth")).to_be_checked()  # hearing is not choosing


def test_a_browser_without_a_voice_says_so(chromium: Browser, people: People) -> None:
    with people.visit(chromium, next(people.strangers), "no_voice") as student:
        student.page.goto("/profile/interviewer/")
        student.press("Hear Leila")
        said = student.page.get_by_text("No voice could be heard in this browser.")
        expect(said).to_be_visible()
        expect(student.page.get_by_role("button", name="Hear Leila")).to_be_visible()


def test_the_choice_sits_in_the_next_room_and_can_be_another_at_set_up(
    chromium: Browser, people: People
) -> None:
    with people.visit(chromium, next(people.strangers), "voice") as student:
        page = student.page
        page.goto("/profile/interviewer/")
        page.get_by_role("radio", name="Kenji").check()
        student.press("Save my interviewer")
        expect(page.get_by_text("Your choice is saved.")).to_be_visible()
        expect(page.get_by_role("radio", name="Kenji")).to_be_checked()
        page.goto("/interviews/new/")
        expect(page.get_by_role("radio", name="Kenji")).to_be_checked()
        student.set_up(rung="Illustrated")
        expect(page.get_by_role("img", name="Kenji")).to_be_visible()
        page.goto("/interviews/new/")
        page.get_by_role("radio", name="Leila").check()
        student.set_up(rung="Illustrated")
        expect(page.get_by_role("img", name="Leila")).to_be_visible()


def test_by_keyboard_alone(chromium: Browser, people: People) -> None:
    with people.visit(chromium, next(people.strangers), "voice") as student:
        page = student.page
        page.goto("/profile/interviewer/")
        page.get_by_role("radio", name="Ruth").focus()
        page.keyboard.press("ArrowRight")
        expect(page.get_by_role("radio", name="Amara")).to_be_checked()
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name="Hear Amara")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Stop Amara")).to_be_focused()


def thinker(student: Student, seconds: str) -> Page:
    """Somebody who wants time to think, at the beginning of the first question."""
    page = student.page
    page.goto("/profile/interviewer/")
    page.get_by_role("radio", name=seconds).check()
    student.press("Save my interviewer")
    page.goto("/interviews/new/")
    student.set_up(rung="Illustrated")
    expect(page.get_by_text("to think. Begin when")).to_be_hidden()
    student.start()
    return page


@pytest.mark.parametrize("way", ["typing", "hiding"])
def test_the_time_to_think_counts_after_the_question_and_goes_when_one_begins(
    chromium: Browser, people: People, way: str
) -> None:
    with people.visit(chromium, next(people.strangers), "voice", "no_recogniser") as student:
        page = thinker(student, "A minute")
        student.expect_phase("listening")
        counting = page.get_by_text("to think. Begin when")
        expect(counting).to_be_visible()
        expect(page.get_by_role("status").filter(has_text="You have 60 seconds")).to_have_count(1)
        if way == "typing":
            student.words.press_sequentially("I")
        else:
            student.press("Hide the time to think")
        expect(counting).to_be_hidden()
        student.expect_phase("listening")


def test_nothing_is_cut_off_when_the_time_to_think_is_over(
    chromium: Browser, people: People
) -> None:
    with people.visit(chromium, next(people.strangers), "voice") as student:
        student.page.clock.install()
        page = thinker(student, "15 seconds")
        for _ in range(60):
            page.clock.run_for(1_000)
            if student.room.get_attribute("phase") == "listening":
                break
        counting = page.get_by_text("to think. Begin when")
        expect(counting).to_be_visible()
        page.clock.run_for(16_000)
        expect(counting).to_be_hidden()
        student.expect_phase("listening")


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[People]:
    """People of a site with a key and a catalogue; the vendor is never asked."""
    settings = {"LIVEAVATAR_API_KEY": "key", "LIVEAVATAR_BASE_URL": "http://127.0.0.1:9"}
    with Site(tmp_path_factory.mktemp("stocked"), settings) as site:
        people = invite(site, many=2, few=1)
        site.manage("shell", "-c", CATALOGUE)
        yield people
        assert "Traceback" not in site.log


def test_live_faces_and_voices_are_looked_through_heard_and_kept(
    chromium: Browser, stocked: People
) -> None:
    with stocked.visit(chromium, next(stocked.strangers)) as student:
        page = student.page
        page.goto("/profile/interviewer/")
        page.get_by_role("radio", name="Face 02").check()
        page.get_by_role("link", name="Show more faces").press("Enter")
        expect(page.get_by_role("radio", name="Face 09")).to_be_focused()
        expect(page.get_by_role("radio", name="Face 02")).to_be_checked()
        page.get_by_label("Find a face by name").press_sequentially("face 11")
        expect(page.get_by_role("status").filter(has_text="1 face")).to_be_visible()
        expect(page.get_by_role("radio", name="Face 02")).to_be_checked()
        page.get_by_role("radio", name="Face 11").check()
        page.get_by_label("Find a face by name").press("Enter")  # looks, and does not save
        expect(page.get_by_role("radio", name="Face 11")).to_be_checked()
        page.get_by_label("Language").select_option("German")
        expect(page.get_by_role("radio", name="Ann English")).to_be_hidden()
        page.get_by_role("radio", name="Bert German").check()
        student.press("Hear Bert")
        expect(page.get_by_role("button", name="Hear Bert")).to_be_visible()
        student.press("Save my interviewer")
        expect(page.get_by_text("Your choice is saved.")).to_be_visible()
        expect(page.get_by_role("radio", name="Face 11")).to_be_checked()
        expect(page.get_by_role("radio", name="Bert German")).to_be_checked()


def test_axe_finds_nothing_among_live_faces_and_voices(
    chromium: Browser, stocked: People, subtests: pytest.Subtests
) -> None:
    with stocked.visit(chromium, stocked.student) as student:
        expect_nothing_found(subtests, student, tour.pages(student, LOOKED_AT))


def test_the_live_face_is_asked_at_set_up_where_live_video_is_chosen(
    chromium: Browser, stocked: People
) -> None:
    with stocked.visit(chromium, next(stocked.strangers)) as student:
        page = student.page
        page.goto("/interviews/new/")
        details = page.get_by_text("Face, voice and picture on live video")
        expect(details).to_be_hidden()
        page.get_by_role("radio", name="Live video").check()
        details.click()
        expect(page.get_by_label("Face", exact=True)).to_be_visible()
