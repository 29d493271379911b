"""Chat Completions, which most servers that are compatible with OpenAI's offer.

https://platform.openai.com/docs/api-reference/chat/create
"""

from collections.abc import Mapping
from typing import Any

from openai import AsyncOpenAI

from providers.errors import ProviderError
from providers.language_model import Ended, ModelRefused, Prompt, ReplyCutOff, Usage
from providers.openai_errors import PROVIDER
from providers.openai_responses import failure


def request(client: AsyncOpenAI, prompt: Prompt, *, model: str, effort: str, most: int) -> Any:
    """A context manager for the raw response. Asks for nothing that only OpenAI's server knows."""
    wanted = {"name": prompt.schema_name, "strict": True, "schema": dict(prompt.schema)}
    asked: dict[str, Any] = {
        "model": model,
        "messages": [
            {"role": "system", "content": prompt.instructions},
            {"role": "user", "content": prompt.input},
        ],
        "response_format": {"type": "json_schema", "json_schema": wanted},
        "max_tokens": most,
        "stream": True,
        "stream_options": {"include_usage": True},
    }
    if effort:
        asked["reasoning_effort"] = effort
    return client.chat.completions.with_streaming_response.create(**asked)


class Reader:
    """As `openai_responses.Reader`, for chunks. The end is known only when the usage came, or
    the stream is over; until then the reason is kept."""

    def __init__(self) -> None:
        self._is_finished = False

    def read(self, chunk: Mapping[str, Any]) -> str | Ended | None:
        if chunk.get("error"):
            raise failure(chunk["error"])
        for choice in chunk.get("choices") or ():
            if text := self._piece(choice):
                return text
        if self._is_finished and chunk.get("usage"):
            return Ended(_usage(chunk["usage"]))
        return None

    def rest(self) -> Ended:
        """At the end of the stream. Some servers tell no usage."""
        if not self._is_finished:
            raise ProviderError(f"{PROVIDER}'s reply has no end")
        return Ended(None)

    def _piece(self, choice: Mapping[str, Any]) -> str:
        delta = choice.get("delta") or {}
        if delta.get("refusal"):
            raise ModelRefused(f"{PROVIDER}'s model would not reply")
        match choice.get("finish_reason"):
            case "length":
                raise ReplyCutOff(f"{PROVIDER}'s reply is longer than allowed")
            case "content_filter":
                raise ModelRefused(f"{PROVIDER} filtered the reply")
            case str():
                self._is_finished = True
        return str(delta.get("content") or "")


def _usage(told: Mapping[str, Any]) -> Usage:
    details = told.get("prompt_tokens_details") or {}
    return Usage(
        input=int(told["prompt_tokens"]),
        cached=int(details.get("cached_tokens") or 0),
        output=int(told["completion_tokens"]),
    )
