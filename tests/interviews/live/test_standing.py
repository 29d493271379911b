"""Sockets that ask whether they may stay open: together, and each gets its own answer."""

import asyncio

import pytest
from django.db import DatabaseError
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import Purpose, User
from accounts.services import give_consent
from interviews import tabs
from interviews.live.standing import Claim, Standing, Standings, look_up
from interviews.models import Interview

HOLD = "phone-0123456789.1"


@pytest.fixture
def claim(interview: Interview, alices: Client, alice: User) -> Claim:
    """Alice's, who is logged in, holds the interview and has not allowed to record."""
    tabs.claim(interview, tab="phone-0123456789", hold=HOLD)
    return Claim(alices.session.session_key or "", alice.pk, interview.pk, HOLD)


@pytest.mark.django_db
def test_each_is_judged_by_itself(claim: Claim, alice: User, bob: User) -> None:
    give_consent(user=alice, purpose=Purpose.RECORDING, version="1", text="yes")
    forged = Claim("x" * 32, bob.pk, None, "")
    replaced = Claim(claim.session_key, alice.pk, claim.interview, "phone-0123456789.0")
    assert look_up([claim, forged, replaced]) == [
        Standing(is_signed_in=True, has_hold=True, may_record=True),
        Standing(is_signed_in=False, has_hold=True, may_record=False),
        Standing(is_signed_in=True, has_hold=False, may_record=True),
    ]


@pytest.mark.django_db
def test_many_cost_no_more_queries_than_one(
    claim: Claim, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(5):
        look_up([claim])
    with django_assert_num_queries(5):
        look_up([claim] * 100)


@pytest.mark.django_db(transaction=True)
async def test_who_asks_at_about_the_same_time_is_answered_together(claim: Claim) -> None:
    standings = Standings(gather=0.05)
    found = await asyncio.gather(*(standings.of(claim) for _ in range(20)))
    assert {each.is_signed_in for each in found} == {True}


@pytest.mark.django_db(transaction=True)
async def test_who_cannot_wait_is_answered_at_once(claim: Claim) -> None:
    standings = Standings(gather=60)
    async with asyncio.timeout(5):
        assert (await standings.of(claim, soon=True)).has_hold


@pytest.mark.django_db(transaction=True)
async def test_one_that_leaves_meanwhile_takes_no_answer_from_others(claim: Claim) -> None:
    standings = Standings(gather=0.05)
    leaving = asyncio.create_task(standings.of(claim))
    await asyncio.sleep(0)
    staying = asyncio.create_task(standings.of(claim))
    leaving.cancel()
    assert (await staying).has_hold


async def test_a_database_that_is_away_is_told_to_all_and_asked_again_next_time() -> None:
    def away(claims: object) -> list[Standing]:
        raise DatabaseError

    standings = Standings(gather=0, look_up=away)
    for _ in range(2):
        answers = [standings.of(Claim("", 1, None, "")) for _ in range(3)]
        found = await asyncio.gather(*answers, return_exceptions=True)
        assert [type(each) for each in found] == [DatabaseError] * 3
