"""Budgets: told at 80 %, biting at 100 %, never for an interview that runs."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from accounts.models import Rung, User
from costs import metering
from costs.budgets import Withheld, site_standings, tightest
from costs.metering import NOBODY, Whose
from costs.models import Budget, Kind, Period, Scope
from interviews import services
from interviews.live import wiring
from interviews.models import Interview, QuestionBank, Timing
from tests.interviews.acts import FIRST, write_answer


def budget(amount: int = 10, scope: Scope = Scope.SITE, period: Period = Period.MONTH) -> Budget:
    return Budget.objects.create(scope=scope, period=period, amount=amount)


def spend(amount: float, user: User | None = None) -> None:
    whose = Whose(user.pk) if user else NOBODY
    metering.note(Kind.TOKENS, "model", 1, Decimal(str(amount)), whose)


def begin(owner: User, bank: QuestionBank, rung: Rung = Rung.LIVE) -> Interview:
    return services.create_interview(
        owner=owner, bank=bank, questions=1, timing=Timing.EACH, rung=rung
    )


@pytest.mark.parametrize(
    ("spent", "withheld"),
    [
        (9.99, Withheld.NOTHING),
        (10, Withheld.LIVE),
        (10.99, Withheld.LIVE),
        (11, Withheld.SPEECH),
        (12, Withheld.MODEL),
        (1000, Withheld.MODEL),
    ],
)
def test_it_bites_in_steps(
    alice: User, bank: QuestionBank, spent: float, withheld: Withheld
) -> None:
    budget(10)
    spend(spent)
    assert begin(alice, bank).withheld == withheld


def test_without_a_budget_nothing_is_withheld(alice: User, bank: QuestionBank) -> None:
    spend(10_000)
    interview = begin(alice, bank)
    assert (interview.withheld, interview.rung) == (Withheld.NOTHING, Rung.LIVE)


def test_the_live_interviewer_goes_first(alice: User, bank: QuestionBank) -> None:
    budget(10)
    spend(10)
    assert begin(alice, bank).rung == Rung.ILLUSTRATED
    assert begin(alice, bank, Rung.TEXT).rung == Rung.TEXT


def test_then_speech_from_and_for_the_server(
    alice: User, bank: QuestionBank, settings: Settings
) -> None:
    settings.DEEPGRAM_API_KEY = "key"
    before = begin(alice, bank)
    budget(10)
    spend(11)
    after = begin(alice, bank)
    assert [wiring.has_ears(each) for each in (before, after)] == [True, False]
    assert [wiring.has_voice(each) for each in (before, after)] == [True, False]


def test_then_the_model_coach(alice: User, bank: QuestionBank) -> None:
    before = begin(alice, bank)
    budget(10)
    spend(12)
    after = begin(alice, bank)
    asked = []
    for interview in (before, after):
        services.ask_turn(interview=interview, question=0, probe=0)
        write_answer(interview)
        case = services.submit_attempt(interview=interview, take=FIRST, calls_an_hour=9)
        assert case is not None
        asked.append(case.may_ask_model)
    assert asked == [True, False]


def test_an_interview_that_runs_is_never_cut(alice: User, bank: QuestionBank) -> None:
    interview = begin(alice, bank)
    budget(10)
    spend(100)
    interview.refresh_from_db()
    assert interview.withheld == Withheld.NOTHING
    assert interview.rung == Rung.LIVE
    services.ask_turn(interview=interview, question=0, probe=0)
    write_answer(interview)
    case = services.submit_attempt(interview=interview, take=FIRST, calls_an_hour=9)
    assert case is not None
    assert case.may_ask_model


def test_a_students_own_budget_holds_for_that_student(
    alice: User, bob: User, bank: QuestionBank
) -> None:
    budget(10, Scope.STUDENT, Period.DAY)
    spend(10, alice)
    assert [begin(each, bank).withheld for each in (alice, bob)] == [1, 0]


def test_the_tightest_counts(alice: User, bank: QuestionBank) -> None:
    budget(1000)
    budget(10, Scope.STUDENT)
    spend(11, alice)
    found = tightest(alice)
    assert found is not None
    assert (found.budget.scope, found.withheld) == (Scope.STUDENT, Withheld.SPEECH)


def test_a_new_period_begins_with_nothing_spent(db: None) -> None:
    budget(10, period=Period.DAY)
    spend(10)
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert [each.percent for each in site_standings()] == [100]
    assert [each.percent for each in site_standings(tomorrow)] == [0]


@pytest.mark.parametrize(
    ("today", "ends"),
    [(date(2026, 1, 31), date(2026, 2, 1)), (date(2026, 12, 1), date(2027, 1, 1))],
)
def test_a_month_ends_with_the_calendars(db: None, today: date, ends: date) -> None:
    budget(10)
    assert site_standings(today)[0].ends == ends


# Telling ------------------------------------------------------------------------------------------


@pytest.fixture
def told(
    carol: User,
    eves: Client,
    doras: Client,
    alice: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    """A budget that is used up step by step, with everybody there."""
    budget(10)
    with django_capture_on_commit_callbacks(execute=True):
        for amount in (7, 1, 0.5, 1.4, 0.1, 5):
            spend(amount)


def test_staff_and_administrators_are_told_at_80_and_at_100_percent(told: None) -> None:
    assert [each.subject for each in mail.outbox] == [
        "Greenroom: 80 % of a budget is used up",
        "Greenroom: 100 % of a budget is used up",
    ]
    assert set(mail.outbox[0].bcc) == {"carol@example.com", "eve@example.com"}
    assert "never cut" in mail.outbox[0].body


def test_of_a_raised_budget_they_are_told_anew(
    told: None,
    carols: Client,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    raised = Budget.objects.get()
    form = {"scope": raised.scope, "period": raised.period, "amount": "100"}
    carols.post(reverse("admin:costs_budget_change", args=[raised.pk]), form)
    with django_capture_on_commit_callbacks(execute=True):
        spend(70)
    assert [each.subject for each in mail.outbox][2:] == ["Greenroom: 85 % of a budget is used up"]


def test_the_staff_area_says_so(eves: Client, doras: Client, told: None) -> None:
    assert "150 % of a budget" in eves.get("/staff/").text
    assert "% of a budget" not in doras.get("/staff/").text


def test_students_are_told_plainly_where_it_concerns_them(
    alices: Client, alice: User, bank: QuestionBank, told: None
) -> None:
    html = alices.get("/interviews/new/").text
    assert "budget for paid services is used up until" in html
    assert "the offline coach reads your answers" in html
    room = alices.get(f"/interviews/{begin(alice, bank).pk}/").text
    assert "budget for paid services is used up until" in room


# Setting them -------------------------------------------------------------------------------------


def test_only_administrators_set_budgets(carols: Client, eves: Client, doras: Client) -> None:
    sent = {"scope": "site", "period": "month", "amount": "50"}
    for browser in (eves, doras):
        assert browser.post("/admin/costs/budget/add/", sent).status_code == 403
    carols.post("/admin/costs/budget/add/", sent)
    assert Budget.objects.get().amount == 50


def test_a_budget_of_nothing_is_refused(carols: Client) -> None:
    sent = {"scope": "site", "period": "month", "amount": "0"}
    assert "greater than or equal to 0.01" in carols.post("/admin/costs/budget/add/", sent).text
