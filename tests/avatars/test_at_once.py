"""However many ask at once, a limit is a limit."""

import asyncio
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

import pytest
from asgiref.sync import ThreadSensitiveContext
from django.utils import timezone

from accounts.models import User
from avatars.connections import TooManySessions, end_connection, open_connection
from avatars.limits import Limits
from avatars.models import Connection, Why
from avatars.threads import in_database_thread
from tests.avatars.fakes import ORDER, FakeVendor

pytestmark = pytest.mark.django_db(transaction=True)


def ask_at_once(users: list[User], vendor: FakeVendor, limits: Limits) -> Counter[str]:
    """Each in a thread, a loop and a database connection of its own, as in so many processes."""
    start = threading.Barrier(len(users))

    def ask(user: User) -> str:
        start.wait(timeout=20)
        try:
            asyncio.run(_open(user, vendor, limits))
        except TooManySessions:
            return "refused"
        return "opened"

    with ThreadPoolExecutor(len(users)) as pool:
        return Counter(pool.map(ask, users))


async def _open(user: User, vendor: FakeVendor, limits: Limits) -> None:
    async with ThreadSensitiveContext():  # otherwise all loops share one database thread
        await open_connection(
            user=user, interview=None, order=ORDER, provider=vendor, limits=limits
        )


def test_twenty_at_once_with_a_limit_of_five_are_five_tickets(alice: User) -> None:
    vendor = FakeVendor(takes=0.05)
    told = ask_at_once([alice] * 20, vendor, Limits(per_hour=5, per_day=20))

    assert told == {"opened": 5, "refused": 15}
    assert vendor.opened == 5
    assert Connection.objects.count() == 5


def test_only_one_of_them_stays_and_the_others_are_stopped(alice: User) -> None:
    vendor = FakeVendor(takes=0.05)
    ask_at_once([alice] * 20, vendor, Limits(per_hour=5, per_day=20))

    [left] = Connection.objects.open()
    assert vendor.running == [left.session]
    assert set(Connection.objects.ended().values_list("why", flat=True)) == {Why.REPLACED}


def test_fifty_at_once_hold_the_limit_of_the_day(alice: User) -> None:
    vendor = FakeVendor(takes=0.01)
    earlier = timezone.now() - timedelta(hours=3)
    for _ in range(17):
        Connection.objects.create(
            user=alice, provider="liveavatar", face="f", most_seconds=60, opened_at=earlier
        )
    told = ask_at_once([alice] * 50, vendor, Limits(per_hour=20, per_day=20))

    assert told == {"opened": 3, "refused": 47}
    assert vendor.opened == 3


def test_ten_people_at_once_hold_the_limit_of_the_site(db: None) -> None:
    users = [User.objects.create_user(f"user{number}@example.com") for number in range(10)]
    vendor = FakeVendor(takes=0.05)
    told = ask_at_once(users, vendor, Limits(at_once=3))

    assert told == {"opened": 3, "refused": 7}
    assert len(vendor.running) == 3


def test_ended_from_everywhere_at_once_is_ended_once(alice: User) -> None:
    vendor = FakeVendor()
    asyncio.run(_open(alice, vendor, Limits()))
    pk = Connection.objects.values_list("pk", flat=True).get()
    start = threading.Barrier(8)

    def end(why: Why) -> None:
        start.wait(timeout=20)
        asyncio.run(_end(pk, vendor, why))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(end, [Why.LEFT, Why.FINISHED] * 4))
    assert Connection.objects.get().ended_at is not None
    assert vendor.running == []


async def _end(pk: UUID, vendor: FakeVendor, why: Why) -> None:
    async with ThreadSensitiveContext():
        connection = await in_database_thread(Connection.objects.get)(pk=pk)
        await end_connection(connection=connection, provider=vendor, why=why)
