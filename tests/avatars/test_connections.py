"""Live connections: within limits, one at a time, ended here and at the vendor, and no secrets."""

import asyncio
import json
import logging
import time
import uuid
from datetime import timedelta
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.core import serializers
from django.utils import timezone

from accounts.models import User
from avatars import connections
from avatars.connections import (
    Opened,
    TooManySessions,
    end_connection,
    keep_alive,
    note_ready,
    note_speech,
    open_connection,
)
from avatars.limits import TRIES_FOR_EACH, Limits
from avatars.models import Connection, Speech, Why
from providers.avatar import AvatarRefused, AvatarUnavailable, Trouble
from tests.avatars.fakes import ORDER, PLENTY, TOKEN, FakeVendor

pytestmark = pytest.mark.django_db(transaction=True)
INTERVIEW = uuid.UUID("11111111-2222-3333-4444-555555555555")


def opens(user: User, vendor: FakeVendor, limits: Limits = PLENTY, **changed: Any) -> Opened:
    asked = {"interview": INTERVIEW, "order": ORDER, **changed}
    return async_to_sync(open_connection)(user=user, provider=vendor, limits=limits, **asked)


def ends(
    connection: Connection, vendor: FakeVendor | None, why: Why = Why.FINISHED, trouble: str = ""
) -> None:
    async_to_sync(end_connection)(connection=connection, provider=vendor, why=why, trouble=trouble)


def age(connection: Connection, **by: float) -> None:
    moment = timezone.now() - timedelta(**by)
    Connection.objects.filter(pk=connection.pk).update(opened_at=moment, seen_at=moment)


class TestOpening:
    def test_gives_a_ticket_and_notes_everything_but_the_token(self, alice: User) -> None:
        opened = opens(alice, FakeVendor(), try_number=2)
        row = Connection.objects.get()

        assert opened.ticket.token == f"{TOKEN}-session-1"
        assert opened.connection == row
        assert (row.user, row.interview, row.provider) == (alice, INTERVIEW, "liveavatar")
        assert (row.face, row.voice, row.quality) == ("face-1", "voice-1", "high")
        assert (row.session, row.try_number, row.most_seconds) == ("session-1", 2, 600)
        assert row.is_open
        assert row.ticket_at is not None
        assert TOKEN not in serializers.serialize("json", [row])

    def test_asks_for_no_longer_than_is_allowed(self, alice: User) -> None:
        opened = opens(alice, FakeVendor(), Limits(most_seconds=120))
        assert (opened.ticket.most_seconds, opened.connection.most_seconds) == (120, 120)

    @pytest.mark.parametrize(
        ("failure", "trouble"),
        [
            (AvatarRefused("no", trouble=Trouble.QUOTA), "quota"),
            (AvatarUnavailable("no"), "network"),
            (RuntimeError("a mistake of ours"), "network"),
        ],
    )
    def test_that_fails_says_why_and_costs_nothing(
        self, alice: User, failure: Exception, trouble: str
    ) -> None:
        vendor = FakeVendor(open_fails=failure)
        with pytest.raises(type(failure)):
            opens(alice, vendor)

        row = Connection.objects.get()
        assert (row.why, row.trouble, row.seconds) == (Why.FAILED, trouble, 0)
        assert row.ended_at is not None
        assert vendor.log == ["open face-1"]

    def test_asks_once_and_never_again(self, alice: User) -> None:
        vendor = FakeVendor(open_fails=AvatarUnavailable("busy"))
        with pytest.raises(AvatarUnavailable):
            opens(alice, vendor)
        assert vendor.opened == 1

    def test_takes_the_place_of_the_one_before_which_is_stopped_first(self, alice: User) -> None:
        vendor = FakeVendor()
        first = opens(alice, vendor).connection
        second = opens(alice, vendor).connection

        first.refresh_from_db()
        assert (first.why, second.is_open) == (Why.REPLACED, True)
        assert first.stopped_at is not None
        assert vendor.log == ["open face-1", "stop session-1 USER_CLOSED", "open face-1"]

    def test_does_not_wait_long_for_the_one_before_to_stop(self, alice: User) -> None:
        vendor = FakeVendor(never_stops=True)
        first = opens(alice, vendor).connection
        begun = time.monotonic()
        assert opens(alice, vendor).connection.is_open
        assert time.monotonic() - begun < connections.REPLACE_PATIENCE + 1
        first.refresh_from_db()
        assert (first.why, first.stopped_at) == (Why.REPLACED, None)  # the reaper's now

    def test_leaves_other_peoples_alone(self, alice: User, bob: User) -> None:
        vendor = FakeVendor()
        opens(alice, vendor)
        opens(bob, vendor)
        assert vendor.running == ["session-1", "session-2"]

    async def test_given_up_half_way_leaves_nothing_open(self, alice: User) -> None:
        vendor = FakeVendor(takes=60)
        asking = asyncio.create_task(
            open_connection(user=alice, interview=None, order=ORDER, provider=vendor, limits=PLENTY)
        )
        while not vendor.log:
            await asyncio.sleep(0)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        row = await Connection.objects.aget()
        assert (row.why, row.session) == (Why.FAILED, "")

    async def test_ended_while_the_vendor_was_asked_stops_what_comes(self, alice: User) -> None:
        vendor = FakeVendor(takes=0.05)
        asking = asyncio.create_task(
            open_connection(user=alice, interview=None, order=ORDER, provider=vendor, limits=PLENTY)
        )
        while not vendor.log:
            await asyncio.sleep(0)
        row = await Connection.objects.aget()
        await end_connection(connection=row, provider=vendor, why=Why.LEFT)
        with pytest.raises(AvatarRefused):
            await asking
        assert vendor.running == []
        await row.arefresh_from_db()
        assert row.why == Why.LEFT


