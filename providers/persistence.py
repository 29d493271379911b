"""Asks a provider again, where that is safe and likely to help, within one overall deadline."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import TypeVar

from providers.breaker import Breaker, BreakerState
from providers.errors import ProviderUnavailable

TRIES = 3
FIRST_PAUSE = 0.5  # seconds at most, doubled each time
LONGEST_PAUSE = 20.0  # seconds
LONGEST_RETRY_AFTER = 60.0  # seconds; a provider that asks for more is not asked again

T = TypeVar("T")


async def persist(
    call: Callable[[], Awaitable[T]],
    breaker: Breaker,
    *,
    retry: bool,
    within: float,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    jitter: Callable[[float, float], float] = random.uniform,
) -> T:
    """What `call` gives, asked up to three times if `retry`, in `within` seconds for all of it.

    The caller chooses `retry`: only it knows whether repeating is safe. Raises ProviderError.
    """
    loop = asyncio.get_running_loop()
    end = loop.time() + within
    for number in range(TRIES):
        try:
            return await _once(call, breaker, end)
        except ProviderUnavailable as failure:
            pause = _pause(failure, number, jitter)
            is_last = not retry or number == TRIES - 1
            if is_last or breaker.state is BreakerState.OPEN or loop.time() + pause >= end:
                raise
        await sleep(pause)
    raise AssertionError("the last try returns or raises")


async def _once(call: Callable[[], Awaitable[T]], breaker: Breaker, end: float) -> T:
    """One try, in which a time-out counts as a failure of the provider."""
    with breaker.watching():
        try:
            async with asyncio.timeout_at(end):
                return await call()
        except TimeoutError as error:
            raise ProviderUnavailable("no answer in time") from error


def _pause(
    failure: ProviderUnavailable, number: int, jitter: Callable[[float, float], float]
) -> float:
    """Full jitter, unless the provider said how long; for ever if it said too long."""
    if failure.retry_after is None:
        return jitter(0.0, min(LONGEST_PAUSE, FIRST_PAUSE * 2**number))
    return failure.retry_after if failure.retry_after <= LONGEST_RETRY_AFTER else float("inf")
