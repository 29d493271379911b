"""Speech over the whole stack: the socket, the unmodified SDK, and the vendor's stand-in."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from interviews.live import captions, session, wiring
from interviews.models import Attempt, Interview
from standins import deepgram, openai
from standins.serve import serve
from tests.site import ROOT, free_port
from tests.sockets import FRAME, Page, audio, in_database

SECONDS = 3
SAMPLES = SECONDS * 10 * FRAME
LONGEST = 15  # seconds from "finish" to words that can be checked, whatever the vendor does

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("own_files")]


@pytest.fixture(autouse=True)
def _own_providers() -> None:
    """No provider of another test, whose breaker may be open."""
    wiring.deepgram.cache_clear()
    wiring.openai_speech.cache_clear()


@asynccontextmanager
async def hearing(
    settings: Settings, faults: deepgram.Faults = deepgram.NO_FAULTS
) -> AsyncIterator[None]:
    async with serve(deepgram.create_app(faulty=faults)) as url:
        settings.DEEPGRAM_API_KEY = deepgram.KEY
        settings.DEEPGRAM_BASE_URL = url
        yield


async def spoken(page: Page, text: str = "") -> list[str]:
    """Speak for SECONDS, let go, finish. The notices that came meanwhile."""
    await page.to_recording()
    for start in range(0, SAMPLES, FRAME):
        await page.send(audio(start, FRAME))
    await page.hear("have", samples=SAMPLES)
    await page.say("release")
    async with asyncio.timeout(LONGEST):
        await page.finish(SAMPLES, text)
    return [told["text"] for told in page.told if told["type"] == "notice"]


async def the_answer() -> Attempt:
    return await in_database(Attempt.objects.get)


async def test_captions_come_while_speaking_and_the_words_are_kept(
    interview: Interview, alices: Client, willing: User, settings: Settings
) -> None:
    async with hearing(settings):
        page = Page(interview.pk, alices)
        await page.join()
        notices = await spoken(page)
        await page.leave()
    finals = [told["final"] for told in page.told if told["type"] == "caption" and told["final"]]
    row = await the_answer()
    assert len(row.words) > SECONDS
    assert row.heard_by == "deepgram live"
    assert row.transcript == " ".join(finals)
    assert all(0 <= word["start"] < word["end"] <= SECONDS + 0.5 for word in row.words)
    assert notices == []


@pytest.mark.parametrize(
    "faults",
    [
        pytest.param(deepgram.Faults(refuse_with=401), id="refused"),
        pytest.param(deepgram.Faults(refuse_with=429, retry_after=1), id="too many"),
        pytest.param(deepgram.Faults(garbage=True), id="garbage"),
    ],
)
async def test_whatever_the_vendor_does_the_answer_survives_and_the_student_is_told(
    interview: Interview, alices: Client, willing: User, settings: Settings, faults: deepgram.Faults
) -> None:
    async with hearing(settings, faults):
        page = Page(interview.pk, alices)
        await page.join()
        notices = await spoken(page)
        await page.leave()
    row = await the_answer()
    assert row.seconds == SECONDS
    assert session.NOT_WRITTEN in notices


async def test_a_recogniser_cut_off_in_the_middle_is_made_up_for_by_the_recording(
    interview: Interview, alices: Client, willing: User, settings: Settings
) -> None:
    async with hearing(settings, deepgram.Faults(drop_after=0.2, times=1)):
        page = Page(interview.pk, alices)
        await page.join()
        await page.to_recording()
        await page.send(audio(0, FRAME))
        await page.hear("notice", text=captions.STOPPED)
        await page.speak(SAMPLES - FRAME, start=FRAME)
        await page.say("release")
        await page.finish(SAMPLES)
        await page.leave()
    row = await the_answer()
    assert row.heard_by == "deepgram"
    assert row.words[-1]["end"] > SECONDS - 1, "to the end of the recording"
    assert row.transcript


async def test_no_reply_to_finalize_costs_no_words(
    interview: Interview, alices: Client, willing: User, settings: Settings
) -> None:
    async with hearing(settings, deepgram.Faults(ignore_finalize=True)):
        page = Page(interview.pk, alices)
        await page.join()
        await spoken(page)
        await page.leave()
    row = await the_answer()
    assert row.transcript
    assert len(row.transcript.split()) >= SECONDS


async def test_openai_writes_the_recording_down_when_deepgram_is_gone(
    interview: Interview, alices: Client, willing: User, settings: Settings
) -> None:
    async with (
        hearing(settings, deepgram.Faults(refuse_with=401)),
        serve(openai.create_app()) as url,
    ):
        settings.OPENAI_API_KEY = openai.KEY
        settings.OPENAI_BASE_URL = f"{url}/v1"
        page = Page(interview.pk, alices)
        await page.join()
        await spoken(page)
        await page.leave()
    row = await the_answer()
    assert row.heard_by == "openai"
    assert row.transcript


async def test_the_fillers_that_live_words_lack_are_counted_on_the_recording(
    interview: Interview, alices: Client, willing: User, settings: Settings
) -> None:
    async with hearing(settings):
        page = Page(interview.pk, alices)
        await page.join()
        await spoken(page)
        row = await the_answer()
        await page.say("feedback", text=row.transcript, question=0, probe=0)
        await page.hear("room", phase="feedback")
        await page.hear("room", phase="feedback")  # once more, with the news
        await page.leave()
    row = await the_answer()
    assert row.delivery is not None
    assert row.delivery["hesitations"] is not None


@contextmanager
def recogniser(port: int) -> Iterator[subprocess.Popen[bytes]]:
    """The stand-in in a process of its own, to be killed."""
    command = [sys.executable, "-m", "standins", "--only", "deepgram", "--deepgram-port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


async def until_it_listens(port: int) -> None:
    async with asyncio.timeout(LONGEST):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.05)
            else:
                writer.close()
                return


async def test_a_recogniser_that_is_killed_and_comes_back_costs_no_words(
    interview: Interview, alices: Client, willing: User, settings: Settings
) -> None:
    port = free_port()
    settings.DEEPGRAM_API_KEY = deepgram.KEY
    settings.DEEPGRAM_BASE_URL = f"http://127.0.0.1:{port}"
    page = Page(interview.pk, alices)
    with recogniser(port) as killed:
        await until_it_listens(port)
        await page.join()
        await page.to_recording()
        await page.speak(SAMPLES // 2)
        killed.kill()
        await page.hear("notice", text=captions.STOPPED)
    with recogniser(port):
        await until_it_listens(port)
        await page.speak(SAMPLES // 2, start=SAMPLES // 2)
        await page.say("release")
        await page.finish(SAMPLES)
        await page.leave()
    row = await the_answer()
    assert row.seconds == SECONDS
    assert row.heard_by == "deepgram"
    assert row.words[-1]["end"] > SECONDS - 1, "to the end of the recording"
