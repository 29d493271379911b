"""What browser tests of the live interviewer share: who comes, and what is seen there."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, expect

from standins import faces
from tests.avatar_vendor import AvatarVendor
from tests.browser.people import People
from tests.browser.student import PATIENCE, Student
from tests.site import Site

LIVE = "Live video"  # the rung, at set-up
ADD_FACE = """
from avatars.models import Face
Face.objects.get_or_create(provider="{provider}", external_id="{face}", defaults={{
    "name": "Rosalind", "default_voice": "{voice}"}})
"""
# The frames that are painted one after the other, as the times of the stream they belong to.
FRAMES = """([part, count]) => new Promise((resolve) => {
    const video = document.querySelector(`video[data-part=${part}]`);
    const times = [];
    const look = (_, { mediaTime }) => {
        times.push(mediaTime);
        if (times.length === count) resolve(times);
        else video.requestVideoFrameCallback(look);
    };
    video.requestVideoFrameCallback(look);
})"""
IS_SILENT = """document.querySelector("video[data-part=live]").srcObject.getAudioTracks()
    .every((track) => !track.enabled)"""
# Notes when the interviewer is known to have failed, and when another one speaks.
CLOCK = """(() => {
    const room = document.querySelector("interview-room");
    const seen = globalThis.steps = {};
    new MutationObserver(() => {
        const now = performance.now();
        if (room.getAttribute("avatar") === "error") seen.failed ??= now;
        if (seen.failed && room.getAttribute("rung") === "illustrated") seen.down ??= now;
        if (seen.down && room.getAttribute("avatar") === "speaking") seen.speaks ??= now;
    }).observe(room, { attributeFilter: ["avatar", "rung"] });
})()"""
ASIDE = """document.querySelector("interview-room").interviewer.aside({
    speech: 0, text: "Let me think about that for a moment." })"""
# What the SDKs themselves write to the console, for their own developers.
SDK_SAYS = [
    "sending repeat command event",
    "participantConnected",
    "trackPublished",
    "trackUnsubscribed",
    "Room disconnected, reason:",
    "[SDK:SESSION_STOPPED]",
    "Session start failed:",
    ", pID: ",  # all that LiveKit says ends with whom it concerns
    "/rtc?access_token=",  # what the browser says of a room's socket that was refused
]


def add_face(site: Site, provider: str = "liveavatar", face: str = "") -> None:
    rosalind = faces.FACES[1]
    voice = rosalind.voice.id if rosalind.voice else ""
    words = ADD_FACE.format(provider=provider, face=face or rosalind.id, voice=voice)
    site.manage("shell", "-c", words)


@contextmanager
def visitor(browser: Browser, people: People, *fakes: str) -> Iterator[Student]:
    """Somebody who has agreed to be recorded. The SDKs' own chatter is no complaint."""
    with people.visit(browser, next(people.recorded), "no_recogniser", *fakes) as student:
        student.expected += SDK_SAYS
        yield student


def warm_up(student: Student, *, rung: str = LIVE, questions: int = 2) -> None:
    student.page.goto("/interviews/new/")
    student.set_up(questions=questions, rung=rung)


def expect_live(student: Student) -> None:
    expect(student.room).to_have_attribute("rung", "live", timeout=PATIENCE)
    expect(student.room).to_have_attribute("picture", "", timeout=PATIENCE)
    expect(student.room).to_have_attribute("avatar", "ready", timeout=PATIENCE)


def expect_moving(page: Page, part: str = "live") -> None:
    times: list[float] = page.evaluate(FRAMES, [part, 5])
    assert len(set(times)) == 5, "the picture stands still"


def expect_rung(student: Student, rung: str, words: str) -> None:
    expect(student.room).to_have_attribute("rung", rung, timeout=PATIENCE)
    expect(student.page.locator("#rung-line")).to_contain_text(words)


def speech_of(vendor: AvatarVendor) -> list[str]:
    return [text for session in vendor.sessions for text in session.spoken]
