"""What every provider of a live interviewer is, and why there may be no live interviewer.

    ticket = await provider.open(Order(face=..., voice=..., language="en", ...))   # once
    ...the browser starts the session with the ticket, and talks to the vendor itself...
    await provider.keep_alive(ticket.session)
    await provider.stop(ticket.session)

Every call has a deadline and raises AvatarRefused or AvatarUnavailable, nothing else.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from providers.errors import ProviderError, ProviderRefused, ProviderUnavailable


class Trouble(StrEnum):
    """Why there is no live interviewer. Each has its own sentence for the student."""

    QUOTA = "quota"  # out of credit
    CONCURRENCY = "concurrency"  # too many sessions at once at the vendor
    UNAVAILABLE = "unavailable"  # this face or voice cannot be had
    REFUSED = "refused"  # the key or the token is refused
    NETWORK = "network"  # not reached, too slow, dropped, broken, or sent nonsense
    EXPIRED = "expired"  # the session's time is over
    RETIRED = "retired"  # the vendor no longer offers this interface
    LIMIT = "limit"  # our own limit for this student or this site; the vendor was not asked
    NO_SDK = "sdk"  # the player could not be loaded in this browser


class AvatarRefused(ProviderRefused):
    """It will not work like this; `trouble` says why."""

    def __init__(self, message: str, *, trouble: Trouble, status: int | None = None) -> None:
        super().__init__(message, status=status)
        self.trouble = trouble


class AvatarUnavailable(ProviderUnavailable):
    """It may work later; `trouble` says why it does not work now, `status` what was answered."""

    def __init__(
        self,
        message: str,
        *,
        trouble: Trouble = Trouble.NETWORK,
        retry_after: float | None = None,
        status: int | None = None,
    ) -> None:
        super().__init__(message, retry_after=retry_after)
        self.trouble = trouble
        self.status = status


def trouble_of(error: ProviderError) -> Trouble:
    if isinstance(error, AvatarRefused | AvatarUnavailable):
        return error.trouble
    return Trouble.NETWORK


class Quality(StrEnum):
    """Of the picture. "Automatic" is decided before a provider is asked."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Order:
    """Faces and voices are the vendor's ids; an empty voice is the face's own."""

    face: str
    voice: str
    language: str
    quality: Quality
    most_seconds: int


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a browser needs to start one session, once. Never stored, never logged."""

    session: str
    token: str = field(repr=False)
    api_url: str
    most_seconds: int
    is_sandbox: bool = False


@dataclass(frozen=True, slots=True)
class FaceOffer:
    id: str
    name: str
    preview_url: str
    voice: str = ""  # the id of its own voice, where it has one
    kind: str = ""


@dataclass(frozen=True, slots=True)
class VoiceOffer:
    id: str
    name: str
    language: str
    gender: str = ""
    preview_url: str = ""


@dataclass(frozen=True, slots=True)
class ActiveSession:
    id: str
    created_at: datetime | None


class AvatarProvider(Protocol):
    name: str

    async def open(self, order: Order) -> Ticket:
        """One call, never repeated: a second one may be a second paid session."""
        ...

    async def stop(self, session: str, reason: str = "USER_CLOSED") -> None:
        """End the paid session. Ending one that is over changes nothing."""
        ...

    async def keep_alive(self, session: str) -> None: ...

    async def active(self) -> list[ActiveSession]:
        """The sessions of this account that are running, whoever began them."""
        ...

    async def faces(self) -> list[FaceOffer]: ...

    async def voices(self) -> list[VoiceOffer]: ...

    async def credits(self) -> float | None:
        """What is left on the account, in the vendor's units; None where it does not say."""
        ...
