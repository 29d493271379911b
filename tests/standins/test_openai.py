"""The stand-in for OpenAI, used through the vendor's own SDK."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import jiter
import openai
import pytest

from standins.frame import Visit
from standins.openai import KEY, NO_FAULTS, Faults, create_app
from standins.serve import serve
from tests.standins.sounds import silence, speech, wav

MODEL = "gpt-6-luna"
ASKED = "Mark this answer.\nI called three laboratories and rewrote our plan around a meter."
SCHEMA = {
    "type": "object",
    "properties": {
        "opening": {"type": "string"},
        "parts": {"type": "array", "items": {"$ref": "#/$defs/Part"}},
        "change": {"anyOf": [{"type": "string"}, {"type": "null"}]},
    },
    "required": ["opening", "parts", "change"],
    "additionalProperties": False,
    "$defs": {
        "Part": {
            "type": "object",
            "properties": {
                "level": {"type": "string", "enum": ["missing", "thin", "clear"]},
                "score": {"type": "integer", "minimum": 1, "maximum": 4},
                "quote": {"type": "string"},
            },
            "required": ["level", "score", "quote"],
            "additionalProperties": False,
        }
    },
}


@asynccontextmanager
async def client_of(
    faults: Faults = NO_FAULTS, *, key: str = KEY, visits: list[Visit] | None = None
) -> AsyncIterator[openai.AsyncOpenAI]:
    async with (
        serve(create_app(faults, visits=visits)) as url,
        openai.AsyncOpenAI(api_key=key, base_url=f"{url}/v1", max_retries=0, timeout=5) as client,
    ):
        yield client


def json_format(schema: dict[str, Any]) -> Any:
    return {"format": {"type": "json_schema", "name": "a", "strict": True, "schema": schema}}


async def streamed(client: openai.AsyncOpenAI, **asked: Any) -> list[Any]:
    stream = await client.responses.create(model=MODEL, input=ASKED, stream=True, **asked)
    async with stream:
        return [event async for event in stream]


def text_of(events: list[Any]) -> str:
    return "".join(event.delta for event in events if event.type == "response.output_text.delta")


async def test_a_stream_says_what_the_plain_call_says() -> None:
    async with client_of() as client:
        events = await streamed(client)
        plain = await client.responses.create(model=MODEL, input=ASKED)

    assert text_of(events) == plain.output_text == events[-1].response.output_text
    assert plain.output_text.startswith("This is the stand-in")


async def test_events_come_in_the_vendors_order_and_are_numbered() -> None:
    async with client_of() as client:
        events = await streamed(client)

    kinds = [event.type.removeprefix("response.") for event in events]
    assert list(dict.fromkeys(kinds)) == [
        "created",
        "in_progress",
        "output_item.added",
        "content_part.added",
        "output_text.delta",
        "output_text.done",
        "content_part.done",
        "output_item.done",
        "completed",
    ]
    assert kinds.count("output_text.delta") > 1
    assert [event.sequence_number for event in events] == list(range(len(events)))


async def test_every_event_satisfies_the_sdks_own_types() -> None:
    async with client_of() as client:
        events = await streamed(client)

    for event in events:
        type(event).model_validate_json(event.model_dump_json(exclude_unset=True))


async def test_usage_is_known_only_when_the_response_is_completed() -> None:
    async with client_of() as client:
        first, *_, last = await streamed(client)

    assert first.response.usage is None
    assert last.response.usage.total_tokens > last.response.usage.output_tokens > 0


async def test_the_sdks_stream_helper_understands_the_stream() -> None:
    async with (
        client_of() as client,
        client.responses.stream(model=MODEL, input=ASKED) as stream,
    ):
        async for _ in stream:
            pass
        assert (await stream.get_final_response()).output_text


async def test_json_satisfies_the_schema_asked_for() -> None:
    async with client_of() as client:
        answer = json.loads(text_of(await streamed(client, text=json_format(SCHEMA))))

    assert list(answer) == ["opening", "parts", "change"]
    assert answer["opening"]
    assert answer["change"]
    for part in answer["parts"]:
        assert part["level"] in ("missing", "thin", "clear")
        assert 1 <= part["score"] <= 4


async def test_json_can_be_read_while_it_streams() -> None:
    async with client_of() as client:
        events = await streamed(client, text=json_format(SCHEMA))

    half = text_of(events[: len(events) // 2])
    assert "opening" in jiter.from_json(half.encode(), partial_mode="trailing-strings")


async def test_a_quote_is_taken_from_what_was_sent() -> None:
    async with client_of() as client:
        answer = json.loads(text_of(await streamed(client, text=json_format(SCHEMA))))

    assert answer["parts"][0]["quote"] == "I called three laboratories and rewrote our plan"


async def test_the_same_request_is_answered_the_same() -> None:
    async with client_of() as client:
        one, other = [await streamed(client, text=json_format(SCHEMA)) for _ in range(2)]

    assert text_of(one) == text_of(other)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"required": ["opening"]}, "required"),
        ({"additionalProperties": True}, "additionalProperties"),
        ({"default": {}}, "default"),
    ],
)
async def test_a_schema_that_is_not_strict_is_refused(change: Any, reason: str) -> None:
    async with client_of() as client:
        with pytest.raises(openai.BadRequestError, match=reason) as refusal:
            await streamed(client, text=json_format({**SCHEMA, **change}))

    assert refusal.value.code == "invalid_json_schema"


async def test_a_wrong_key_is_refused() -> None:
    async with client_of(key="wrong") as client:
        with pytest.raises(openai.AuthenticationError) as refusal:
            await streamed(client)

    assert refusal.value.code == "invalid_api_key"
    assert refusal.value.request_id


async def test_a_request_without_input_is_refused() -> None:
    async with client_of() as client:
        with pytest.raises(openai.BadRequestError) as refusal:
            await client.responses.create(model=MODEL)

    assert (refusal.value.code, refusal.value.param) == ("missing_required_parameter", "input")


async def test_a_body_that_is_not_json_is_refused() -> None:
    headers = {"authorization": f"Bearer {KEY}"}
    async with serve(create_app()) as url, httpx.AsyncClient() as client:
        answer = await client.post(f"{url}/v1/responses", content=b"{", headers=headers)

    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == "invalid_json"


@pytest.mark.parametrize(
    ("status", "error"),
    [(429, openai.RateLimitError), (503, openai.InternalServerError)],
)
async def test_it_can_be_told_to_refuse(status: int, error: type[openai.APIStatusError]) -> None:
    async with client_of(Faults(refuse_with=status)) as client:
        with pytest.raises(error) as refusal:
            await streamed(client)

    assert refusal.value.status_code == status


async def test_the_first_token_can_be_held_back() -> None:
    async with client_of(Faults(first_token_after=30)) as client:
        hasty = client.with_options(timeout=0.3)
        stream = await hasty.responses.create(model=MODEL, input=ASKED, stream=True)
        before = [(await anext(stream)).type for _ in range(4)]
        with pytest.raises(openai.APITimeoutError):
            await anext(stream)

    assert before[-1] == "response.content_part.added"


async def test_answers_are_signed_and_requests_written_down() -> None:
    visits: list[Visit] = []
    async with client_of(visits=visits) as client:
        raw = await client.responses.with_raw_response.create(model=MODEL, input=ASKED, store=False)

    assert raw.headers["x-standin"] == "openai"
    assert [(visit.method, visit.path) for visit in visits] == [("POST", "/v1/responses")]
    assert json.loads(visits[0].body) == {"model": MODEL, "input": ASKED, "store": False}


async def test_a_recording_has_as_many_words_as_there_is_speech() -> None:
    async with client_of() as client:
        short = await written_down(client, wav(speech(4)))
        long = await written_down(client, wav(speech(8)))
        none = await written_down(client, wav(silence(2)))

    assert short == "In my second year I, led a group of"
    assert len(long.split()) == pytest.approx(2 * len(short.split()), abs=2)
    assert none == ""


@pytest.mark.parametrize("sound", [b"", b"no sound", b"RIFF"], ids=["empty", "text", "cut"])
async def test_what_is_no_recording_is_refused(sound: bytes) -> None:
    async with client_of() as client:
        with pytest.raises(openai.BadRequestError):
            await written_down(client, sound)


async def test_a_transcription_needs_a_form() -> None:
    async with serve(create_app()) as url, httpx.AsyncClient() as http:
        headers = {"authorization": f"Bearer {KEY}"}
        answer = await http.post(f"{url}/v1/audio/transcriptions", headers=headers, json={})

    assert answer.status_code == 400


async def written_down(client: openai.AsyncOpenAI, sound: bytes) -> str:
    answer = await client.audio.transcriptions.create(
        model="gpt-transcribe", file=("answer.wav", sound, "audio/wav")
    )
    return answer.text
