"""What a student does on the pages, in words of the pages."""

from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

from tests.site import Site

DURATION = """audio => audio.readyState ? audio.duration : new Promise((resolve) =>
    audio.addEventListener("loadedmetadata", () => resolve(audio.duration)))"""
PATIENCE = 20_000  # milliseconds for what takes a server and a microphone


class Student:
    """One person in one tab. Notes what the browser complains about."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.expected: list[str] = ["ERR_CONNECTION_REFUSED"]
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda said: self._note(said.type, said.text))

    def _note(self, kind: str, text: str) -> None:
        is_expected = any(part in text for part in self.expected)
        if kind in {"error", "warning"} and not is_expected:
            self.complaints.append(text)

    def expect_no_complaints(self) -> None:
        """No error, warning or policy violation in the console; a dead server is none."""
        assert self.complaints == [], self.complaints

    @property
    def room(self) -> Locator:
        return self.page.locator("interview-room")

    @property
    def words(self) -> Locator:
        return self.page.get_by_label("Your answer in words")

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def expect_phase(self, phase: str) -> None:
        expect(self.room).to_have_attribute("phase", phase, timeout=PATIENCE)

    def expect_open(self) -> None:
        expect(self.room).to_have_attribute("link", "open", timeout=PATIENCE)

    # Before the interview ----------------------------------------------------------------------

    def practise_now(self) -> None:
        self.page.goto("/")
        self.press("Practise now")

    def set_up(
        self, *, questions: int = 2, timing: str = "After each answer", rung: str = ""
    ) -> None:
        self.page.get_by_role("spinbutton").fill(str(questions))
        self.page.get_by_role("radio", name=timing).check()
        if rung:
            self.page.get_by_role("radio", name=rung).check()
        self.press("Go to the warm-up")
        self.expect_open()

    def start(self) -> None:
        self.press("Start the interview")
        self.expect_phase("asking")

    def begin(self, *, questions: int = 2, timing: str = "After each answer") -> None:
        """From the home page to the first question, as a guest."""
        self.practise_now()
        self.set_up(questions=questions, timing=timing)
        self.start()

    def set_out(self, *, questions: int = 1, rung: str = "Text only") -> None:
        """To the first question, for somebody who has been here before."""
        self.page.goto("/interviews/new/")
        self.set_up(questions=questions, rung=rung)
        self.start()

    @property
    def interview(self) -> str:
        """The id of the interview on the page."""
        return urlsplit(self.page.url).path.split("/")[2]

    # Answering ---------------------------------------------------------------------------------

    def allow_recording(self) -> None:
        """Answer what is asked once, at the first press: recording yes, browser captions no."""
        recording = self.page.get_by_role("dialog", name="Keep a recording")
        recording.get_by_role("button", name="I agree").click()
        captions = self.page.get_by_role("dialog", name="Let my browser")
        captions.get_by_role("button", name="No").click()
        expect(self.room).to_have_attribute("mic", "ready")

    @property
    def talk_button(self) -> Locator:
        return self.page.locator("button.talk-button")

    def open_microphone(self) -> None:
        """The first press, which only opens it, for somebody who has agreed to be recorded."""
        self.talk_button.click()
        expect(self.room).to_have_attribute("mic", "ready")

    def talk(self, seconds: float) -> None:
        """Press once, speak, press once more."""
        self.talk_button.click()
        self.expect_phase("recording")
        self.page.wait_for_timeout(seconds * 1000)
        self.talk_button.click()
        self.expect_phase("listening")

    def type(self, text: str) -> None:
        self.words.fill(text)

    def finish(self) -> None:
        self.press("Finish answer")
        self.expect_phase("checking")

    def get_feedback(self) -> None:
        self.press("Get feedback")
        self.expect_phase("feedback")

    def recording(self, site: Site) -> Path:
        """The one recording of the interview on the page."""
        (found,) = (site.media / "recordings" / self.interview).glob("*.wav")
        return found

    def playable_seconds(self) -> float:
        """Length of the recording on the page, as the browser knows it."""
        seconds: float = self.page.locator("audio").evaluate(DURATION)
        return seconds

    def see_report(self) -> None:
        self.press("See the report")
        self.expect_report()

    def expect_report(self) -> None:
        self.page.wait_for_url("**/report/")

    def keep_story(self) -> None:
        """To the form of a new story, from the first answer in the report."""
        self.page.get_by_role("link", name="Keep this as a story").first.click()
        self.page.wait_for_url("**/stories/new/**")
