"""An answer over the whole stack: what is kept of it, through cuts, and with whose consent."""

import asyncio
import wave
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.models import Purpose, User
from accounts.services import withdraw_consent
from interviews.live import session
from interviews.models import Attempt, Interview
from tests.sockets import FRAME, Page, QuickConsumer, audio, in_database, stack

WORDS = "I noticed the queue, so I opened a second desk, and the wait was halved."

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("own_files")]


async def kept(interview: Interview) -> Interview:
    return await in_database(lambda: Interview.objects.get(pk=interview.pk))


async def the_answer(attempt: str) -> Attempt:
    """The only one there is."""
    found: Attempt = await in_database(Attempt.objects.get)
    assert str(found.pk) == attempt
    return found


async def test_a_spoken_answer_becomes_a_wav_and_gets_feedback(
    interview: Interview, alices: Client, willing: User
) -> None:
    page = Page(interview.pk, alices)
    await page.join()
    attempt = await page.to_recording()
    await page.speak(10 * FRAME)
    await page.say("release")
    await page.finish(10 * FRAME)
    await page.say("feedback", text=WORDS, question=0, probe=0)
    await page.hear("room", phase="feedback")
    row = await the_answer(attempt)
    with wave.open(row.recording.path) as wav:
        assert wav.readframes(wav.getnframes()) == audio(0, 10 * FRAME)[4:]
    assert (row.seconds, row.is_silent, row.transcript) == (1.0, False, WORDS)
    assert row.submitted_at is not None
    assert row.assessment is not None
    await page.leave()


async def test_saved_is_said_only_when_the_row_has_its_recording(
    interview: Interview, alices: Client, willing: User
) -> None:
    page = Page(interview.pk, alices)
    await page.join()
    attempt = await page.to_recording()
    await page.speak(FRAME)
    await page.say("finish", text="", samples=FRAME)
    assert (await page.hear("saved"))["attempt"] == attempt
    assert (await the_answer(attempt)).is_spoken
    await page.leave()


async def test_everything_pressed_twice_makes_one_submitted_attempt(
    interview: Interview, alices: Client, willing: User
) -> None:
    page = Page(interview.pk, alices)
    await page.join()
    attempt = await page.to_recording()
    await page.speak(FRAME)
    for _ in range(2):
        await page.say("finish", text=WORDS, samples=FRAME)
    await page.hear("room", phase="checking")
    for _ in range(2):
        await page.say("feedback", text=WORDS, question=0, probe=0)
    await page.hear("room", phase="feedback")
    for _ in range(2):
        await page.say("next", question=0, probe=0)
    await page.hear("room", question=1)
    assert (await the_answer(attempt)).submitted_at is not None
    assert (await kept(interview)).question == 1
    await page.leave()


async def test_the_end_sent_again_after_a_cut_makes_one_answer(
    interview: Interview, alices: Client, willing: User
) -> None:
    page, again = Page(interview.pk, alices), Page(interview.pk, alices)
    await page.join()
    attempt = await page.to_recording()
    await page.speak(FRAME)
    await page.say("finish", text=WORDS, samples=FRAME)
    await page.leave()  # before "saved" was heard
    room = await again.join()
    if room["phase"] != "checking":
        await again.finish(FRAME, WORDS)
    row = await the_answer(attempt)
    assert (row.seconds, row.transcript) == (0.1, WORDS)
    await again.leave()


async def test_after_a_reconnect_it_goes_on_with_what_is_on_disk(
    interview: Interview, alices: Client, willing: User
) -> None:
    page, again = Page(interview.pk, alices), Page(interview.pk, alices)
    await page.join()
    attempt = await page.to_recording()
    await page.speak(3 * FRAME)
    await page.leave()
    row = await kept(interview)
    assert (row.phase, row.attempt, row.tab) == ("listening", 1, "")
    room = await again.join()
    assert (room["phase"], room["attempt"], room["have"]) == ("listening", attempt, 3 * FRAME)
    await again.speak(2 * FRAME, start=3 * FRAME)
    await again.finish(5 * FRAME)
    assert (await the_answer(attempt)).seconds == 0.5
    await again.leave()


