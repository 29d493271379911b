"""A live transcription that goes well."""

import asyncio
import time
from dataclasses import replace

import pytest

from providers.deepgram_models import LanguageNotSupported
from standins.deepgram import Faults
from standins.frame import Visit
from tests.providers.vendors import QUICK, deepgram, heard, nothing_left_behind, say
from tests.standins.sounds import silence, speech


async def test_the_transcript_holds_the_words_with_their_times() -> None:
    async with deepgram() as vendor, vendor.listen(language="en") as stream:
        await say(stream, silence(1) + speech(4))
        transcript = await stream.finish()

    assert transcript.text == "In my second year I, led a group of"
    assert [word.start for word in transcript.words[:2]] == [1.0, 1.4]
    assert transcript.words[0].confidence == 0.98
    assert transcript.is_complete


async def test_captions_grow_and_end_with_final_ones() -> None:
    async with deepgram() as vendor, vendor.listen(language="en") as stream:
        listening = asyncio.create_task(heard(stream))
        await say(stream, speech(3.5))
        await stream.finish()
        captions, failure = await listening

    assert failure is None
    assert [caption.is_final for caption in captions] == [False, False, False, True]
    assert captions[2].text.startswith(captions[1].text)


async def test_audio_sent_before_the_socket_is_open_is_not_lost() -> None:
    async with deepgram() as vendor, vendor.listen(language="en") as stream:
        for _ in range(20):
            stream.send(speech(0.1))
        transcript = await stream.finish()

    assert len(transcript.words) == 5


async def test_an_empty_frame_is_not_sent() -> None:
    async with deepgram() as vendor, vendor.listen(language="en") as stream:
        stream.send(b"")
        await say(stream, speech(1))
        stream.send(b"")
        await say(stream, speech(1))
        transcript = await stream.finish()

    assert len(transcript.words) == 5


async def test_times_go_on_where_the_press_before_ended() -> None:
    async with deepgram() as vendor, vendor.listen(language="en", offset=7.5) as stream:
        await say(stream, silence(1) + speech(1.2))
        transcript = await stream.finish()

    assert [word.start for word in transcript.words] == [8.5, 8.9, 9.3]


async def test_the_query_asks_for_what_the_interview_needs() -> None:
    visits: list[Visit] = []
    async with deepgram(visits=visits) as vendor:
        terms = ["bursary", "bursary", "  STAR  "]
        async with vendor.listen(language="en_GB", key_terms=terms) as stream:
            await stream.finish()

    assert [visit.method for visit in visits] == ["WEBSOCKET"]
    assert visits[0].query == {
        "model": ["nova-3"],
        "language": ["en-GB"],
        "keyterm": ["bursary", "STAR"],
        "encoding": ["linear16"],
        "sample_rate": ["16000"],
        "channels": ["1"],
        "interim_results": ["true"],
        "endpointing": ["300"],
        "punctuate": ["true"],
        "smart_format": ["true"],
        "mip_opt_out": ["true"],
    }


async def test_a_language_nobody_hears_is_refused_before_anything_is_sent() -> None:
    visits: list[Visit] = []
    async with deepgram(visits=visits) as vendor:
        with pytest.raises(LanguageNotSupported):
            vendor.listen(language="tlh")

    assert visits == []


async def test_a_silent_stream_is_kept_open() -> None:
    patient = replace(QUICK, live=replace(QUICK.live, mute=10.0))
    async with (
        deepgram(Faults(idle_limit=0.6), deadlines=patient) as vendor,
        vendor.listen(language="en") as stream,
    ):
        await say(stream, speech(0.8))
        await asyncio.sleep(1.3)  # more than twice what the vendor puts up with
        await say(stream, speech(0.8))
        transcript = await stream.finish()

    assert stream.failure is None
    assert len(transcript.words) == 4


async def test_words_come_even_if_finalize_is_not_answered() -> None:
    faults = Faults(ignore_finalize=True)
    async with deepgram(faults) as vendor, vendor.listen(language="en") as stream:
        await say(stream, speech(2))
        transcript = await stream.finish()

    assert len(transcript.words) == 5
    assert transcript.is_complete


async def test_a_press_without_sound_ends_at_once_and_well() -> None:
    async with deepgram() as vendor:
        begun = time.monotonic()
        async with vendor.listen(language="en") as stream:
            transcript = await stream.finish()

    assert (transcript.text, stream.failure) == ("", None)
    assert time.monotonic() - begun < QUICK.live.finalize + 0.5


async def test_nothing_is_left_behind_after_a_good_end() -> None:
    async with (
        deepgram() as vendor,
        nothing_left_behind(),
        vendor.listen(language="en") as stream,
    ):
        await say(stream, speech(1))
        await stream.finish()


@pytest.mark.parametrize("pause", [0.0, 0.1])
async def test_nothing_is_left_behind_after_leaving_without_finishing(pause: float) -> None:
    async with (
        deepgram() as vendor,
        nothing_left_behind(),
        vendor.listen(language="en") as stream,
    ):
        stream.send(speech(1))
        await asyncio.sleep(pause)


async def test_what_is_sent_after_the_end_is_ignored() -> None:
    async with deepgram() as vendor, vendor.listen(language="en") as stream:
        await say(stream, speech(1))
        before = await stream.finish()
        stream.send(speech(5))

        assert await stream.finish() == before
