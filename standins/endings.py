"""How a streamed reply can end otherwise than well, for either of OpenAI's two interfaces.

Half of the reply has come by then, but for a refusal, which comes instead of it.
"""

import uuid
from collections.abc import Iterator, Sequence

from standins.responses import Json

ENDINGS = (
    "refusal",
    "cut",  # longer than allowed
    "cut-early",  # the same, without the event that closes the text
    "filter",
    "failed",
    "error-event",
    "error-nested",  # the same, as it has come instead of the documented event
    "error-object",
    "drop",  # the stream is over in the middle
    "stall",  # nothing comes any more
    "no-created",  # all is well, but the first events are missing
)
DELTA = "response.output_text.delta"
STALL: Json = {"type": "stall"}  # not sent: nothing is sent after it


def of_responses(events: Sequence[Json], ending: str) -> Iterator[Json]:
    """The events of a reply that ends like this."""
    if ending == "no-created":
        yield from (event for event in events if event["type"] not in _OPENING)
        return
    deltas = [at for at, event in enumerate(events) if event["type"] == DELTA]
    half = deltas[0] if ending == "refusal" else deltas[len(deltas) // 2]
    sent = "".join(events[at]["delta"] for at in deltas if at < half)
    yield from events[:half]
    completed, number = events[-1]["response"], events[half]["sequence_number"]
    part = {key: events[half][key] for key in ("item_id", "output_index", "content_index")}
    for kind, fields in _last(ending, _until_now(completed, sent), part, sent):
        yield {**({"type": kind} if kind else {}), "sequence_number": number, **fields}
        number += 1
    if ending == "stall":
        yield STALL


_OPENING = ("response.created", "response.in_progress")


def _until_now(completed: Json, sent: str) -> Json:
    """The response as it stands when so much of its text was sent."""
    [message] = completed["output"]
    [content] = message["content"]
    cut = message | {"status": "incomplete", "content": [content | {"text": sent}]}
    return completed | {"output": [cut] if sent else []}


def _last(ending: str, response: Json, part: Json, sent: str) -> Iterator[tuple[str, Json]]:
    match ending:
        case "refusal":
            words = "I cannot help with that."
            yield "response.refusal.delta", {**part, "delta": words}
            yield "response.refusal.done", {**part, "refusal": words}
            yield "response.completed", {"response": response | {"output": [_refused(words)]}}
        case "cut" | "cut-early" | "filter":
            if ending == "cut":
                yield "response.output_text.done", {**part, "text": sent, "logprobs": []}
            reason = "content_filter" if ending == "filter" else "max_output_tokens"
            incomplete = {"status": "incomplete", "incomplete_details": {"reason": reason}}
            yield "response.incomplete", {"response": response | incomplete}
        case "failed":
            error = {"code": "server_error", "message": "The model failed."}
            yield "response.failed", {"response": response | {"status": "failed", "error": error}}
        case "error-event":
            code = "rate_limit_exceeded"
            yield "error", {"code": code, "message": "Too many requests.", "param": None}
        case "error-nested":
            nested: Json = {"type": "server_error", "code": None, "message": "Broken."}
            yield "error", {"error": nested | {"param": None}}
        case "error-object":
            yield "", {"error": {"code": "server_error", "message": "Broken.", "param": None}}


def _refused(words: str) -> Json:
    return {
        "id": f"msg_{uuid.uuid4().hex}",
        "type": "message",
        "role": "assistant",
        "status": "completed",
        "content": [{"type": "refusal", "refusal": words}],
    }


def of_chat(chunks: Sequence[Json], ending: str) -> Iterator[Json]:
    """The chunks of a reply that ends like this."""
    if ending == "no-created":
        yield from chunks
        return
    half = 1 if ending == "refusal" else len(chunks) // 2
    yield from chunks[:half]
    match ending:
        case "refusal":
            yield _with(chunks[0], {"refusal": "I cannot help with that."}, None)
            yield _with(chunks[0], {}, "stop")
        case "cut" | "cut-early":
            yield _with(chunks[0], {}, "length")
        case "filter":
            yield _with(chunks[0], {}, "content_filter")
        case "failed" | "error-event" | "error-nested" | "error-object":
            yield {"error": {"code": "server_error", "message": "Broken.", "type": "server_error"}}
        case "stall":
            yield STALL


def _with(chunk: Json, delta: Json, reason: str | None) -> Json:
    return chunk | {"choices": [{"index": 0, "delta": delta, "finish_reason": reason}]}
