"""Whether to try the live interviewer again, or to go one rung down."""

import pytest

from avatars.recovery import PAUSES, Again, StepDown, after
from providers.avatar import Trouble

FINAL = [
    Trouble.QUOTA,
    Trouble.UNAVAILABLE,
    Trouble.REFUSED,
    Trouble.RETIRED,
    Trouble.LIMIT,
    Trouble.NO_SDK,
]
PASSING = [Trouble.CONCURRENCY, Trouble.NETWORK, Trouble.EXPIRED]


def no_jitter(low: float, high: float) -> float:
    return (low + high) / 2


def test_every_trouble_is_decided() -> None:
    assert {*FINAL, *PASSING} == set(Trouble)


@pytest.mark.parametrize("trouble", FINAL)
def test_what_will_not_change_is_not_tried_again(trouble: Trouble) -> None:
    assert after(trouble, tries=1, is_asking=False) == StepDown()


@pytest.mark.parametrize("trouble", PASSING)
def test_what_may_pass_is_tried_twice_more_after_longer_and_longer(trouble: Trouble) -> None:
    told = [after(trouble, tries=n, is_asking=False, jitter=no_jitter) for n in (1, 2, 3, 4)]
    assert told == [Again(0.5), Again(1.5), StepDown(), StepDown()]


@pytest.mark.parametrize("trouble", Trouble)
def test_nobody_waits_in_the_middle_of_a_question(trouble: Trouble) -> None:
    assert after(trouble, tries=1, is_asking=True) == StepDown()


def test_pauses_are_spread() -> None:
    pauses = {after(Trouble.NETWORK, tries=1, is_asking=False) for _ in range(50)}
    seconds = [each.seconds for each in pauses if isinstance(each, Again)]
    assert len(seconds) > 40
    assert all(abs(each - PAUSES[0]) <= 0.2 * PAUSES[0] for each in seconds)


def test_all_pauses_together_stay_below_three_seconds() -> None:
    longest = [after(Trouble.NETWORK, tries=n, is_asking=False, jitter=max) for n in (1, 2)]
    assert sum(each.seconds for each in longest if isinstance(each, Again)) < 3


def test_nonsense_steps_down() -> None:
    assert after(Trouble.NETWORK, tries=0, is_asking=False) == StepDown()
    assert after(Trouble.NETWORK, tries=-1, is_asking=False) == StepDown()
