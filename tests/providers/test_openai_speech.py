"""Transcripts of recordings by OpenAI, through the vendor's SDK over a real wire."""

import asyncio
import time
import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from providers.errors import ProviderError, ProviderRefused, ProviderUnavailable
from providers.openai_speech import OpenAISpeech, OpenAISpeechDeadlines, OpenAISpeechSettings
from standins.frame import Visit
from standins.openai import KEY, NO_FAULTS, Faults, create_app
from standins.serve import serve
from standins.transcriptions import fields_of
from tests.providers.vendors import MARGIN, nothing_left_behind
from tests.standins.sounds import silence, speech, wav

SOUND = wav(speech(1))
QUICK = OpenAISpeechDeadlines(connect=0.3, transcribe_least=0.6, transcribe_for_each_second=0.0)
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


@asynccontextmanager
async def openai(
    faults: Faults = NO_FAULTS,
    *,
    key: str = KEY,
    deadlines: OpenAISpeechDeadlines = QUICK,
    visits: list[Visit] | None = None,
) -> AsyncIterator[OpenAISpeech]:
    async with serve(create_app(faults, visits=visits)) as url:
        yield openai_at(f"{url}/v1", key=key, deadlines=deadlines)


def openai_at(
    url: str, *, key: str = KEY, deadlines: OpenAISpeechDeadlines = QUICK
) -> OpenAISpeech:
    return OpenAISpeech(OpenAISpeechSettings(key=key, base_url=url, deadlines=deadlines))


def asked(visit: Visit) -> dict[str, bytes]:
    boundary = visit.body.partition(b"\r\n")[0].removeprefix(b"--").decode()
    return fields_of(visit.body, f"multipart/form-data; boundary={boundary}")


async def test_a_recording_is_written_down_without_times() -> None:
    async with openai() as vendor:
        heard = await vendor.transcribe(wav(speech(4)), language="en")

    assert heard.text == "In my second year I, led a group of"
    assert heard.words == ()
    assert heard.is_complete


async def test_silence_is_an_empty_transcript() -> None:
    async with openai() as vendor:
        assert (await vendor.transcribe(wav(silence(1)), language="en")).text == ""


async def test_it_is_told_the_language_and_the_terms_to_expect() -> None:
    visits: list[Visit] = []
    async with openai(visits=visits) as vendor:
        await vendor.transcribe(SOUND, language="en-GB", key_terms=["bursary", "Ada Lovelace"])

    fields = asked(visits[0])
    assert (fields["language"], fields["prompt"]) == (b"en", b"bursary, Ada Lovelace")
    assert (fields["model"], fields["file"]) == (b"gpt-transcribe", SOUND)


async def test_more_terms_than_are_heeded_are_left_out() -> None:
    visits: list[Visit] = []
    async with openai(visits=visits) as vendor:
        await vendor.transcribe(SOUND, language="en", key_terms=["x" * 50] * 50)

    assert 500 < len(asked(visits[0])["prompt"]) <= 600


async def test_without_terms_there_is_no_prompt() -> None:
    visits: list[Visit] = []
    async with openai(visits=visits) as vendor:
        await vendor.transcribe(SOUND, language="en")

    assert "prompt" not in asked(visits[0])


@pytest.mark.parametrize(("faults", "kind"), FAULTS.values(), ids=FAULTS)
async def test_a_failure_is_an_error_of_the_right_kind_in_time(
    faults: Faults, kind: type[ProviderError]
) -> None:
    async with openai(faults) as vendor, nothing_left_behind():
        begun = time.monotonic()
        with pytest.raises(kind) as failure:
            await vendor.transcribe(SOUND, language="en", retry=False)
        elapsed = time.monotonic() - begun

    assert failure.type is kind
    assert elapsed <= QUICK.transcribe(1) + MARGIN


async def test_nobody_there_is_unavailable() -> None:
    with pytest.raises(ProviderUnavailable):
        await openai_at("http://127.0.0.1:9/v1").transcribe(SOUND, language="en", retry=False)


async def test_a_busy_vendor_is_asked_again() -> None:
    visits: list[Visit] = []
    faults, patient = Faults(refuse_with=503, times=1), replace(QUICK, transcribe_least=5.0)
    async with openai(faults, deadlines=patient, visits=visits) as vendor:
        assert (await vendor.transcribe(SOUND, language="en")).text

    assert len(visits) == 2


async def test_a_wrong_key_is_not_tried_again() -> None:
    visits: list[Visit] = []
    async with openai(key="wrong", visits=visits) as vendor:
        with pytest.raises(ProviderRefused):
            await vendor.transcribe(SOUND, language="en")
        with pytest.raises(ProviderUnavailable):
            await vendor.transcribe(SOUND, language="en")

    assert len(visits) == 1


async def test_the_sixth_call_after_five_failures_makes_no_request() -> None:
    visits: list[Visit] = []
    async with openai(Faults(refuse_with=500), visits=visits) as vendor:
        for _ in range(6):
            with pytest.raises(ProviderUnavailable):
                await vendor.transcribe(SOUND, language="en", retry=False)

    assert len(visits) == 5


def test_it_serves_one_event_loop_after_another() -> None:
    async def both() -> None:
        async with openai() as vendor:
            await vendor.transcribe(SOUND, language="en")

    asyncio.run(both())
    asyncio.run(both())


async def test_an_error_shows_no_key() -> None:
    async with openai(Faults(refuse_with=400)) as vendor:
        with pytest.raises(ProviderError) as failure:
            await vendor.transcribe(SOUND, language="en")

    assert KEY not in "".join(traceback.format_exception(failure.value))


def test_a_recording_has_more_time_the_longer_it_is() -> None:
    deadlines = OpenAISpeechDeadlines()
    assert [deadlines.transcribe(seconds) for seconds in (0, 100, 500)] == [10, 30, 60]
