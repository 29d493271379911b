"""What can be wrong with a provider on request, seen from outside with plain clients."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus, PayloadTooBig

from standins import deepgram, openai
from standins.deepgram import KEY, Faults, create_app
from standins.faults import parse
from standins.frame import Visit
from standins.serve import serve
from tests.standins.sounds import speech

LISTEN = "/v1/listen?encoding=linear16&sample_rate=16000&interim_results=true"
SPEAK = "/v1/speak?encoding=mp3&model=aura-2-thalia-en"
AUTHORITY = {"authorization": f"Token {KEY}"}
GREETING = {"text": "Hello, and welcome."}
MEGABYTE = 1024 * 1024
SOON = 0.2  # seconds


@asynccontextmanager
async def client_of(
    faults: Faults, visits: list[Visit] | None = None
) -> AsyncIterator[httpx.AsyncClient]:
    async with (
        serve(create_app(faults, visits=visits)) as url,
        httpx.AsyncClient(base_url=url, headers=AUTHORITY, timeout=SOON * 4) as client,
    ):
        yield client


@asynccontextmanager
async def stream_of(faults: Faults) -> AsyncIterator[ClientConnection]:
    async with serve(create_app(faults)) as url:
        address = url.replace("http", "ws") + LISTEN
        async with connect(
            address, additional_headers=AUTHORITY, close_timeout=SOON, proxy=None
        ) as stream:
            yield stream


async def test_a_refusal_can_ask_for_patience() -> None:
    async with client_of(Faults(refuse_with=429, retry_after=3)) as client:
        answer = await client.post(SPEAK, json=GREETING)

    assert (answer.status_code, answer.headers["retry-after"]) == (429, "3")


async def test_a_mute_vendor_takes_the_request_and_never_answers() -> None:
    visits: list[Visit] = []
    async with client_of(Faults(mute=True), visits) as client:
        with pytest.raises(httpx.ReadTimeout):
            await client.post(SPEAK, json=GREETING)

    assert json.loads(visits[0].body) == GREETING


async def test_a_slow_vendor_delays_each_piece() -> None:
    async with client_of(Faults(slow=0.1)) as client:
        begun = time.monotonic()
        await client.post(SPEAK, json=GREETING)

    assert time.monotonic() - begun >= 0.2


async def test_a_connection_can_be_cut_in_the_middle_of_an_answer() -> None:
    async with client_of(Faults(slow=0.1, drop_after=0.15)) as client:
        with pytest.raises((httpx.NetworkError, httpx.RemoteProtocolError)):
            await client.post(SPEAK, json=GREETING)


async def test_garbage_is_not_json() -> None:
    async with client_of(Faults(garbage=True)) as client:
        answer = await client.post(SPEAK, json=GREETING)

    with pytest.raises(ValueError, match="Expecting value"):
        answer.json()


async def test_a_wrong_schema_is_json_without_what_was_asked_for() -> None:
    async with client_of(Faults(wrong_schema=True)) as client:
        answer = await client.post(LISTEN, content=speech(0.1))

    assert answer.json()["results"] == 7


async def test_a_huge_answer_is_ten_megabytes() -> None:
    async with client_of(Faults(huge=True)) as client:
        answer = await client.post(SPEAK, json=GREETING)

    assert len(answer.content) >= 10 * MEGABYTE


async def test_a_redirect_points_where_it_was_told() -> None:
    async with client_of(Faults(redirect_to="http://127.0.0.1:9/")) as client:
        answer = await client.post(SPEAK, json=GREETING)

    assert (answer.status_code, answer.headers["location"]) == (307, "http://127.0.0.1:9/")


async def test_faults_can_pass() -> None:
    async with client_of(Faults(refuse_with=503, times=2)) as client:
        answers = [(await client.post(SPEAK, json=GREETING)).status_code for _ in range(4)]

    assert answers == [503, 503, 200, 200]


async def test_a_mute_stream_opens_and_says_nothing() -> None:
    async with stream_of(Faults(mute=True)) as stream:
        await stream.send(speech(3))
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(SOON):
                await stream.recv()


async def test_a_slow_stream_delays_each_message() -> None:
    async with stream_of(Faults(slow=0.1)) as stream:
        begun = time.monotonic()
        await stream.send(speech(2.1))
        await stream.recv()
        await stream.recv()

    assert time.monotonic() - begun >= 0.2


async def test_a_stream_can_be_cut_without_a_word() -> None:
    async with stream_of(Faults(drop_after=0.1)) as stream:
        with pytest.raises(ConnectionClosed) as cut:
            await stream.recv()

    assert cut.value.rcvd is None


@pytest.mark.parametrize(("code", "reason"), [(1008, "DATA-0000"), (1011, "NET-0000")])
async def test_a_stream_can_be_closed_as_the_vendor_closes_it(code: int, reason: str) -> None:
    async with stream_of(Faults(close_with=code)) as stream:
        await stream.send(speech(2.1))
        await stream.wait_closed()

    assert (stream.close_code, stream.close_reason) == (code, reason)


async def test_a_stream_can_say_garbage() -> None:
    async with stream_of(Faults(garbage=True)) as stream:
        with pytest.raises(ValueError, match="Expecting value"):
            json.loads(await stream.recv())


async def test_a_stream_can_say_too_much() -> None:
    async with stream_of(Faults(huge=True)) as stream:
        with pytest.raises((ConnectionClosed, PayloadTooBig)):
            await stream.recv()


async def test_a_stream_can_be_redirected() -> None:
    with pytest.raises((InvalidStatus, OSError)):
        async with stream_of(Faults(redirect_to="ws://127.0.0.1:9/")):
            pass


@pytest.mark.parametrize(
    ("settings", "faults"),
    [
        ([], Faults()),
        (["drop-after=3"], Faults(drop_after=3.0)),
        (["mute", "times=2"], Faults(mute=True, times=2)),
        (["refuse-with=503", "retry_after=7"], Faults(refuse_with=503, retry_after=7)),
        (["redirect-to=http://127.0.0.1/?a=b"], Faults(redirect_to="http://127.0.0.1/?a=b")),
        (["idle-limit=0.5"], Faults(idle_limit=0.5)),
    ],
)
def test_faults_can_be_written_as_words(settings: list[str], faults: Faults) -> None:
    assert parse(deepgram.Faults, settings) == faults


@pytest.mark.parametrize("setting", ["sleepy", "drop-after", "drop-after=soon", "times=1.5"])
def test_words_that_are_no_fault_are_refused(setting: str) -> None:
    with pytest.raises(ValueError, match="sleepy|convert|invalid"):
        parse(deepgram.Faults, [setting])


def test_each_vendor_has_faults_of_its_own() -> None:
    assert parse(openai.Faults, ["first-token-after=2"]).first_token_after == 2.0
