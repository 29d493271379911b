"""The stand-in for Deepgram's pre-recorded transcription, used through the vendor's own SDK."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from deepgram import AsyncDeepgramClient
from deepgram.core.api_error import ApiError
from deepgram.environment import DeepgramClientEnvironment
from deepgram.transport import restore_transport

from standins.deepgram import KEY, NO_FAULTS, Faults, create_app
from standins.frame import Visit
from standins.serve import serve
from tests.standins.sounds import SAMPLE_RATE, silence, speech, wav


@asynccontextmanager
async def client_of(
    faults: Faults = NO_FAULTS, *, key: str = KEY, visits: list[Visit] | None = None
) -> AsyncIterator[AsyncDeepgramClient]:
    async with (
        serve(create_app(faults, visits=visits)) as url,
        httpx.AsyncClient(timeout=5) as http,
    ):
        restore_transport()  # the SDK's own socket, whatever another test put under it
        socket = url.replace("http:", "ws:")
        places = DeepgramClientEnvironment(
            base=url, production=socket, agent=socket, agent_rest=url
        )
        yield AsyncDeepgramClient(api_key=key, environment=places, httpx_client=http)


async def transcript(client: AsyncDeepgramClient, audio: bytes, **options: Any) -> Any:
    answer: Any = await client.listen.v1.media.transcribe_file(
        request=audio, model="nova-3", request_options={"max_retries": 0}, **options
    )
    return answer.results.channels[0].alternatives[0]


async def test_silence_has_no_words() -> None:
    async with client_of() as client:
        heard = await transcript(client, wav(silence(2)))

    assert (heard.transcript, heard.words) == ("", [])


async def test_twice_the_speech_has_about_twice_the_words() -> None:
    async with client_of() as client:
        short = await transcript(client, wav(speech(4)))
        long = await transcript(client, wav(speech(8)))

    assert len(long.words) == pytest.approx(2 * len(short.words), abs=1)
    assert len(short.words) == pytest.approx(2.5 * 4, abs=1)


async def test_words_carry_times_and_confidence() -> None:
    async with client_of() as client:
        heard = await transcript(client, wav(silence(1) + speech(4)))

    assert heard.words[0].start == 1.0
    assert all(0 < word.confidence <= 1 for word in heard.words)
    assert any(word.confidence < 0.6 for word in heard.words)


async def test_fillers_are_heard_only_when_asked_for() -> None:
    async with client_of() as client:
        without = await transcript(client, wav(speech(4)))
        with_them = await transcript(client, wav(speech(4)), filler_words=True)

    assert "um" not in without.transcript.split()
    assert "um" in with_them.transcript.split()


async def test_punctuation_comes_only_when_asked_for() -> None:
    async with client_of() as client:
        bare = await transcript(client, wav(speech(8)))
        formatted = await transcript(client, wav(speech(8)), smart_format=True)

    assert bare.transcript.startswith("in my second year i led")
    assert formatted.transcript.startswith("In my second year I, led")


async def test_a_file_and_its_bare_samples_are_heard_alike() -> None:
    query = {"additional_query_parameters": {"sample_rate": SAMPLE_RATE}, "max_retries": 0}
    async with client_of() as client:
        file = await transcript(client, wav(speech(2)))
        bare: Any = await client.listen.v1.media.transcribe_file(
            request=speech(2), model="nova-3", encoding="linear16", request_options=query
        )

    assert bare.results.channels[0].alternatives[0].transcript == file.transcript


async def test_audio_it_cannot_read_is_refused() -> None:
    async with client_of() as client:
        with pytest.raises(ApiError) as refusal:
            await transcript(client, b"\x1aE\xdf\xa3 not a WAV file")

    assert refusal.value.status_code == 400


async def test_a_wrong_key_is_refused() -> None:
    async with client_of(key="wrong") as client:
        with pytest.raises(ApiError) as refusal:
            await transcript(client, wav(speech(1)))

    assert refusal.value.status_code == 401
    assert refusal.value.headers is not None
    assert refusal.value.headers["dg-request-id"]


async def test_it_can_be_told_to_refuse() -> None:
    async with client_of(Faults(refuse_with=503)) as client:
        with pytest.raises(ApiError) as refusal:
            await transcript(client, wav(speech(1)))

    assert refusal.value.status_code == 503


async def test_requests_are_written_down() -> None:
    visits: list[Visit] = []
    audio = wav(speech(1))
    async with client_of(visits=visits) as client:
        await transcript(client, audio, keyterm=["STAR", "bursary"])

    assert [(visit.method, visit.path) for visit in visits] == [("POST", "/v1/listen")]
    assert visits[0].query == {"model": ["nova-3"], "keyterm": ["STAR", "bursary"]}
    assert visits[0].body == audio