async def test_what_was_heard_when_the_line_broke_is_on_disk(
    interview: Interview, alices: Client, willing: User, settings: Settings
) -> None:
    page = Page(interview.pk, alices)
    await page.join()
    attempt = await page.to_recording()
    for number in range(5):
        await page.send(audio(number * FRAME))
    await page.leave()
    partial = Path(settings.PARTIAL_RECORDINGS) / f"{attempt}.pcm"
    assert partial.stat().st_size == 5 * FRAME * 2


async def test_audio_sent_before_the_file_was_open_is_asked_for(
    interview: Interview, alices: Client, willing: User
) -> None:
    page = Page(interview.pk, alices)
    await page.join()
    await page.to_listening()
    await page.say("talk")
    await page.send(audio(0))  # the page would wait for the attempt's name
    await page.hear("room", phase="recording")
    asked = await page.hear("have")
    await page.speak(2 * FRAME, start=asked["samples"])
    await page.leave()


async def test_a_disk_that_fails_is_told_and_the_answer_goes_on(
    interview: Interview, alices: Client, willing: User, settings: Settings
) -> None:
    page = Page(interview.pk, alices)
    await page.join()
    attempt = await page.to_recording()
    await page.speak(FRAME)
    (Path(settings.PARTIAL_RECORDINGS) / f"{attempt}.pcm").unlink()
    await page.send(audio(FRAME))
    await page.hear("have", samples=FRAME)
    await page.send(audio(2 * FRAME))
    assert "can no longer store" in (await page.hear("notice"))["text"]
    await page.hear("room", phase="listening")
    await page.finish(0, WORDS)
    await page.leave()


# Consent -------------------------------------------------------------------------------------


async def test_without_consent_nothing_is_recorded(
    interview: Interview, alices: Client, settings: Settings
) -> None:
    page = Page(interview.pk, alices)
    await page.join()
    await page.to_listening()
    await page.say("talk")
    assert (await page.hear("notice"))["text"] == session.NO_CONSENT
    await page.send(audio(0))
    await page.leave()
    assert not Path(settings.PARTIAL_RECORDINGS).exists()


async def withdraw(user: User) -> None:
    await in_database(lambda: withdraw_consent(user=user, purpose=Purpose.RECORDING))


async def test_a_withdrawn_consent_stops_the_recording_at_once(
    interview: Interview, alices: Client, willing: User, settings: Settings
) -> None:
    page = Page(interview.pk, alices)
    await page.join()
    attempt = await page.to_recording()
    await page.speak(FRAME)
    async with asyncio.timeout(1):
        await withdraw(willing)
        await page.hear("room", phase="listening")
    await page.send(audio(FRAME))
    await page.leave()
    partial = Path(settings.PARTIAL_RECORDINGS) / f"{attempt}.pcm"
    assert partial.stat().st_size == FRAME * 2


async def test_a_withdrawal_whose_word_was_lost_stops_it_at_the_next_look(
    interview: Interview, alices: Client, willing: User
) -> None:
    page = Page(interview.pk, alices, application=stack(QuickConsumer))
    await page.join()
    await page.to_recording()
    await in_database(lambda: willing.consents.all().delete())  # no signal
    assert (await page.hear("notice"))["text"] == session.NO_CONSENT
    await page.hear("room", phase="listening")
    await page.leave()


async def test_after_a_withdrawal_a_reconnect_records_nothing_either(
    interview: Interview, alices: Client, willing: User, settings: Settings
) -> None:
    page, again = Page(interview.pk, alices), Page(interview.pk, alices)
    await page.join()
    attempt = await page.to_recording()
    await page.speak(FRAME)
    await page.leave()
    await withdraw(willing)
    await again.join()
    for start in (0, FRAME):
        await again.send(audio(start))
    await again.leave()
    partial = Path(settings.PARTIAL_RECORDINGS) / f"{attempt}.pcm"
    assert partial.stat().st_size == FRAME * 2


async def test_withdrawing_the_captions_leaves_the_recording_alone(
    interview: Interview, alices: Client, willing: User
) -> None:
    page = Page(interview.pk, alices)
    await page.join()
    await page.to_recording()
    await in_database(lambda: withdraw_consent(user=willing, purpose=Purpose.BROWSER_CAPTIONS))
    await page.speak(FRAME)
    await page.leave()
