"""OpenAI's Responses API: the request for a streamed reply, and what its events mean.

https://platform.openai.com/docs/api-reference/responses-streaming
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from openai import AsyncOpenAI

from providers.errors import ProviderError, ProviderRefused, ProviderUnavailable
from providers.language_model import Ended, ModelRefused, Prompt, ReplyCutOff, Usage
from providers.openai_errors import NO_MONEY, PROVIDER

BUSY = frozenset({"rate_limit_exceeded", "server_error", "vector_store_timeout"})


def request(client: AsyncOpenAI, prompt: Prompt, *, model: str, effort: str, most: int) -> Any:
    """A context manager for the raw response. `most` counts reasoning tokens, too."""
    wanted = {"type": "json_schema", "name": prompt.schema_name, "strict": True}
    asked: dict[str, Any] = {
        "model": model,
        "instructions": prompt.instructions,
        "input": prompt.input,
        "text": {"format": {**wanted, "schema": dict(prompt.schema)}},
        "max_output_tokens": most,
        "store": False,
        "stream": True,
        "stream_options": {"include_obfuscation": False},
    }
    if effort:
        asked["reasoning"] = {"effort": effort}
    if prompt.cache_key:
        asked["prompt_cache_key"] = prompt.cache_key
    if prompt.user:
        asked["safety_identifier"] = prompt.user
    return client.responses.with_streaming_response.create(**asked)


class Reader:
    """Makes of each event a piece of the reply, the end, or nothing. Raises ProviderError."""

    def read(self, event: Mapping[str, Any]) -> str | Ended | None:
        match event.get("type"):
            case "response.output_text.delta":
                return str(event["delta"])
            case "response.refusal.delta" | "response.refusal.done":
                raise ModelRefused(f"{PROVIDER}'s model would not reply")
            case "response.completed":
                return Ended(_usage(event["response"].get("usage")))
            case "response.incomplete":
                raise _incomplete(event["response"].get("incomplete_details") or {})
            case "response.failed":
                raise failure(event["response"].get("error") or {})
            case "error":  # the documentation has it flat; it has come nested, too
                raise failure(event.get("error") or event)
        if "error" in event:
            raise failure(event["error"] or {})
        return None


def failure(error: Mapping[str, Any]) -> ProviderError:
    """For an error that came in the stream, after the status said that all was well."""
    code = str(error.get("code") or error.get("type") or "")
    if code == NO_MONEY:
        message = f"{PROVIDER} says the account has no credit"
        return ProviderRefused(message, status=HTTPStatus.PAYMENT_REQUIRED)
    if code in BUSY:
        return ProviderUnavailable(f"{PROVIDER} broke off its reply")
    return ProviderError(f"{PROVIDER} broke off its reply")


def _incomplete(details: Mapping[str, Any]) -> ProviderError:
    if details.get("reason") == "content_filter":
        return ModelRefused(f"{PROVIDER} filtered the reply")
    return ReplyCutOff(f"{PROVIDER}'s reply is longer than allowed")


def _usage(told: Mapping[str, Any] | None) -> Usage | None:
    if not told:
        return None
    details = told.get("input_tokens_details") or {}
    return Usage(
        input=int(told["input_tokens"]),
        cached=int(details.get("cached_tokens") or 0),
        output=int(told["output_tokens"]),
    )
