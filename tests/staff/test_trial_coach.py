"""A model tried on a pasted answer: it reads as for students, within limits and budgets."""

from decimal import Decimal

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.models import User
from costs.metering import NOBODY, note
from costs.models import Budget, DayUse, Kind
from interviews.coach.rubric import Assessment, Question
from interviews.live.coaching import OFTEN, Coach, Prices
from interviews.models import QuestionBank
from providers.errors import ProviderUnavailable
from staff.trial_coach import read
from tests.interviews.coach.replies import ANSWER, dumped
from tests.interviews.live.fake_model import USAGE, FakeModel


@pytest.fixture(autouse=True)
def nothing_asked_yet(db: None) -> None:
    cache.clear()


def tried(user: User, model: FakeModel, *, calls_an_hour: int = 9) -> Assessment:
    return read(
        Question("Tell me about a reader you helped."),
        ANSWER,
        language="en",
        user=user,
        bank="library",
        coach=Coach(model, prices=Prices(Decimal(1), Decimal(1), Decimal(1))),
        calls_an_hour=calls_an_hour,
    )


def test_the_model_reads_and_its_use_is_noted(alice: User) -> None:
    assert tried(alice, FakeModel([dumped()])).coach == "gpt-6-luna"
    use = DayUse.objects.get(kind=Kind.TOKENS)
    assert (use.provider, use.bank) == ("gpt-6-luna", "library")
    assert use.quantity == USAGE.input + USAGE.output
    assert use.cost > 0


def test_after_the_hours_calls_the_offline_coach_reads_and_says_why(alice: User) -> None:
    model = FakeModel([dumped()])
    views = [tried(alice, model, calls_an_hour=1) for _ in range(2)]
    assert [view.fallback for view in views] == ["", OFTEN]
    assert len(model.prompts) == 1


def test_the_hours_calls_are_each_editors_own(alice: User, bob: User) -> None:
    model = FakeModel([dumped()] * 2)
    views = [tried(user, model, calls_an_hour=1) for user in (alice, bob)]
    assert [view.fallback for view in views] == ["", ""]


def test_a_budget_that_is_used_up_holds_for_editors_too(alice: User) -> None:
    Budget.objects.create(scope="site", period="day", amount=1)
    note(Kind.LIVE, "liveavatar", 60, Decimal(2), NOBODY)
    model = FakeModel([dumped()])
    assert tried(alice, model).coach.startswith("offline")
    assert model.prompts == []


def test_a_model_that_fails_is_told(alice: User) -> None:
    view = tried(alice, FakeModel([ProviderUnavailable("x")]))
    assert view.coach.startswith("offline")
    assert view.fallback


def test_without_a_model_none_is_offered(doras: Client, bank: QuestionBank) -> None:
    assert 'name="model"' not in doras.get("/staff/banks/library/questions/library-1/").text
