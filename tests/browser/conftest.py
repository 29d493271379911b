"""A served site, Chromium with a microphone that speaks, and a student who uses both.

Without a Chromium (or espeak-ng, which gives the microphone its voice) these tests are skipped; in
CI a skip is a failure.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.browser import speech
from tests.browser.launching import CHROMIUM, launch, microphone_that_plays
from tests.browser.people import People, invite
from tests.browser.student import Student
from tests.site import Site


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    if CHROMIUM is None:
        pytest.skip("no Chromium was found")
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The answer that the fake microphone says, over and over."""
    if not speech.has_voice():
        pytest.skip("espeak-ng is not installed")
    path = tmp_path_factory.mktemp("speech") / "answer.wav"
    speech.speak(speech.ANSWER, path)
    return path


@pytest.fixture(scope="session")
def chromium(playwright: Playwright, spoken: Path) -> Iterator[Browser]:
    """A browser whose microphone is allowed and says the spoken answer."""
    browser = launch(playwright, *microphone_that_plays(spoken))
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One site for all tests that do not break it."""
    with Site(tmp_path_factory.mktemp("site")) as running:
        yield running
        assert "Traceback" not in running.log


@pytest.fixture
def student(chromium: Browser, site: Site) -> Iterator[Student]:
    """Somebody new, in a browser of their own."""
    context = chromium.new_context(base_url=site.url)
    student = Student(context.new_page())
    yield student
    student.expect_no_complaints()
    context.close()


@pytest.fixture(scope="session")
def people(site: Site) -> People:
    return invite(site)


@pytest.fixture
def guest(chromium: Browser, people: People) -> Iterator[Student]:
    """Somebody who has agreed to be recorded, in a browser without captions of its own."""
    with people.visit(chromium, next(people.recorded), "no_recogniser") as student:
        yield student
