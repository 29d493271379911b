"""Each streamed event of the stand-in for OpenAI against the types that the vendor publishes."""

import json
from typing import Any

import httpx
import pytest
from openai.types.chat import ChatCompletionChunk
from openai.types.responses import ResponseStreamEvent
from pydantic import TypeAdapter

from standins.endings import ENDINGS
from standins.openai import KEY, Faults, create_app
from standins.replies import REPLIES
from standins.serve import serve

MODEL, ASKED = "gpt-6-luna", "I called three laboratories and rewrote our plan around a meter."
SCHEMA = {
    "type": "object",
    "properties": {"spoken": {"type": "string"}},
    "required": ["spoken"],
    "additionalProperties": False,
}
WANTED = {"type": "json_schema", "name": "reading", "strict": True}
REQUESTS: dict[str, dict[str, Any]] = {
    "responses": {"input": ASKED, "text": {"format": {**WANTED, "schema": SCHEMA}}},
    "chat/completions": {
        "messages": [{"role": "user", "content": ASKED}],
        "response_format": {**WANTED, "json_schema": {"name": "reading", "schema": SCHEMA}},
        "stream_options": {"include_usage": True},
    },
}
ENDLESS = {"stall"}
UNDOCUMENTED = {"error-nested", "error-object"}  # they come, and no type of the vendor's has them
EVENT: TypeAdapter[Any] = TypeAdapter(ResponseStreamEvent)
DELTA = "response.output_text.delta"


async def sent(api: str, faults: Faults) -> list[dict[str, Any]]:
    asked = {"model": MODEL, "stream": True, **REQUESTS[api]}
    headers = {"authorization": f"Bearer {KEY}"}
    async with serve(create_app(faults)) as url, httpx.AsyncClient() as http:
        answer = await http.post(f"{url}/v1/{api}", json=asked, headers=headers)
    data = [line[6:] for line in answer.text.splitlines() if line.startswith("data: ")]
    return [json.loads(each) for each in data if each != "[DONE]"]


@pytest.mark.parametrize("ending", ["", *(set(ENDINGS) - ENDLESS - UNDOCUMENTED)])
async def test_each_event_of_each_ending_has_the_published_shape(ending: str) -> None:
    events = await sent("responses", Faults(ending=ending))

    assert events
    for event in events:
        assert EVENT.validate_python(event).type == event["type"]


@pytest.mark.parametrize("ending", ["", *(set(ENDINGS) - ENDLESS)])
async def test_each_chunk_of_each_ending_has_the_published_shape(ending: str) -> None:
    chunks = await sent("chat/completions", Faults(ending=ending))

    assert chunks
    for chunk in chunks:
        if "error" not in chunk:  # which is no chunk, see the next test
            ChatCompletionChunk.model_validate(chunk)


@pytest.mark.parametrize("ending", ["failed", "error-event"])
async def test_a_broken_stream_of_chunks_ends_with_an_error(ending: str) -> None:
    *chunks, last = await sent("chat/completions", Faults(ending=ending))

    assert not any("error" in chunk for chunk in chunks)
    assert last["error"].keys() == {"code", "message", "type"}


@pytest.mark.parametrize("reply", REPLIES)
async def test_a_wrong_reply_is_wrong_in_its_text_only(reply: str) -> None:
    for event in await sent("responses", Faults(reply=reply)):
        EVENT.validate_python(event)
    for chunk in await sent("chat/completions", Faults(reply=reply)):
        ChatCompletionChunk.model_validate(chunk)


@pytest.mark.parametrize("ending", ["", "cut"])
async def test_the_text_that_is_closed_is_the_text_that_was_sent(ending: str) -> None:
    events = await sent("responses", Faults(ending=ending))

    text = "".join(event["delta"] for event in events if event["type"] == DELTA)
    [closed] = [each for each in events if each["type"] == "response.output_text.done"]
    [message] = events[-1]["response"]["output"]
    assert text
    assert closed["text"] == text == message["content"][0]["text"]


@pytest.mark.parametrize("ending", sorted(set(ENDINGS) - ENDLESS - {"no-created"}))
async def test_events_are_numbered_without_a_hole(ending: str) -> None:
    events = await sent("responses", Faults(ending=ending))

    assert [event["sequence_number"] for event in events] == list(range(len(events)))
