"""The stand-in for Deepgram's live transcription, used through the vendor's own SDK."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from deepgram.core.api_error import ApiError
from websockets.exceptions import ConnectionClosedError

from standins.deepgram import Faults
from standins.frame import Visit
from tests.standins.sounds import SAMPLE_RATE, frames, silence, speech
from tests.standins.test_deepgram import client_of

DEADLINE = 5  # seconds
ANSWER = {"model": "nova-3", "encoding": "linear16", "sample_rate": SAMPLE_RATE}


@asynccontextmanager
async def stream_of(client: Any, **query: Any) -> AsyncIterator[Any]:
    async with asyncio.timeout(DEADLINE), client.listen.v1.connect(**ANSWER, **query) as stream:
        yield stream


async def say(stream: Any, pcm: bytes) -> None:
    for frame in frames(pcm):
        await stream.send_media(frame)


async def said(pcm: bytes, **query: Any) -> list[Any]:
    """All that comes back for the audio, from the first message to the last."""
    async with client_of() as client, stream_of(client, **query) as stream:
        await say(stream, pcm)
        await stream.send_close_stream()
        return [message async for message in stream]


def finals(messages: list[Any]) -> list[Any]:
    return [message for message in messages if getattr(message, "is_final", False)]


def words(messages: list[Any]) -> list[Any]:
    return [word for final in finals(messages) for word in final.channel.alternatives[0].words]


async def test_silence_has_no_words() -> None:
    assert words(await said(silence(6))) == []


async def test_twice_the_speech_has_about_twice_the_words() -> None:
    short, long = await said(speech(4)), await said(speech(8))

    assert len(words(short)) == pytest.approx(2.5 * 4, abs=1)
    assert len(words(long)) == pytest.approx(2 * len(words(short)), abs=1)


async def test_words_stand_where_the_speech_was() -> None:
    heard = words(await said(silence(2) + speech(0.8) + silence(1) + speech(0.4)))

    assert [(word.start, word.end) for word in heard] == [(2.0, 2.4), (2.4, 2.8), (3.8, 4.2)]


async def test_finals_follow_each_other_without_a_gap() -> None:
    messages = finals(await said(speech(6) + silence(1) + speech(3)))

    ends = [round(final.start + final.duration, 3) for final in messages]
    assert [final.start for final in messages] == [0.0, *ends[:-1]]


async def test_a_pause_makes_speech_final() -> None:
    messages = finals(await said(speech(2) + silence(1) + speech(2), endpointing=500))

    assert [final.speech_final for final in messages] == [True, False]


async def test_long_speech_becomes_final_without_a_pause() -> None:
    messages = finals(await said(speech(11), endpointing=False))

    assert len(messages) == 3
    assert not any(final.speech_final for final in messages)


async def test_interim_words_come_about_each_second_and_grow() -> None:
    messages = await said(speech(3.5), interim_results=True)

    interims = [m for m in messages if m.type == "Results" and not m.is_final]
    assert [len(m.channel.alternatives[0].words) for m in interims] == [2, 5, 6]
    assert words(messages)[-1].end == pytest.approx(3.5, abs=0.1)


async def test_interims_come_only_when_asked_for() -> None:
    messages = await said(speech(3.5))

    assert all(message.is_final for message in messages if message.type == "Results")


async def test_finalize_gives_the_words_so_far_and_listening_goes_on() -> None:
    async with client_of() as client, stream_of(client) as stream:
        await say(stream, speech(2.4))
        await stream.send_finalize()
        first = await stream.recv()
        await say(stream, speech(0.8))
        await stream.send_finalize()
        second = await stream.recv()

    assert first.from_finalize
    assert second.from_finalize
    assert len(words([first])) == 5  # and a filler, which is left out
    assert [word.start for word in words([second])] == [2.4, 2.8]


async def test_closing_sends_the_last_words_and_metadata_and_ends() -> None:
    *_, final, metadata = await said(speech(2.05))

    assert final.is_final
    assert metadata.type == "Metadata"
    assert metadata.duration == pytest.approx(2.05)
    assert metadata.request_id == final.metadata.request_id


async def test_an_empty_frame_ends_the_stream() -> None:
    async with client_of() as client, stream_of(client) as stream:
        await stream.send_media(b"")
        messages = [message async for message in stream]

    assert [message.type for message in messages] == ["Metadata"]


async def test_keep_alive_holds_a_silent_stream_open() -> None:
    async with client_of(Faults(idle_limit=0.3)) as client, stream_of(client) as stream:
        for _ in range(5):
            await asyncio.sleep(0.1)
            await stream.send_keep_alive()
        await stream.send_finalize()
        assert (await stream.recv()).from_finalize


async def test_a_stream_left_alone_is_hung_up_on() -> None:
    async with client_of(Faults(idle_limit=0.1)) as client, stream_of(client) as stream:
        with pytest.raises(ConnectionClosedError, match="1011.*NET-0001"):
            await stream.recv()


@pytest.mark.parametrize("text", ["{", "[]", '{"type": "Nonsense"}'])
async def test_a_message_it_does_not_know_is_answered_with_an_error(text: str) -> None:
    async with client_of() as client, stream_of(client) as stream:
        await stream._websocket.send(text)
        answer = await stream.recv()

    assert (answer.type, answer.variant, answer.message) == ("Error", "SchemaError", text)


async def test_finalize_can_go_unanswered() -> None:
    async with client_of(Faults(ignore_finalize=True)) as client, stream_of(client) as stream:
        await say(stream, speech(2))
        await stream.send_finalize()
        await stream.send_close_stream()
        messages = [message async for message in stream]

    assert not any(final.from_finalize for final in finals(messages))
    assert len(words(messages)) == 5


async def refused(client: Any, **query: Any) -> tuple[int | None, Any]:
    """Status and headers; the SDK's error holds our own headers, its context the vendor's."""
    with pytest.raises(ApiError) as refusal:
        async with stream_of(client, **query):
            pass
    context: Any = refusal.value.__context__
    return refusal.value.status_code, context.headers


async def test_a_wrong_key_is_refused_before_the_stream_opens() -> None:
    async with client_of(key="wrong") as client:
        status, headers = await refused(client)

    assert status == 401
    assert headers["dg-error"] == "Invalid credentials."
    assert headers["dg-request-id"]
    assert headers["x-standin"] == "deepgram"


@pytest.mark.parametrize(
    "query",
    [
        {"model": "nobody"},
        {"encoding": "opus"},
        {"channels": 2},
        {"sample_rate": 0},
        {"endpointing": "soon"},
    ],
)
async def test_a_query_it_cannot_serve_is_refused(query: dict[str, Any]) -> None:
    async with client_of() as client:
        with pytest.raises(ApiError) as refusal:
            async with client.listen.v1.connect(**{**ANSWER, **query}):
                pass

    assert refusal.value.status_code == 400


async def test_it_can_be_told_to_refuse() -> None:
    async with client_of(Faults(refuse_with=429)) as client:
        status, headers = await refused(client)

    assert (status, headers["dg-error"]) == (429, "Too Many Requests")


async def test_an_open_stream_is_signed_and_its_query_written_down() -> None:
    visits: list[Visit] = []
    async with (
        client_of(visits=visits) as client,
        stream_of(client, keyterm=["STAR", "bursary"], interim_results=True) as stream,
    ):
        headers = stream._websocket.response_headers
        await stream.send_close_stream()

    assert headers["x-standin"] == "deepgram"
    assert headers["dg-request-id"]
    assert [visit.method for visit in visits] == ["WEBSOCKET"]
    assert visits[0].query["keyterm"] == ["STAR", "bursary"]
    assert visits[0].query["interim_results"] == ["true"]


async def test_a_stream_cut_off_by_the_standins_end_closes_at_once() -> None:
    before = asyncio.all_tasks()
    async with client_of() as client:
        context = client.listen.v1.connect(**ANSWER)
        stream = await context.__aenter__()
        await stream.send_media(speech(0.1))

    with pytest.raises(ConnectionClosedError, match="1012"):
        await stream.recv()
    await context.__aexit__(None, None, None)
    assert asyncio.all_tasks() == before
