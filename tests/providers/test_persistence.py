import asyncio
import statistics
from collections.abc import Awaitable, Callable

import pytest

from providers.breaker import Breaker
from providers.errors import ProviderError, ProviderRefused, ProviderUnavailable, from_status
from providers.persistence import persist


class Provider:
    """Fails as told, then answers."""

    def __init__(self, *failures: ProviderError) -> None:
        self.failures = list(failures)
        self.calls = 0

    async def call(self) -> str:
        self.calls += 1
        if self.failures:
            raise self.failures.pop(0)
        return "answer"


class Sleeper:
    def __init__(self) -> None:
        self.pauses: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.pauses.append(seconds)


async def ask(
    call: Callable[[], Awaitable[str]],
    sleeper: Sleeper,
    *,
    retry: bool = True,
    within: float = 90.0,
    breaker: Breaker | None = None,
) -> str:
    return await persist(
        call, breaker or Breaker("Vendor"), retry=retry, within=within, sleep=sleeper
    )


def busy(retry_after: float | None = None) -> ProviderUnavailable:
    return ProviderUnavailable("busy", retry_after=retry_after)


async def test_it_asks_three_times() -> None:
    provider = Provider(busy(), busy())

    assert await ask(provider.call, Sleeper()) == "answer"
    assert provider.calls == 3


async def test_it_asks_no_more_than_three_times() -> None:
    provider = Provider(busy(), busy(), busy())

    with pytest.raises(ProviderUnavailable):
        await ask(provider.call, Sleeper())
    assert provider.calls == 3


async def test_it_asks_once_where_repeating_is_not_safe() -> None:
    provider = Provider(busy())

    with pytest.raises(ProviderUnavailable):
        await ask(provider.call, Sleeper(), retry=False)
    assert provider.calls == 1


@pytest.mark.parametrize("failure", [ProviderRefused("no", status=401), ProviderError("nonsense")])
async def test_what_will_not_change_is_not_asked_again(failure: ProviderError) -> None:
    provider = Provider(failure)

    with pytest.raises(type(failure)):
        await ask(provider.call, Sleeper())
    assert provider.calls == 1


async def test_pauses_are_drawn_between_nothing_and_twice_as_much_each_time() -> None:
    first, second = [], []
    for _ in range(30):
        sleeper = Sleeper()
        await ask(Provider(busy(), busy()).call, sleeper)
        first.append(sleeper.pauses[0])
        second.append(sleeper.pauses[1])

    assert max(first) <= 0.5 < max(second) <= 1.0
    assert statistics.stdev(first) > 0


async def test_the_provider_may_say_how_long_to_wait() -> None:
    sleeper = Sleeper()
    await ask(Provider(busy(retry_after=7.0)).call, sleeper)

    assert sleeper.pauses == [7.0]


@pytest.mark.parametrize(("retry_after", "within"), [(61.0, 900.0), (30.0, 20.0)])
async def test_a_wait_that_is_too_long_is_not_begun(retry_after: float, within: float) -> None:
    sleeper = Sleeper()
    with pytest.raises(ProviderUnavailable):
        await ask(Provider(busy(retry_after)).call, sleeper, within=within)

    assert sleeper.pauses == []


async def test_a_provider_that_hangs_is_given_up_on() -> None:
    async def hang() -> str:
        await asyncio.Event().wait()
        return "never"

    with pytest.raises(ProviderUnavailable):
        await ask(hang, Sleeper(), within=0.01)


async def test_a_resting_provider_is_not_waited_for() -> None:
    breaker = Breaker("Vendor")
    with pytest.raises(ProviderRefused):
        await ask(Provider(ProviderRefused("no", status=401)).call, Sleeper(), breaker=breaker)
    sleeper, provider = Sleeper(), Provider()
    with pytest.raises(ProviderUnavailable):
        await ask(provider.call, sleeper, breaker=breaker)

    assert (provider.calls, sleeper.pauses) == (0, [])


@pytest.mark.parametrize("status", [408, 409, 429, 500, 502, 503, 504, 529])
def test_a_status_that_may_change_is_unavailable(status: int) -> None:
    assert isinstance(from_status("Vendor", status), ProviderUnavailable)


@pytest.mark.parametrize("status", [301, 307, 400, 401, 402, 403, 404, 413, 422])
def test_a_status_that_will_not_change_is_refused(status: int) -> None:
    refusal = from_status("Vendor", status)

    assert isinstance(refusal, ProviderRefused)
    assert refusal.status == status


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7.0),
        ("0.25", 0.25),
        (None, None),
        ("", None),
        ("-1", None),
        ("nan", None),
        ("1e9", None),
        ("\u0667", None),
        ("Wed, 21 Oct 2026 07:28:00 GMT", None),
    ],
)
def test_retry_after_is_read_in_seconds(header: str | None, seconds: float | None) -> None:
    failure = from_status("Vendor", 429, header)

    assert isinstance(failure, ProviderUnavailable)
    assert failure.retry_after == seconds


@pytest.mark.parametrize(("header", "seconds"), [("1500", 1.5), ("20.5", 0.0205), ("soon", 7.0)])
def test_milliseconds_count_before_seconds(header: str, seconds: float) -> None:
    failure = from_status("Vendor", 429, "7", retry_after_ms=header)

    assert isinstance(failure, ProviderUnavailable)
    assert failure.retry_after == pytest.approx(seconds)
