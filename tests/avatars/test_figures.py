"""What administrators are told about live connections."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from avatars import figures
from avatars.figures import percentile
from avatars.models import Connection, Why

pytestmark = pytest.mark.django_db


def connection(user: User, *, days_ago: float = 0, **more: Any) -> Connection:
    moment = timezone.now() - timedelta(days=days_ago)
    values = {"provider": "liveavatar", "face": "f", "most_seconds": 600, **more}
    if "time_to_ready_ms" in values:
        values["ready_at"] = moment
    return Connection.objects.create(user=user, opened_at=moment, **values)


def a_month() -> figures.Report:
    return figures.since(timezone.now() - timedelta(days=30))


def test_of_nothing_there_is_nothing() -> None:
    assert a_month() == figures.Report([], [])


def test_success_minutes_and_cost(alice: User) -> None:
    connection(alice, time_to_ready_ms=900, seconds=90, why=Why.FINISHED)
    connection(alice, time_to_ready_ms=1100, seconds=60, why=Why.FINISHED, is_sandbox=True)
    connection(alice, seconds=30, why=Why.DROPPED, trouble="network", try_number=2)
    connection(alice, why=Why.FAILED, trouble="quota")
    [total] = a_month().totals

    assert (total.asked, total.ready, total.again, total.success) == (4, 2, 1, 50)
    assert (total.minutes, total.paid_minutes) == (3, 2)
    assert total.cost(0.2) == Decimal("0.4")
    assert total.named_ends[0] == ("The interview ended", 2)
    assert dict(total.named_troubles) == {"Network": 1, "Out of credit": 1}


def test_waiting_times(alice: User) -> None:
    for ms in range(100, 2100, 100):
        row = connection(alice, time_to_ready_ms=ms)
        row.speeches.create(start_delay_ms=ms // 10)
        row.speeches.create(start_delay_ms=None)
    [total] = a_month().totals
    assert (total.ready_half, total.ready_most) == (1000, 1900)
    assert (total.word_half, total.word_most) == (100, 190)


def test_each_day_and_provider_has_a_line_the_newest_first(alice: User) -> None:
    connection(alice, days_ago=2)
    connection(alice, days_ago=0)
    connection(alice, days_ago=0, provider="heygen_streaming")
    connection(alice, days_ago=31)
    report = a_month()
    today = timezone.localdate()
    assert [(each.day, each.provider) for each in report.days] == [
        (today, "heygen_streaming"),
        (today, "liveavatar"),
        (today - timedelta(days=2), "liveavatar"),
    ]
    assert [each.asked for each in report.totals] == [1, 2]


def test_a_line_where_nothing_was_ready_has_no_times(alice: User) -> None:
    connection(alice)
    [line] = a_month().days
    assert (line.success, line.ready_half, line.word_most) == (0, None, None)


@pytest.mark.parametrize(
    ("values", "percent", "expected"),
    [([], 50, None), ([7], 50, 7), ([7], 95, 7), ([3, 1, 2], 50, 2), (range(1, 101), 95, 95)],
)
def test_percentiles_are_values_that_occurred(
    values: list[int], percent: int, expected: int | None
) -> None:
    assert percentile(list(values), percent) == expected


def test_more_connections_take_no_more_queries(alice: User, django_assert_num_queries: Any) -> None:
    for _ in range(10):
        connection(alice, time_to_ready_ms=5).speeches.create(start_delay_ms=5)
    with django_assert_num_queries(2):
        a_month()
