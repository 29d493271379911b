"""Who judges which attempt, and what is kept: once, by one, and never of a student who may not."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from interviews import assessing, services
from interviews.coach import offline
from interviews.live import events
from interviews.live.coaching import Case, Judged, NoCase
from interviews.models import MOST_MODEL_CALLS, Attempt, Interview
from providers.language_model import Usage
from tests.interviews.acts import FIRST, STORY, give_answer, write_answer

PLENTY = 100  # calls in an hour


def submitted(interview: Interview, *, calls_an_hour: int = PLENTY, attempt: int = 1) -> Case:
    take = events.Take(0, 0, attempt)
    services.ask_turn(interview=interview, question=0, probe=0)
    write_answer(interview, take=take)
    case = services.submit_attempt(interview=interview, take=take, calls_an_hour=calls_an_hour)
    assert case is not None
    return case


def claim(interview: Interview, *, calls_an_hour: int = PLENTY) -> Case | NoCase:
    return assessing.claim(interview=interview, take=FIRST, calls_an_hour=calls_an_hour)


def judged(case: Case, **changes: Any) -> Judged:
    view = replace(offline.assess(case.question, case.transcript), **changes)
    return Judged(view, Usage(1000, 800, 300), Decimal("0.01234"))


def age(interview: Interview, by: timedelta) -> None:
    mine = Attempt.objects.filter(turn__interview=interview)
    mine.update(claimed_until=F("claimed_until") - by)


@pytest.mark.django_db
class TestClaims:
    def test_submitting_claims(self, interview: Interview) -> None:
        case = submitted(interview)
        assert case.transcript == STORY
        assert case.question.text == interview.turns.get(question=0).text
        assert claim(interview) is NoCase.TAKEN

    def test_a_claim_that_nobody_made_good_lapses(self, interview: Interview) -> None:
        submitted(interview)
        age(interview, assessing.FOR_A_MODEL)
        assert isinstance(claim(interview), Case)

    def test_who_asks_no_model_is_waited_for_less(self, interview: Interview) -> None:
        submitted(interview, calls_an_hour=0)
        age(interview, assessing.FOR_THE_OFFLINE_COACH)
        assert isinstance(claim(interview), Case)

    def test_a_model_is_waited_for_longer(self, interview: Interview) -> None:
        submitted(interview)
        age(interview, assessing.FOR_THE_OFFLINE_COACH)
        assert claim(interview) is NoCase.TAKEN

    def test_what_is_judged_is_not_judged_again(self, interview: Interview) -> None:
        give_answer(interview)
        assert claim(interview) is NoCase.JUDGED

    def test_what_a_model_should_have_judged_is(self, interview: Interview) -> None:
        case = submitted(interview)
        assessing.keep(case, judged(case, fallback="It failed."))
        assert isinstance(claim(interview), Case)

    def test_a_draft_cannot_be_claimed(self, interview: Interview) -> None:
        write_answer(interview)
        assert claim(interview) is NoCase.ABSENT

    def test_follow_ups_that_were_asked_are_known(self, interview: Interview) -> None:
        asked = services.ask_turn(interview=interview, question=0, probe=1).text
        assert submitted(interview).asked == (asked,)

    def test_a_released_one_can_be_claimed(self, interview: Interview) -> None:
        assessing.release(submitted(interview))
        assert isinstance(claim(interview), Case)

    def test_who_the_student_is_is_not_told(self, interview: Interview, alice: User) -> None:
        case = submitted(interview)
        assert case.user
        assert str(alice.email) not in case.user
        assert STORY not in repr(case)


@pytest.mark.django_db
class TestLimits:
    def test_a_model_is_asked_so_often_about_one_answer(self, interview: Interview) -> None:
        case = submitted(interview)
        for _ in range(MOST_MODEL_CALLS - 1):
            assert case.may_ask_model
            assessing.keep(case, judged(case, fallback="It failed."))
            again = claim(interview)
            assert isinstance(again, Case)
            case = again
        assessing.keep(case, judged(case, fallback="It failed."))
        last = claim(interview)
        assert isinstance(last, Case)
        assert not last.may_ask_model
        assert not services.find_attempt(interview, FIRST).may_ask_model_again

    def test_and_so_often_an_hour_for_one_student(self, interview: Interview) -> None:
        cases = [submitted(interview, calls_an_hour=2, attempt=number) for number in (1, 2, 3)]
        assert [case.may_ask_model for case in cases] == [True, True, False]

    def test_an_earlier_hour_does_not_count(self, interview: Interview) -> None:
        submitted(interview, calls_an_hour=1)
        Attempt.objects.update(submitted_at=timezone.now() - timedelta(hours=2))
        assert submitted(interview, calls_an_hour=1, attempt=2).may_ask_model


@pytest.mark.django_db
class TestKeeping:
    def test_the_view_its_coach_and_what_it_took_are_kept(self, interview: Interview) -> None:
        case = submitted(interview)
        assert assessing.keep(case, judged(case, coach="gpt-6-luna", prompt_version="1"))
        kept = services.find_attempt(interview, FIRST)
        assert (kept.coach, kept.prompt_version) == ("gpt-6-luna", "1")
        assert kept.view is not None
        assert float(kept.score or 0) == kept.view.score
        assert (kept.input_tokens, kept.cached_tokens, kept.output_tokens) == (1000, 800, 300)
        assert kept.cost == Decimal("0.01234")
        assert kept.claimed_until is None

    def test_who_lost_the_claim_keeps_nothing(self, interview: Interview) -> None:
        late = submitted(interview)
        age(interview, assessing.FOR_A_MODEL)
        quick = claim(interview)
        assert isinstance(quick, Case)
        assert not assessing.keep(late, judged(late, coach="late"))
        assert assessing.keep(quick, judged(quick, coach="quick"))
        assert services.find_attempt(interview, FIRST).coach == "quick"

    def test_what_waits_is_what_nobody_has_or_is_at(self, interview: Interview) -> None:
        give_answer(interview)
        case = submitted(interview, attempt=2)
        assert not assessing.waiting().exists()
        assessing.release(case)
        assert [each.pk for each in assessing.waiting()] == [case.attempt]


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_gets_the_case(interview: Interview) -> None:
    assessing.release(submitted(interview))
    start = threading.Barrier(8)

    def one(act: Callable[[], Case | NoCase]) -> Case | NoCase:
        try:
            start.wait(timeout=10)
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(one, [lambda: claim(interview)] * 8))
    assert sum(isinstance(each, Case) for each in found) == 1
    assert found.count(NoCase.TAKEN) == 7
