"""One answer in the shape of OpenAI's Chat Completions, streamed.

https://platform.openai.com/docs/api-reference/chat-streaming
"""

import re
import uuid
from collections.abc import Iterator

from standins.responses import Json


def chunks(asked: Json, text: str, created_at: int) -> Iterator[Json]:
    """The last one tells the usage, if that was asked for, and has no choice."""
    head = {
        "id": f"chatcmpl-{uuid.uuid4().hex}",
        "object": "chat.completion.chunk",
        "created": created_at,
        "model": asked["model"],
    }
    tokens = re.findall(r"\s*\S+", text) or [text]
    yield head | _choice({"role": "assistant", "content": ""})
    for token in tokens:
        yield head | _choice({"content": token})
    yield head | _choice({}, "stop")
    if (asked.get("stream_options") or {}).get("include_usage"):
        sent = len(str(asked["messages"]).split())
        usage = {"prompt_tokens": sent, "completion_tokens": len(tokens)}
        yield head | {"choices": [], "usage": usage | {"total_tokens": sent + len(tokens)}}


def _choice(delta: Json, reason: str | None = None) -> Json:
    choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": reason}
    return {"choices": [choice], "usage": None}
