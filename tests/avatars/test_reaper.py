"""Strays: sessions that nobody uses, and that would be paid for."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.core.management import call_command
from django.utils import timezone

from accounts.models import User
from avatars.models import Connection, Why
from avatars.reaper import Stray, reap
from providers.avatar import AvatarUnavailable
from tests.avatars.fakes import FakeVendor

pytestmark = pytest.mark.django_db
IDLE = 180  # seconds


def connection(user: User, session: str, *, opened: float, seen: float, **more: Any) -> Connection:
    """Opened and last seen so many seconds ago."""
    now = timezone.now()
    values = {"provider": "liveavatar", "face": "f", "most_seconds": 600, **more}
    return Connection.objects.create(
        user=user,
        session=session,
        opened_at=now - timedelta(seconds=opened),
        ticket_at=now - timedelta(seconds=opened),
        seen_at=now - timedelta(seconds=seen),
        **values,
    )


def reaps(*vendors: FakeVendor, dry_run: bool = False) -> list[Stray]:
    return async_to_sync(reap)(providers=vendors, idle_seconds=IDLE, dry_run=dry_run)


def test_one_that_is_in_use_is_left_alone(alice: User) -> None:
    connection(alice, "s1", opened=300, seen=50)
    vendor = FakeVendor(running=["s1"])
    assert reaps(vendor) == []
    assert vendor.running == ["s1"]


@pytest.mark.parametrize(("opened", "seen"), [(300, 181), (631, 5)])
def test_one_that_is_not_in_use_or_over_its_time_is_closed(
    alice: User, opened: float, seen: float
) -> None:
    row = connection(alice, "s1", opened=opened, seen=seen)
    vendor = FakeVendor(running=["s1"])
    assert [stray.connection for stray in reaps(vendor)] == [row]

    row.refresh_from_db()
    assert (row.why, row.is_open) == (Why.REAPED, False)
    assert vendor.log == ["stop s1 ZOMBIE_SESSION_REAP"]
    assert reaps(vendor) == []


def test_one_that_the_vendor_was_still_being_asked_for_is_closed_without_it(alice: User) -> None:
    row = connection(alice, "", opened=300, seen=300)
    vendor = FakeVendor()
    reaps(vendor)
    row.refresh_from_db()
    assert (row.why, vendor.log) == (Why.REAPED, [])


@pytest.mark.parametrize("stopped_at", [None, timezone.now()])
def test_one_that_ended_here_and_goes_on_at_the_vendor_is_stopped(
    alice: User, stopped_at: Any
) -> None:
    row = connection(
        alice,
        "s1",
        opened=300,
        seen=100,
        ended_at=timezone.now(),
        why=Why.LEFT,
        stopped_at=stopped_at,
    )
    vendor = FakeVendor(running=["s1"])
    assert [stray.is_ended_here for stray in reaps(vendor)] == [True]
    assert vendor.running == []
    row.refresh_from_db()
    assert (row.why, row.stopped_at is None) == (Why.LEFT, False)


def test_sessions_of_others_on_the_same_account_are_left_alone(alice: User) -> None:
    connection(alice, "s1", opened=300, seen=100, ended_at=timezone.now(), provider="other")
    vendor = FakeVendor(running=["s1", "somebody-elses"])
    assert reaps(vendor) == []
    assert vendor.running == ["s1", "somebody-elses"]


def test_a_dry_run_closes_nothing(alice: User) -> None:
    connection(alice, "s1", opened=300, seen=200)
    vendor = FakeVendor(running=["s1"])
    assert len(reaps(vendor, dry_run=True)) == 1
    assert vendor.running == ["s1"]
    assert Connection.objects.open().exists()


def test_a_vendor_that_lists_nothing_does_not_keep_ours_open(alice: User) -> None:
    connection(alice, "s1", opened=300, seen=200)
    vendor = FakeVendor(running=["s1"], list_fails=AvatarUnavailable("busy"))
    assert len(reaps(vendor)) == 1
    assert vendor.running == []


def test_without_a_key_old_rows_are_closed_all_the_same(alice: User) -> None:
    row = connection(alice, "s1", opened=300, seen=200)
    told = StringIO()
    call_command("reap_avatars", stdout=told)
    row.refresh_from_db()
    assert row.why == Why.REAPED
    assert told.getvalue().endswith("1 closed.\n")
    assert "not in use" in told.getvalue()


def test_the_command_can_only_look(alice: User) -> None:
    connection(alice, "s1", opened=300, seen=200)
    told = StringIO()
    call_command("reap_avatars", "--dry-run", stdout=told)
    assert told.getvalue().endswith("1 found.\n")
    assert Connection.objects.open().exists()
