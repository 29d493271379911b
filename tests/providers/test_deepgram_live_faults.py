"""A live transcription that goes wrong, in every way its stand-in knows."""

import asyncio
import time
import traceback
from dataclasses import replace

import pytest

from providers.deepgram import Deepgram
from providers.errors import ProviderError, ProviderRefused, ProviderUnavailable
from providers.transcript import Caption, Transcript
from standins.deepgram import KEY, Faults
from standins.frame import Visit
from tests.providers.vendors import (
    MARGIN,
    QUICK,
    deepgram,
    deepgram_at,
    heard,
    nothing_left_behind,
    say,
)
from tests.standins.sounds import speech

LIVE = QUICK.live
ELSEWHERE = "http://127.0.0.1:9/"
FAULTS = {
    "401": (Faults(refuse_with=401), ProviderRefused),
    "402": (Faults(refuse_with=402), ProviderRefused),
    "400": (Faults(refuse_with=400), ProviderRefused),
    "500": (Faults(refuse_with=500), ProviderUnavailable),
    "429": (Faults(refuse_with=429, retry_after=7), ProviderUnavailable),
    "redirect": (Faults(redirect_to=ELSEWHERE), ProviderRefused),
    "mute": (Faults(mute=True), ProviderUnavailable),
    "garbage": (Faults(garbage=True), ProviderError),
    "wrong schema": (Faults(wrong_schema=True), ProviderError),
    "huge": (Faults(huge=True), ProviderUnavailable),
    "drop": (Faults(drop_after=0.1), ProviderUnavailable),
    "1008": (Faults(close_with=1008), ProviderRefused),
    "1011": (Faults(close_with=1011), ProviderUnavailable),
    "slower than the deadlines": (Faults(slow=0.7), ProviderUnavailable),
}
ANY_FAULT = pytest.mark.parametrize(("faults", "kind"), FAULTS.values(), ids=FAULTS)


async def answer(
    vendor: Deepgram,
) -> tuple[list[Caption], ProviderError | None, Transcript, float]:
    """Hold the button (twenty times as fast), finish, and see what comes back and how soon."""
    async with vendor.listen(language="en") as stream:
        listening = asyncio.create_task(heard(stream))
        await say(stream, speech(2))
        begun = time.monotonic()
        transcript = await stream.finish()
        elapsed = time.monotonic() - begun
        captions, failure = await listening
        assert failure is stream.failure
        return captions, failure, transcript, elapsed


@ANY_FAULT
async def test_a_failure_is_one_error_in_time_and_leaves_nothing_behind(
    faults: Faults, kind: type[ProviderError]
) -> None:
    async with deepgram(faults) as vendor, nothing_left_behind():
        _, failure, transcript, seconds = await answer(vendor)

    assert type(failure) is kind
    assert not transcript.is_complete
    assert seconds <= LIVE.finish + MARGIN


async def test_an_error_is_raised_once_and_then_the_captions_are_over() -> None:
    faults = Faults(refuse_with=500)
    async with deepgram(faults) as vendor, vendor.listen(language="en") as stream:
        await stream.finish()
        with pytest.raises(ProviderUnavailable):
            await anext(stream)
        with pytest.raises(StopAsyncIteration):
            await anext(stream)


async def test_a_wrong_key_is_refused() -> None:
    async with deepgram(key="wrong") as vendor:
        _, failure, *_ = await answer(vendor)

    assert isinstance(failure, ProviderRefused)
    assert failure.status == 401


async def test_retry_after_is_passed_on() -> None:
    async with deepgram(Faults(refuse_with=429, retry_after=7)) as vendor:
        _, failure, *_ = await answer(vendor)

    assert isinstance(failure, ProviderUnavailable)
    assert failure.retry_after == 7


async def test_a_redirect_is_not_followed() -> None:
    visits: list[Visit] = []
    async with deepgram(visits=visits) as elsewhere:
        address = f"{elsewhere._settings.base_url}/v1/listen"
        async with deepgram(Faults(redirect_to=address)) as vendor:
            await answer(vendor)

    assert visits == []


async def test_nobody_there_is_unavailable() -> None:
    async with nothing_left_behind():
        _, failure, *_ = await answer(deepgram_at("http://127.0.0.1:9"))

    assert isinstance(failure, ProviderUnavailable)