class TestLimits:
    def test_one_more_than_an_hours_is_refused_without_asking_the_vendor(self, alice: User) -> None:
        vendor, limits = FakeVendor(), Limits(per_hour=2)
        opens(alice, vendor, limits)
        opens(alice, vendor, limits)
        log = list(vendor.log)
        with pytest.raises(TooManySessions) as refusal:
            opens(alice, vendor, limits)

        assert vendor.log == log
        assert refusal.value.trouble is Trouble.LIMIT
        assert Connection.objects.count() == 2
        assert Connection.objects.open().count() == 1  # and it goes on

    def test_an_hour_later_there_is_another(self, alice: User) -> None:
        vendor, limits = FakeVendor(), Limits(per_hour=1)
        age(opens(alice, vendor, limits).connection, minutes=61)
        assert opens(alice, vendor, limits).ticket.session == "session-2"

    def test_the_21st_of_a_day_is_refused(self, alice: User) -> None:
        vendor, limits = FakeVendor(), Limits(per_hour=5, per_day=20)
        for number in range(20):
            age(opens(alice, vendor, limits).connection, hours=2 + number)
        with pytest.raises(TooManySessions):
            opens(alice, vendor, limits)
        assert vendor.opened == 20

    def test_others_have_limits_of_their_own(self, alice: User, bob: User) -> None:
        vendor, limits = FakeVendor(), Limits(per_hour=1)
        opens(alice, vendor, limits)
        assert opens(bob, vendor, limits).connection.is_open

    def test_what_the_vendor_refused_does_not_count(self, alice: User) -> None:
        vendor, limits = FakeVendor(open_fails=AvatarUnavailable("busy")), Limits(per_hour=1)
        for _ in range(2):
            with pytest.raises(AvatarUnavailable):
                opens(alice, vendor, limits)
        vendor.open_fails = None
        assert opens(alice, vendor, limits).connection.is_open

    def test_but_the_vendor_is_not_asked_without_end(self, alice: User) -> None:
        vendor, limits = FakeVendor(open_fails=AvatarUnavailable("busy")), Limits(per_hour=2)
        for _ in range(2 * TRIES_FOR_EACH):
            with pytest.raises(AvatarUnavailable):
                opens(alice, vendor, limits)
        with pytest.raises(TooManySessions):
            opens(alice, vendor, limits)
        assert vendor.opened == 6

    def test_the_whole_site_may_have_so_many_at_once(self, alice: User, bob: User) -> None:
        vendor, limits = FakeVendor(), Limits(at_once=1)
        first = opens(alice, vendor, limits).connection
        with pytest.raises(TooManySessions):
            opens(bob, vendor, limits)
        assert opens(alice, vendor, limits).connection.is_open  # in the place of her own
        ends(Connection.objects.open().get(), vendor)
        assert opens(bob, vendor, limits).connection.is_open
        assert first.provider == "liveavatar"

    def test_one_that_was_forgotten_does_not_count_for_ever(self, alice: User, bob: User) -> None:
        vendor, limits = FakeVendor(), Limits(at_once=1, most_seconds=600)
        age(opens(alice, vendor, limits).connection, minutes=11)
        assert opens(bob, vendor, limits).connection.is_open


