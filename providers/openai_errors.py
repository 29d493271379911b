"""What OpenAI's SDK and the libraries below it raise, as provider errors; nowhere else."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

import httpx
import openai

from providers.errors import ProviderError, ProviderRefused, ProviderUnavailable, from_status

PROVIDER = "OpenAI"
NO_MONEY = "insufficient_quota"  # comes as a 429, but waiting does not help

NONSENSE = (openai.OpenAIError, AttributeError, IndexError, KeyError, TypeError, ValueError)


@contextmanager
def translated() -> Iterator[None]:
    """Inside it only ProviderError is raised, for all that a provider can do wrong.

    Without its cause: the text of the SDK's errors holds bodies, and those hold what was said.
    """
    try:
        yield
    except ProviderError:
        raise
    except Exception as error:
        raise as_provider_error(error) from None


def as_provider_error(error: Exception) -> ProviderError:
    """Says what happened in our words; those of the vendor may quote the request."""
    match error:
        case openai.APIStatusError(code=code) if code == NO_MONEY:
            status = HTTPStatus.PAYMENT_REQUIRED
            return ProviderRefused(f"{PROVIDER} says the account has no credit", status=status)
        case openai.APIStatusError():
            headers = error.response.headers
            return from_status(
                PROVIDER,
                error.status_code,
                headers.get("retry-after"),
                retry_after_ms=headers.get("retry-after-ms"),
            )
        case openai.APITimeoutError() | httpx.TimeoutException() | TimeoutError():
            return ProviderUnavailable(f"{PROVIDER}: no answer in time")
        case openai.APIConnectionError() | httpx.TransportError():
            return ProviderUnavailable(f"{PROVIDER}: the connection failed")
        case _ if isinstance(error, NONSENSE):
            return ProviderError(f"{PROVIDER} sent something that cannot be understood")
    return ProviderError(f"{PROVIDER}: {type(error).__name__}")