async def test_a_server_that_never_opens_the_socket_is_given_up_on() -> None:
    async def swallow(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    server = await asyncio.start_server(swallow, "127.0.0.1")
    async with server:
        port = server.sockets[0].getsockname()[1]
        vendor = deepgram_at(f"http://127.0.0.1:{port}")
        async with vendor.listen(language="en") as stream:
            begun = time.monotonic()
            _, failure = await heard(stream)

    assert isinstance(failure, ProviderUnavailable)
    assert time.monotonic() - begun <= LIVE.open + MARGIN


async def test_a_mute_vendor_is_noticed_while_the_student_speaks() -> None:
    async with deepgram(Faults(mute=True)) as vendor, vendor.listen(language="en") as stream:
        begun = time.monotonic()
        listening = asyncio.create_task(heard(stream))
        while not listening.done() and time.monotonic() - begun < LIVE.mute * 3:
            stream.send(speech(0.1))
            await asyncio.sleep(0.02)
        _, failure = await listening

    assert isinstance(failure, ProviderUnavailable)
    assert time.monotonic() - begun <= LIVE.mute + LIVE.close + MARGIN


async def test_a_vendor_that_drips_still_gives_all_words() -> None:
    async with deepgram(Faults(slow=0.02)) as vendor:
        _, failure, transcript, _ = await answer(vendor)

    assert failure is None
    assert len(transcript.words) == 5


@pytest.mark.parametrize("faults", [Faults(close_with=1011), Faults(drop_after=0.5)])
async def test_interim_words_survive(faults: Faults) -> None:
    async with deepgram(faults) as vendor, vendor.listen(language="en") as stream:
        stream.send(speech(2.4))
        await heard(stream)
        transcript = await stream.finish()

    assert transcript.text == "In my second year I,"
    assert not transcript.is_complete


async def test_interim_words_survive_while_the_final_ones_are_awaited() -> None:
    faults = Faults(ignore_finalize=True, drop_after=0.5)
    patient = replace(QUICK, live=replace(LIVE, finalize=3.0))
    async with (
        deepgram(faults, deadlines=patient) as vendor,
        vendor.listen(language="en") as stream,
    ):
        stream.send(speech(2.4))
        transcript = await stream.finish()

    assert isinstance(stream.failure, ProviderUnavailable)
    assert transcript.text == "In my second year I,"


async def test_words_are_kept_when_only_the_goodbye_is_missing() -> None:
    hasty = replace(QUICK, live=replace(LIVE, finalize=1.0, close_stream=0.0))
    async with deepgram(Faults(slow=0.1), deadlines=hasty) as vendor:
        _, failure, transcript, _ = await answer(vendor)

    assert failure is None
    assert (len(transcript.words), transcript.is_complete) == (5, True)


async def test_audio_too_much_for_the_socket_loses_its_oldest_and_is_counted() -> None:
    async with deepgram() as vendor, vendor.listen(language="en") as stream:
        stream.send(speech(3))
        stream.send(speech(4))
        transcript = await stream.finish()

    assert stream.dropped_seconds == 2.0
    assert transcript.words[0].start == 2.0  # on the attempt's clock, not the socket's
    assert not transcript.is_complete


async def test_messages_hold_neither_key_nor_words() -> None:
    for fault in ("401", "wrong schema", "1011"):
        async with deepgram(FAULTS[fault][0]) as vendor:
            _, failure, *_ = await answer(vendor)

        assert failure is not None
        text = "".join(traceback.format_exception(failure))
        assert KEY not in text
        assert "second year" not in text


async def test_a_socket_that_did_not_open_is_not_tried_again() -> None:
    visits: list[Visit] = []
    async with deepgram(Faults(refuse_with=500), visits=visits) as vendor:
        await answer(vendor)

    assert len(visits) == 1


async def test_after_five_failures_the_sixth_press_makes_no_request() -> None:
    visits: list[Visit] = []
    async with deepgram(Faults(refuse_with=500), visits=visits) as vendor:
        for _ in range(5):
            await answer(vendor)
        begun = time.monotonic()
        async with vendor.listen(language="en") as stream:
            _, failure = await heard(stream)
        elapsed = time.monotonic() - begun

    assert isinstance(failure, ProviderUnavailable)
    assert len(visits) == 5
    assert elapsed < 0.05


async def test_an_interview_that_is_cancelled_leaves_nothing_behind() -> None:
    async def interview() -> None:
        async with vendor.listen(language="en") as stream:
            await say(stream, speech(1))
            await asyncio.Event().wait()

    async with deepgram() as vendor, nothing_left_behind():
        task = asyncio.create_task(interview())
        await asyncio.sleep(0.2)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task


async def test_finishing_that_is_cancelled_leaves_nothing_behind() -> None:
    async def press() -> None:
        async with vendor.listen(language="en") as stream:
            stream.send(speech(0.5))
            await stream.finish()

    async with deepgram(Faults(mute=True)) as vendor, nothing_left_behind():
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(press(), 0.1)
