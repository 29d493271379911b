"""What Deepgram's SDK and the libraries below it raise, as provider errors; nowhere else."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from json import JSONDecodeError

import httpx
from deepgram.core.api_error import ApiError
from deepgram.core.parse_error import ParsingError
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidMessage, InvalidStatus

from providers.errors import ProviderError, ProviderRefused, ProviderUnavailable, from_status

PROVIDER = "Deepgram"
UNDECODABLE = 1008  # close code: the audio is not what the query said
REASON = re.compile(r"[A-Z]+-\d{4}")  # the only part of a close reason that is shown

NETWORK_FAILURES = (
    OSError,  # also TimeoutError
    EOFError,
    httpx.TransportError,
    ConnectionClosed,
    InvalidMessage,
    InvalidHandshake,
)
NONSENSE = (
    ApiError,  # with a status that says all is well
    ParsingError,
    JSONDecodeError,
    UnicodeDecodeError,
    httpx.DecodingError,
    AttributeError,
    IndexError,
    KeyError,
    TypeError,
    ValueError,
)


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
        case ProviderError():
            return error
        case ExceptionGroup():
            return as_provider_error(error.exceptions[0])
        case ApiError(status_code=int(status)) if status >= HTTPStatus.MULTIPLE_CHOICES:
            return from_status(PROVIDER, status, _header(error.headers, "retry-after"))
        case InvalidStatus():
            headers = error.response.headers
            return from_status(PROVIDER, error.response.status_code, headers.get("retry-after"))
        case ConnectionClosed(rcvd=close) if close and close.code == UNDECODABLE:
            return ProviderRefused(f"{PROVIDER} cannot decode the audio")
        case _ if isinstance(error, NETWORK_FAILURES):
            return ProviderUnavailable(f"{PROVIDER}: {_what_broke(error)}")
        case _ if isinstance(error, NONSENSE):
            return ProviderError(f"{PROVIDER} sent something that cannot be understood")
    return ProviderError(f"{PROVIDER}: {type(error).__name__}")


def _what_broke(error: Exception) -> str:
    match error:
        case ConnectionClosed(rcvd=close) if close:
            reason = REASON.match(close.reason)
            return f"hung up with code {close.code} {reason[0] if reason else ''}".rstrip()
        case ConnectionClosed():
            return "the connection broke"
        case TimeoutError() | httpx.TimeoutException():
            return "no answer in time"
        case ConnectionRefusedError() | httpx.ConnectError():
            return "nobody there"
    return f"the connection failed ({type(error).__name__})"


def _header(headers: dict[str, str] | None, name: str) -> str | None:
    return headers.get(name) if headers else None
