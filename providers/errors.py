"""How a provider can fail, whichever it is. What a vendor's SDK raises never leaves this package.

    ProviderError                 the answer came and cannot be understood, or another failure
    ├── ProviderUnavailable       not now: nobody there, too slow, too busy, broken (408, 409, 429,
    │                             5xx); the same call may work later
    └── ProviderRefused           not like this: key, money or request (400, 401, 402, 403, any
                                  other 4xx, a redirect); the same call will not work

Messages name the provider and what happened. They hold no key and nothing that was said.
"""

import re
from http import HTTPStatus

RETRYABLE = frozenset(
    {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.CONFLICT, HTTPStatus.TOO_MANY_REQUESTS}
)
NUMBER = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")


class ProviderError(Exception):
    """A provider did not do what it was asked."""


class ProviderUnavailable(ProviderError):
    """It may work later; `retry_after` is in how many seconds, where the provider said so."""

    def __init__(self, message: str, *, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class ProviderRefused(ProviderError):
    """It will not work again like this; `status` is the HTTP status, if there was one."""

    def __init__(self, message: str, *, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status


def from_status(
    provider: str, status: int, retry_after: str | None = None, *, retry_after_ms: str | None = None
) -> ProviderError:
    """The error for an HTTP status and the headers beside it that say when to come again.

    `retry_after_ms` is OpenAI's own header, more exact than Retry-After; it counts where it is a
    number.
    """
    message = f"{provider} answered with status {status}"
    if status in RETRYABLE or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        milliseconds = _number(retry_after_ms)
        seconds = _number(retry_after) if milliseconds is None else milliseconds / 1000
        return ProviderUnavailable(message, retry_after=seconds)
    return ProviderRefused(message, status=status)


def _number(header: str | None) -> float | None:
    """Some write fractions. The other form of Retry-After, a date, is left to our own pauses."""
    return float(header) if header and NUMBER.fullmatch(header) else None
