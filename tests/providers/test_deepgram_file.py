"""Transcripts of recordings, and speech, through the vendor's SDK over a real wire."""

import asyncio
import time
import traceback
from dataclasses import replace

import pytest

from providers.errors import ProviderError, ProviderRefused, ProviderUnavailable
from standins.deepgram import KEY, Faults
from standins.frame import Visit
from tests.providers.vendors import (
    MARGIN,
    QUICK,
    VOICE,
    deepgram,
    deepgram_at,
    nothing_left_behind,
)
from tests.standins.sounds import speech, wav

SPOKEN = "Tell me about a plan of yours that changed."
SOUND = wav(speech(1))
FAULTS = {
    "401": (Faults(refuse_with=401), ProviderRefused),
    "400": (Faults(refuse_with=400), ProviderRefused),
    "500": (Faults(refuse_with=500), ProviderUnavailable),
    "429": (Faults(refuse_with=429, retry_after=61), ProviderUnavailable),
    "redirect": (Faults(redirect_to="http://127.0.0.1:9/"), ProviderRefused),
    "mute": (Faults(mute=True), ProviderUnavailable),
    "slow drip": (Faults(slow=0.7), ProviderUnavailable),
    "reset mid-body": (Faults(slow=0.1, drop_after=0.15), ProviderUnavailable),
    "garbage": (Faults(garbage=True), ProviderError),
    "wrong schema": (Faults(wrong_schema=True), ProviderError),
    "huge": (Faults(huge=True), ProviderError),
}
ANY_FAULT = pytest.mark.parametrize(("faults", "kind"), FAULTS.values(), ids=FAULTS)


async def test_a_recording_is_transcribed_with_its_fillers() -> None:
    visits: list[Visit] = []
    async with deepgram(visits=visits) as vendor:
        heard = await vendor.transcribe(wav(speech(4)), language="en", key_terms=["bursary"])

    assert heard.text == "In my second year I, um, led a group of"
    assert (heard.words[5].text, heard.words[5].start) == ("um,", 2.0)
    assert heard.is_complete
    assert visits[0].query["keyterm"] == ["bursary"]


async def test_fillers_are_not_asked_for_where_they_are_not_known() -> None:
    visits: list[Visit] = []
    async with deepgram(visits=visits) as vendor:
        await vendor.transcribe(SOUND, language="de")

    assert visits[0].query["language"] == ["de"]
    assert "filler_words" not in visits[0].query


@ANY_FAULT
async def test_a_transcript_that_fails_is_an_error_of_the_right_kind_in_time(
    faults: Faults, kind: type[ProviderError]
) -> None:
    async with deepgram(faults) as vendor, nothing_left_behind():
        begun = time.monotonic()
        with pytest.raises(kind) as failure:
            await vendor.transcribe(SOUND, language="en", retry=False)
        elapsed = time.monotonic() - begun

    assert failure.type is kind
    assert elapsed <= QUICK.transcribe(1) + MARGIN


@ANY_FAULT
async def test_speech_that_fails_is_an_error_of_the_right_kind_in_time(
    faults: Faults, kind: type[ProviderError]
) -> None:
    async with deepgram(faults) as vendor, nothing_left_behind():
        begun = time.monotonic()
        with pytest.raises(kind) as failure:
            await vendor.speak("Tell me about yourself.", voice=VOICE, retry=False)
        elapsed = time.monotonic() - begun

    assert failure.type is kind
    assert elapsed <= QUICK.speak + MARGIN


async def test_speech_is_an_mp3_as_long_as_its_text() -> None:
    async with deepgram() as vendor:
        short = await vendor.speak("Tell me about yourself.", voice=VOICE)
        long = await vendor.speak("Tell me about yourself. " * 4, voice=VOICE)

    assert short.startswith(b"\xff\xf3")
    assert len(long) == pytest.approx(4 * len(short), rel=0.02)


async def test_a_long_text_is_spoken_piece_by_piece() -> None:
    visits: list[Visit] = []
    async with deepgram(visits=visits) as vendor:
        await vendor.speak("This is a sentence. " * 150, voice=VOICE)

    assert len(visits) == 2
    assert all(visit.query["encoding"] == ["mp3"] for visit in visits)
    assert all(visit.body.decode().endswith('sentence."}') for visit in visits)


async def test_a_voice_nobody_has_is_refused() -> None:
    async with deepgram() as vendor:
        with pytest.raises(ProviderRefused):
            await vendor.speak("Hello.", voice="nobody")


async def test_a_busy_vendor_is_asked_again() -> None:
    visits: list[Visit] = []
    faults, patient = Faults(refuse_with=503, times=1), replace(QUICK, transcribe_least=5.0)
    async with deepgram(faults, deadlines=patient, visits=visits) as vendor:
        assert (await vendor.transcribe(SOUND, language="en")).text

    assert len(visits) == 2


async def test_a_busy_vendor_is_asked_once_if_the_caller_wants() -> None:
    visits: list[Visit] = []
    async with deepgram(Faults(refuse_with=503, times=1), visits=visits) as vendor:
        with pytest.raises(ProviderUnavailable):
            await vendor.transcribe(SOUND, language="en", retry=False)

    assert len(visits) == 1


async def test_a_wrong_key_is_not_tried_again_and_nobody_else_tries_it() -> None:
    visits: list[Visit] = []
    async with deepgram(key="wrong", visits=visits) as vendor:
        with pytest.raises(ProviderRefused):
            await vendor.transcribe(SOUND, language="en")
        with pytest.raises(ProviderUnavailable):
            await vendor.speak("Hello.", voice=VOICE)

    assert len(visits) == 1


async def test_the_sixth_call_after_five_failures_makes_no_request() -> None:
    visits: list[Visit] = []
    async with deepgram(Faults(refuse_with=500), visits=visits) as vendor:
        for _ in range(5):
            with pytest.raises(ProviderUnavailable):
                await vendor.transcribe(SOUND, language="en", retry=False)
        begun = time.monotonic()
        with pytest.raises(ProviderUnavailable):
            await vendor.transcribe(SOUND, language="en")
        elapsed = time.monotonic() - begun

    assert len(visits) == 5
    assert elapsed < 0.05


async def test_nobody_there_is_unavailable() -> None:
    with pytest.raises(ProviderUnavailable):
        await deepgram_at("http://127.0.0.1:9").transcribe(SOUND, language="en", retry=False)


def test_it_serves_one_event_loop_after_another() -> None:
    async def both() -> None:
        async with deepgram() as vendor:
            await vendor.transcribe(SOUND, language="en")

    asyncio.run(both())
    asyncio.run(both())


async def test_an_error_shows_neither_key_nor_words() -> None:
    async with deepgram(Faults(wrong_schema=True)) as vendor:
        with pytest.raises(ProviderError) as failure:
            await vendor.speak(SPOKEN, voice=VOICE)

    text = "".join(traceback.format_exception(failure.value))
    assert KEY not in text
    assert SPOKEN not in text
