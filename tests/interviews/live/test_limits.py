import pytest

from interviews.live.limits import OpenSockets, TokenBucket, TooManySockets

ALICE, BOB = 1, 2


def taken(bucket: TokenBucket, messages: int, *, now: float) -> int:
    return sum(bucket.take(now) for _ in range(messages))


def test_a_burst_is_let_through_and_no_more() -> None:
    assert taken(TokenBucket(per_second=10, burst=20), 100, now=50) == 20


def test_it_fills_again_with_time() -> None:
    bucket = TokenBucket(per_second=10, burst=20)
    taken(bucket, 100, now=50)
    assert taken(bucket, 100, now=50.5) == 5


def test_it_never_holds_more_than_a_burst() -> None:
    bucket = TokenBucket(per_second=10, burst=20)
    taken(bucket, 1, now=50)
    assert taken(bucket, 100, now=50_000) == 20


def test_it_counts_on_a_clock_that_starts_at_zero() -> None:
    bucket = TokenBucket(per_second=10, burst=1)
    taken(bucket, 1, now=0)
    assert bucket.take(1)


def test_a_steady_stream_at_the_rate_is_never_refused() -> None:
    bucket = TokenBucket(per_second=25, burst=200)
    assert all(bucket.take(now=1 + tick / 10) for tick in range(10_000))


def test_a_person_may_have_so_many_sockets() -> None:
    sockets = OpenSockets(most_each=1, most=10)
    with sockets.one_of(ALICE), pytest.raises(TooManySockets), sockets.one_of(ALICE):
        pass


def test_one_person_takes_nothing_from_another() -> None:
    sockets = OpenSockets(most_each=1, most=10)
    with sockets.one_of(ALICE), sockets.one_of(BOB):
        pass


def test_all_together_may_have_so_many() -> None:
    sockets = OpenSockets(most_each=5, most=1)
    with sockets.one_of(ALICE), pytest.raises(TooManySockets), sockets.one_of(BOB):
        pass


def test_a_socket_that_ends_by_an_error_makes_room_too() -> None:
    sockets = OpenSockets(most_each=1, most=10)
    with pytest.raises(RuntimeError), sockets.one_of(ALICE):
        raise RuntimeError
    with sockets.one_of(ALICE):
        pass


def test_a_refused_socket_does_not_count() -> None:
    sockets = OpenSockets(most_each=1, most=10)
    with sockets.one_of(ALICE):
        for _ in range(3):
            with pytest.raises(TooManySockets), sockets.one_of(ALICE):
                pass
    with sockets.one_of(ALICE):
        pass
