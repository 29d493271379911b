"""JSON over HTTP with a vendor of avatars: one deadline a call, one place for its failures."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import httpx

from providers.avatar import AvatarRefused, AvatarUnavailable, Trouble
from providers.bodies import cap_body
from providers.breaker import Breaker
from providers.errors import ProviderError, ProviderRefused, ProviderUnavailable, from_status
from providers.persistence import persist

MOST_ANSWER = 2 * 1024 * 1024  # bytes: a page of a hundred faces is 60 kB
MOST_PAGES = 30  # of a catalogue

NONSENSE = (AttributeError, IndexError, KeyError, TypeError, ValueError, httpx.DecodingError)

# What a vendor says in its own words tells its refusals apart where its codes do not.
QUOTA_WORDS = ("credit", "quota", "balance", "payment")
CONCURRENCY_WORDS = ("concurren", "too many sessions", "session limit")

Refusal = Callable[[int, Any], Trouble]


@dataclass(frozen=True, slots=True)
class Address:
    provider: str
    base_url: str
    headers: Mapping[str, str] = field(repr=False)
    connect: float = 3.0  # seconds


class AvatarWire:
    """`refusal` names the trouble of a status from 300 to 499 and the answer that came with it."""

    def __init__(
        self,
        address: Address,
        refusal: Refusal,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._address = address
        self._refusal = refusal
        self._transport = transport
        # Made once: reading the certificate authorities blocks for 30 ms. Plain http needs none.
        self._tls = httpx.create_ssl_context(verify=address.base_url.startswith("https:"))
        self._last = Trouble.NETWORK

    async def ask(
        self,
        method: str,
        path: str,
        breaker: Breaker,
        *,
        retry: bool,
        within: float,
        json: Any = None,
        params: Mapping[str, str | int] | None = None,
    ) -> Any:
        """The parsed answer. Raises AvatarRefused or AvatarUnavailable."""

        async def call() -> Any:
            with translated(self._address.provider):
                async with self._client(within) as client:
                    answer = await client.request(method, path, json=json, params=params)
                    return self._parsed(answer)

        try:
            return await persist(call, breaker, retry=retry, within=within)
        except (AvatarRefused, AvatarUnavailable) as failure:
            self._last = failure.trouble
            raise
        except ProviderUnavailable as failure:  # too slow, or turned away by the breaker
            trouble = self._last if failure.retry_after is not None else Trouble.NETWORK
            raise AvatarUnavailable(
                str(failure), trouble=trouble, retry_after=failure.retry_after
            ) from None

    def _client(self, read: float) -> httpx.AsyncClient:
        """A client for one request: HTTP clients must not outlive their event loop."""
        return httpx.AsyncClient(
            base_url=self._address.base_url.rstrip("/"),
            headers=dict(self._address.headers),
            timeout=httpx.Timeout(read, connect=self._address.connect),
            verify=self._tls,
            transport=self._transport,
            event_hooks={"response": [cap_body(MOST_ANSWER)]},
        )

    def _parsed(self, answer: httpx.Response) -> Any:
        if answer.is_success:
            return answer.json() if answer.content else None
        raise self._as_error(answer)

    def _as_error(self, answer: httpx.Response) -> ProviderError:
        status = answer.status_code
        error = from_status(self._address.provider, status, answer.headers.get("retry-after"))
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return as_avatar_error(error, status)
        trouble = self._refusal(status, _body(answer))
        if trouble is Trouble.NETWORK:
            return as_avatar_error(error, status)
        # Busy is not broken: without a status that the breaker would take for a closed door.
        kept = None if trouble is Trouble.CONCURRENCY else status
        return AvatarRefused(str(error), trouble=trouble, status=kept)


@contextmanager
def translated(provider: str) -> Iterator[None]:
    """Inside it only AvatarRefused and AvatarUnavailable are raised.

    Without their causes: what a library raises may hold addresses, headers and bodies.
    """
    try:
        yield
    except (AvatarRefused, AvatarUnavailable):
        raise
    except ProviderError as error:
        raise as_avatar_error(error) from None
    except (httpx.TimeoutException, TimeoutError):
        raise AvatarUnavailable(f"{provider}: no answer in time") from None
    except httpx.ConnectError:
        raise AvatarUnavailable(f"{provider}: nobody there") from None
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        raise AvatarUnavailable(
            f"{provider}: the connection failed ({type(error).__name__})"
        ) from None
    except NONSENSE:
        raise AvatarUnavailable(f"{provider} sent something that cannot be understood") from None


def as_avatar_error(
    error: ProviderError, status: int | None = None
) -> AvatarRefused | AvatarUnavailable:
    if isinstance(error, ProviderRefused):
        return AvatarRefused(str(error), trouble=Trouble.NETWORK, status=error.status)
    retry_after = error.retry_after if isinstance(error, ProviderUnavailable) else None
    return AvatarUnavailable(str(error), retry_after=retry_after, status=status)


def by_status(status: int, words: str) -> Trouble:
    """The trouble of a refusal by its status, and by what the vendor says where that is vague."""
    words = words.lower()
    if any(word in words for word in CONCURRENCY_WORDS):
        return Trouble.CONCURRENCY
    if status == HTTPStatus.PAYMENT_REQUIRED or any(word in words for word in QUOTA_WORDS):
        return Trouble.QUOTA
    if status < HTTPStatus.BAD_REQUEST:  # a redirect, which is not followed
        return Trouble.NETWORK
    match status:
        case HTTPStatus.UNAUTHORIZED | HTTPStatus.FORBIDDEN:
            return Trouble.REFUSED
        case HTTPStatus.GONE:
            return Trouble.RETIRED
        case HTTPStatus.REQUEST_TIMEOUT | HTTPStatus.CONFLICT | HTTPStatus.TOO_MANY_REQUESTS:
            return Trouble.NETWORK
    return Trouble.UNAVAILABLE


def _body(answer: httpx.Response) -> Any:
    try:
        return answer.json()
    except ValueError:
        return None