class TestEnding:
    def test_stops_the_paid_session_and_keeps_the_row(self, alice: User) -> None:
        vendor = FakeVendor()
        connection = opens(alice, vendor).connection
        ends(connection, vendor, Why.IDLE)

        row = Connection.objects.get()
        assert vendor.log[-1] == "stop session-1 IDLE_TIMEOUT"
        assert (row.why, row.trouble, connection.why) == (Why.IDLE, "", Why.IDLE)
        assert row.stopped_at is not None

    def test_twice_changes_nothing(self, alice: User) -> None:
        vendor = FakeVendor()
        connection = opens(alice, vendor).connection
        ends(connection, vendor, Why.LEFT)
        before, log = Connection.objects.values().get(), list(vendor.log)
        ends(connection, vendor, Why.FINISHED)
        ends(Connection.objects.get(), vendor, Why.IDLE)
        assert Connection.objects.values().get() == before
        assert vendor.log == log

    def test_says_what_the_trouble_was(self, alice: User) -> None:
        vendor = FakeVendor()
        connection = opens(alice, vendor).connection
        ends(connection, vendor, Why.DROPPED, Trouble.NETWORK)
        connection.refresh_from_db()
        assert connection.trouble_kind is Trouble.NETWORK

    def test_tries_again_to_stop_what_could_not_be_stopped(self, alice: User) -> None:
        vendor = FakeVendor(stop_fails=AvatarUnavailable("busy"))
        connection = opens(alice, vendor).connection
        ends(connection, vendor)
        assert Connection.objects.get().stopped_at is None
        vendor.stop_fails = None
        ends(connection, vendor)
        assert vendor.running == []

    def test_is_bounded(self, alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(connections, "STOP_PATIENCE", 0.05)
        vendor = FakeVendor(never_stops=True)
        connection = opens(alice, vendor).connection
        begun = time.monotonic()
        ends(connection, vendor)
        assert time.monotonic() - begun < 1
        assert Connection.objects.get().ended_at is not None

    def test_works_after_the_key_was_removed_or_changed(self, alice: User) -> None:
        connection = opens(alice, FakeVendor()).connection
        other = FakeVendor(name="heygen_streaming")
        ends(connection, other)
        ends(connection, None)
        assert other.log == []
        assert Connection.objects.get().ended_at is not None

    def test_stops_the_session_of_somebody_who_was_deleted(self, alice: User) -> None:
        vendor = FakeVendor()
        connection = opens(alice, vendor).connection
        alice.delete()
        ends(connection, vendor)
        assert vendor.running == []

    def test_counts_the_seconds_since_it_was_ready(self, alice: User) -> None:
        vendor = FakeVendor()
        connection = opens(alice, vendor).connection
        note_ready(connection=connection, ms=900)
        moment = timezone.now() - timedelta(seconds=90)
        Connection.objects.update(ready_at=moment, opened_at=moment - timedelta(seconds=5))
        ends(connection, vendor)
        assert 90 <= connection.seconds <= 91

    def test_counts_no_more_seconds_than_it_may_last(self, alice: User) -> None:
        vendor = FakeVendor()
        connection = opens(alice, vendor).connection
        age(connection, hours=3)
        ends(connection, vendor)
        assert connection.seconds == 600


class TestWatching:
    def test_only_the_first_ready_counts(self, alice: User) -> None:
        connection = opens(alice, FakeVendor()).connection
        note_ready(connection=connection, ms=900)
        note_ready(connection=connection, ms=5)
        row = Connection.objects.get()
        assert (row.time_to_ready_ms, row.ready_at is None) == (900, False)

    def test_ready_after_the_end_is_too_late(self, alice: User) -> None:
        vendor = FakeVendor()
        connection = opens(alice, vendor).connection
        ends(connection, vendor)
        note_ready(connection=connection, ms=900)
        assert Connection.objects.get().ready_at is None

    @pytest.mark.parametrize(("claimed", "kept"), [(-1, 0), (10**18, 600_000)])
    def test_no_browser_is_believed_everything(self, alice: User, claimed: int, kept: int) -> None:
        connection = opens(alice, FakeVendor()).connection
        note_ready(connection=connection, ms=claimed)
        note_speech(
            connection=connection,
            start_delay_ms=claimed,
            seconds=float(claimed),
            was_interrupted=False,
        )
        assert Connection.objects.get().time_to_ready_ms == kept
        assert Speech.objects.get().start_delay_ms == kept

    def test_a_speech_is_noted_without_its_words(self, alice: User) -> None:
        connection = opens(alice, FakeVendor()).connection
        note_speech(connection=connection, start_delay_ms=320, seconds=4.5, was_interrupted=True)
        note_speech(connection=connection, start_delay_ms=None, seconds=None, was_interrupted=False)
        first, second = connection.speeches.all()
        assert (first.start_delay_ms, first.seconds, first.was_interrupted) == (320, 4.5, True)
        assert (second.start_delay_ms, second.seconds) == (None, None)

    def test_it_is_kept_alive_while_it_is_open(self, alice: User) -> None:
        vendor = FakeVendor()
        connection = opens(alice, vendor).connection
        age(connection, minutes=1)
        async_to_sync(keep_alive)(connection=connection, provider=vendor)
        assert vendor.log[-1] == "keep session-1"
        assert timezone.now() - Connection.objects.get().seen_at < timedelta(seconds=30)

        ends(connection, vendor)
        async_to_sync(keep_alive)(connection=connection, provider=vendor)
        assert "keep" not in vendor.log[-1]


def test_no_token_is_in_any_log_or_row(alice: User, caplog: pytest.LogCaptureFixture) -> None:
    vendor = FakeVendor()
    with caplog.at_level(logging.DEBUG):
        connection = opens(alice, vendor).connection
        note_ready(connection=connection, ms=900)
        note_speech(connection=connection, start_delay_ms=9, seconds=1.0, was_interrupted=False)
        vendor.stop_fails = AvatarUnavailable(f"busy {TOKEN}")
        opened = opens(alice, vendor)
        ends(connection, vendor)
        ends(opened.connection, vendor)

    rows = [*Connection.objects.values(), *Speech.objects.values()]
    assert TOKEN not in json.dumps(rows, default=str)
    assert TOKEN not in repr(opened)
    assert any("could not be stopped" in each.getMessage() for each in caplog.records)
    for record in caplog.records:
        assert TOKEN not in f"{record.getMessage()} {vars(record)!r}"
