"""The paid session behind a session: noted, kept, ended, and left for as long as a reload takes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from avatars.models import Connection, Speech
from interviews import tabs
from interviews.live.cast import DatabaseCast
from interviews.live.errands import Errands
from interviews.live.needs import Why
from interviews.models import Interview
from providers.avatar import AvatarUnavailable, Trouble
from tests.avatars.fakes import FakeVendor
from tests.sockets import in_database

pytestmark = pytest.mark.django_db(transaction=True)


class SlowToFail(FakeVendor):
    async def keep_alive(self, session: str) -> None:
        raise AvatarUnavailable("busy")


@pytest.fixture
def errands() -> Errands:
    return Errands()


@pytest.fixture
def vendor() -> FakeVendor:
    return FakeVendor()


def cast_of(interview: Interview, vendor: FakeVendor, errands: Errands) -> DatabaseCast:
    return DatabaseCast(interview, provider=vendor, errands=errands, idle_seconds=180, grace=0.01)


def opened(interview: Interview, session: str = "session-1", minutes: float = 0) -> Connection:
    when = timezone.now() - timedelta(minutes=minutes)
    return Connection.objects.create(
        user=interview.owner,
        interview=interview.pk,
        provider="liveavatar",
        face="anna",
        session=session,
        most_seconds=600,
        opened_at=when,
        ticket_at=when,
    )


async def newest() -> Connection:
    return await in_database(lambda: Connection.objects.latest("opened_at"))


async def test_how_it_went_is_noted(
    interview: Interview, vendor: FakeVendor, errands: Errands
) -> None:
    await in_database(lambda: opened(interview))
    cast = cast_of(interview, vendor, errands)
    cast.ready(ms=900)
    cast.spoke(start_delay_ms=200, seconds=3.5, was_interrupted=True)
    await errands.done()
    assert (await newest()).time_to_ready_ms == 900
    speech = await in_database(Speech.objects.get)
    assert (speech.start_delay_ms, speech.seconds, speech.was_interrupted) == (200, 3.5, True)


async def test_an_end_is_told_to_the_vendor_and_not_waited_for(
    interview: Interview, vendor: FakeVendor, errands: Errands
) -> None:
    await in_database(lambda: opened(interview))
    cast_of(interview, vendor, errands).end(why=Why.DROPPED, trouble=Trouble.NETWORK)
    assert vendor.log == []
    await errands.done()
    ended = await newest()
    assert (ended.why, ended.trouble) == ("dropped", "network")
    assert vendor.log == ["stop session-1 USER_DISCONNECTED"]


async def test_an_end_is_none_of_what_is_opened_after_it(
    interview: Interview, vendor: FakeVendor, errands: Errands
) -> None:
    await in_database(lambda: opened(interview))
    cast_of(interview, vendor, errands).end(why=Why.FAILED, trouble=Trouble.NETWORK)
    again = await in_database(lambda: opened(interview, "session-2"))
    await errands.done()
    await in_database(again.refresh_from_db)
    assert again.is_open
    assert [entry.split()[1] for entry in vendor.log] == ["session-1"]


async def test_other_interviews_are_left_alone(
    interview: Interview, vendor: FakeVendor, errands: Errands, alice: User
) -> None:
    other = await in_database(
        lambda: Interview.objects.create(owner=alice, bank_title="Other", rung="live")
    )
    await in_database(lambda: opened(other))
    cast_of(interview, vendor, errands).end(why=Why.FINISHED, trouble=None)
    await errands.done()
    assert (await newest()).is_open


async def test_who_does_not_come_back_is_not_paid_for(
    interview: Interview, vendor: FakeVendor, errands: Errands
) -> None:
    await in_database(lambda: opened(interview))
    cast_of(interview, vendor, errands).leave()
    await errands.done()
    assert (await newest()).why == "left"
    assert vendor.log == ["stop session-1 USER_CLOSED"]


async def test_who_comes_back_in_time_finds_the_interviewer_there(
    interview: Interview, vendor: FakeVendor, errands: Errands
) -> None:
    await in_database(lambda: opened(interview))
    cast_of(interview, vendor, errands).leave()
    await in_database(lambda: tabs.claim(interview, tab="tab-0000000000000001", hold="tab.1"))
    await errands.done()
    assert (await newest()).is_open


async def test_it_is_kept_alive_as_long_as_its_time_lasts(
    interview: Interview, vendor: FakeVendor, errands: Errands
) -> None:
    cast = cast_of(interview, vendor, errands)
    assert await cast.keep_alive()  # nobody has been called yet
    await in_database(lambda: opened(interview))
    assert await cast.keep_alive()
    assert vendor.log == ["keep session-1"]
    await in_database(Connection.objects.all().delete)
    await in_database(lambda: opened(interview, minutes=11))
    assert not await cast.keep_alive()


async def test_a_vendor_who_cannot_keep_it_ends_nothing(
    interview: Interview, errands: Errands
) -> None:
    await in_database(lambda: opened(interview))
    assert await cast_of(interview, SlowToFail(), errands).keep_alive()
