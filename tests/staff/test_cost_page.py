"""What things cost, for staff: by day, bank and provider."""

import csv
import io
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from costs.metering import Whose, note
from costs.models import Budget, DayUse, Kind
from interviews.models import QuestionBank

PAGE = "/staff/costs/"


@pytest.fixture
def used(bank: QuestionBank) -> None:
    note(Kind.LIVE, "liveavatar", 600, Decimal(2), Whose(bank="library"))
    note(Kind.HEARING, "deepgram", 300, Decimal("0.05"), Whose(bank="library"))
    note(Kind.TOKENS, "gpt-x", 12_000, Decimal("0.5"), Whose(bank="gone"))


def test_it_adds_up(eves: Client, used: None) -> None:
    report = eves.get(PAGE).context["report"]
    assert report.total.cost == Decimal("2.55")
    assert (report.total.live, report.total.hearing, report.total.tokens) == (10, 5, 12)
    assert [row.name for row in report.banks] == ["Library assistant", "gone"]
    assert [row.name for row in report.providers] == ["liveavatar", "gpt-x", "deepgram"]


@pytest.mark.parametrize(("days", "cost"), [("7", "0.5"), ("30", "2.55"), ("x", "2.55")])
def test_only_the_chosen_time_counts(eves: Client, used: None, days: str, cost: str) -> None:
    old = timezone.localdate() - timedelta(days=10)
    DayUse.objects.exclude(kind=Kind.TOKENS).update(day=old)
    assert eves.get(PAGE, {"days": days}).context["report"].total.cost == Decimal(cost)


def test_every_day_has_its_place_in_the_picture(eves: Client, used: None) -> None:
    bars = eves.get(PAGE, {"days": "7"}).context["report"].bars
    assert [round(bar.height) for bar in bars] == [0, 0, 0, 0, 0, 0, 140]


def test_budgets_are_shown_in_words(eves: Client, used: None) -> None:
    Budget.objects.create(scope="site", period="month", amount=3)
    assert "2.55 of 3.00 EUR, 85 %" in eves.get(PAGE).text


def test_nothing_used_is_said(eves: Client) -> None:
    assert "No paid service was used in this time." in eves.get(PAGE).text


def test_only_administrators_are_led_to_the_budgets(eves: Client, carols: Client) -> None:
    assert "Set budgets" not in eves.get(PAGE).text
    assert "Set budgets" in carols.get(PAGE).text


def test_the_figures_come_as_a_file_that_runs_nothing(eves: Client, used: None) -> None:
    DayUse.objects.filter(kind=Kind.TOKENS).update(provider="=cmd()")
    text = eves.get(f"{PAGE}costs.csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0][:3] == ["By", "What", "EUR"]
    assert ["Provider", "'=cmd()", "0.5", "0.0", "0.0", "0.0", "12.0"] in rows


def test_more_days_take_no_more_queries(
    eves: Client, used: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for days in range(1, 300):
        day = timezone.localdate() - timedelta(days=days)
        DayUse.objects.create(day=day, kind=Kind.TOKENS, provider="gpt-x", quantity=1)
    with django_assert_max_num_queries(11):
        eves.get(PAGE, {"days": "365"})
