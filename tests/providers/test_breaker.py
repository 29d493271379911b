import pytest

from providers.breaker import FAILURES, REST, WITHIN, Breaker, BreakerState
from providers.errors import ProviderError, ProviderRefused, ProviderUnavailable


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> Breaker:
    return Breaker("Vendor", clock=clock)


def fail(breaker: Breaker, error: ProviderError | None = None) -> None:
    failure = error or ProviderUnavailable("broken")
    with pytest.raises(type(failure)) as raised, breaker.watching():
        raise failure
    assert raised.value is failure  # not the breaker's own


def work(breaker: Breaker) -> None:
    with breaker.watching():
        pass


def fail_often(breaker: Breaker) -> None:
    for _ in range(FAILURES):
        fail(breaker)


def is_turned_away(breaker: Breaker) -> bool:
    try:
        work(breaker)
    except ProviderUnavailable:
        return True
    return False


def test_four_failures_are_put_up_with(breaker: Breaker) -> None:
    for _ in range(FAILURES - 1):
        fail(breaker)

    assert breaker.state is BreakerState.CLOSED


def test_five_failures_open_it(breaker: Breaker) -> None:
    fail_often(breaker)

    assert is_turned_away(breaker)


def test_five_failures_over_a_longer_time_do_not(breaker: Breaker, clock: Clock) -> None:
    for _ in range(FAILURES):
        fail(breaker)
        clock.now += WITHIN / (FAILURES - 1) + 0.1

    assert breaker.state is BreakerState.CLOSED


@pytest.mark.parametrize("status", [401, 402, 403])
def test_a_key_that_is_refused_opens_it_at_once(breaker: Breaker, status: int) -> None:
    fail(breaker, ProviderRefused("no", status=status))

    assert is_turned_away(breaker)


def test_a_bad_request_is_no_failure_of_the_provider(breaker: Breaker) -> None:
    for _ in range(FAILURES):
        fail(breaker, ProviderRefused("what?", status=400))

    assert breaker.state is BreakerState.CLOSED


def test_nonsense_counts_as_a_failure(breaker: Breaker) -> None:
    for _ in range(FAILURES):
        fail(breaker, ProviderError("nonsense"))

    assert is_turned_away(breaker)


def test_who_is_turned_away_hears_how_long_it_lasts(breaker: Breaker, clock: Clock) -> None:
    fail_often(breaker)
    clock.now += 10

    with pytest.raises(ProviderUnavailable) as refusal, breaker.watching():
        pass
    assert refusal.value.retry_after == REST - 10


def test_after_a_rest_one_call_may_try(breaker: Breaker, clock: Clock) -> None:
    fail_often(breaker)
    clock.now += REST

    assert breaker.state is BreakerState.HALF_OPEN
    with breaker.watching():
        assert is_turned_away(breaker)


def test_a_trial_that_works_closes_it(breaker: Breaker, clock: Clock) -> None:
    fail_often(breaker)
    clock.now += REST
    work(breaker)

    assert breaker.state is BreakerState.CLOSED


def test_a_long_trial_can_say_early_that_it_works(breaker: Breaker, clock: Clock) -> None:
    fail_often(breaker)
    clock.now += REST
    with breaker.watching() as call:
        call.works()
        assert not is_turned_away(breaker)


def test_a_trial_that_fails_opens_it_again(breaker: Breaker, clock: Clock) -> None:
    fail_often(breaker)
    clock.now += REST
    fail(breaker)

    assert is_turned_away(breaker)


def test_a_trial_that_is_given_up_leaves_room_for_the_next(breaker: Breaker, clock: Clock) -> None:
    fail_often(breaker)
    clock.now += REST
    with pytest.raises(KeyboardInterrupt), breaker.watching():
        raise KeyboardInterrupt

    assert not is_turned_away(breaker)


def test_an_old_call_that_ends_well_does_not_end_the_rest(breaker: Breaker) -> None:
    with breaker.watching():
        fail_often(breaker)

    assert is_turned_away(breaker)
