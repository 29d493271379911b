"""The stand-in for Deepgram's text to speech, used through the vendor's own SDK."""

import io
import wave
from typing import Any

import pytest
from deepgram.core.api_error import ApiError

from standins.tones import FRAME_HEADER, FRAME_SAMPLES, FRAME_SIZE, SAMPLE_RATE
from tests.standins.test_deepgram import client_of

VOICE = "aura-2-thalia-en"


async def sound(client: Any, text: str, **options: Any) -> bytes:
    chunks = client.speak.v1.audio.generate(
        text=text, model=VOICE, request_options={"max_retries": 0}, **options
    )
    return b"".join([chunk async for chunk in chunks])


async def test_a_wav_is_as_long_as_the_text() -> None:
    async with client_of() as client:
        body = await sound(client, "one two three four five", encoding="linear16")

    with wave.open(io.BytesIO(body)) as file:
        assert file.getnframes() / file.getframerate() == pytest.approx(2.0, abs=0.05)


async def test_an_mp3_is_made_of_whole_frames_as_long_as_the_text() -> None:
    async with client_of() as client:
        body = await sound(client, "one two three four five", encoding="mp3")

    frames = [body[start : start + FRAME_SIZE] for start in range(0, len(body), FRAME_SIZE)]
    assert all(len(frame) == FRAME_SIZE for frame in frames)
    assert all(frame.startswith(FRAME_HEADER) for frame in frames)
    assert len(frames) * FRAME_SAMPLES / SAMPLE_RATE == pytest.approx(2.0, abs=0.05)


async def test_bare_samples_come_without_a_container() -> None:
    async with client_of() as client:
        body = await sound(
            client, "one two", encoding="linear16", container="none", sample_rate=8000
        )

    assert len(body) == 2 * 8000 * 0.8


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("", {"encoding": "mp3"}),
        ("x" * 2001, {"encoding": "mp3"}),
        ("Hello", {"encoding": "opus"}),
        ("Hello", {"encoding": "linear16", "sample_rate": 0}),
    ],
    ids=["empty", "too long", "unknown encoding", "no sample rate"],
)
async def test_what_it_cannot_speak_is_refused(text: str, options: dict[str, Any]) -> None:
    async with client_of() as client:
        with pytest.raises(ApiError) as refusal:
            await sound(client, text, **options)

    assert refusal.value.status_code == 400
    assert set(refusal.value.body) == {"err_code", "err_msg", "request_id"}


async def test_a_wrong_key_is_refused() -> None:
    async with client_of(key="wrong") as client:
        with pytest.raises(ApiError) as refusal:
            await sound(client, "Hello", encoding="mp3")

    assert refusal.value.status_code == 401
