"""A circuit breaker: a provider that keeps failing is left alone for a while.

    closed ──5 failures in 30 s, or one 401, 402 or 403──▶ open
    open ──30 s──▶ half open: one call tries, the others are still turned away
    half open ──it works──▶ closed          half open ──it fails──▶ open

One breaker per provider and process. A call that is turned away costs no request.
"""

import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from http import HTTPStatus

from providers.errors import ProviderError, ProviderRefused, ProviderUnavailable

FAILURES = 5
WITHIN = 30.0  # seconds
REST = 30.0  # seconds
NO_ENTRY = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.PAYMENT_REQUIRED, HTTPStatus.FORBIDDEN})


class BreakerState(StrEnum):
    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half_open"


class Breaker:
    def __init__(self, provider: str, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._provider = provider
        self._clock = clock
        self._failures: deque[float] = deque(maxlen=FAILURES)
        self._open_until: float | None = None
        self._trial: Call | None = None

    @property
    def state(self) -> BreakerState:
        if self._open_until is None:
            return BreakerState.CLOSED
        return BreakerState.OPEN if self._clock() < self._open_until else BreakerState.HALF_OPEN

    @contextmanager
    def watching(self) -> Iterator["Call"]:
        """Around one call to the provider. Raises ProviderUnavailable instead while it rests."""
        call = self._admit()
        try:
            yield call
            call.works()
        except ProviderRefused as refusal:
            if refusal.status in NO_ENTRY:
                self._open()
            else:
                call.works()  # it is there, and answers
            raise
        except ProviderError:
            self._count_failure(call)
            raise
        finally:
            if self._trial is call:
                self._trial = None

    def _admit(self) -> "Call":
        state, call = self.state, Call(self)
        if state is BreakerState.OPEN or (state is BreakerState.HALF_OPEN and self._trial):
            rest = max(0.0, (self._open_until or 0.0) - self._clock())
            message = f"{self._provider} failed several times and is left alone for now"
            raise ProviderUnavailable(message, retry_after=rest)
        if state is BreakerState.HALF_OPEN:
            self._trial = call
        return call

    def _count_failure(self, call: "Call") -> None:
        now = self._clock()
        self._failures.append(now)
        is_many = len(self._failures) == FAILURES and now - self._failures[0] <= WITHIN
        if is_many or self._trial is call:
            self._open()

    def _open(self) -> None:
        self._open_until = self._clock() + REST

    def _note_success(self, call: "Call") -> None:
        if self._trial is call:
            self._trial = None
            self._open_until = None
            self._failures.clear()


class Call:
    """A call that was let through."""

    def __init__(self, breaker: Breaker) -> None:
        self._breaker = breaker

    def works(self) -> None:
        """The provider answers. Long calls say so early, so that others are let through."""
        self._breaker._note_success(self)
