"""Paid use is noted where it happens, added up by day, and never in an interview's way."""

import threading
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import close_old_connections, connection
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from avatars import connections
from avatars.models import Connection, Why
from costs import metering
from costs.metering import NOBODY, Whose
from costs.models import DayUse, Kind, StudentCost
from interviews import assessing, services
from interviews.live.coaching import Case, Judged
from interviews.models import Attempt, Interview
from providers.language_model import Usage
from tests.interviews.acts import FIRST, STORY, give_answer, write_answer


@pytest.fixture(autouse=True)
def priced(settings: Settings) -> None:
    settings.AVATAR_PRICE_PER_MINUTE = 0.2
    settings.DEEPGRAM_PRICE_PER_MINUTE = 0.01
    settings.DEEPGRAM_PRICE_PER_1000_CHARACTERS = 0.03


def used(kind: Kind) -> tuple[str, str, int, Decimal]:
    row = DayUse.objects.get(kind=kind)
    return row.provider, row.bank, row.quantity, row.cost


@pytest.mark.django_db
def test_what_is_used_on_a_day_is_added_up() -> None:
    for _ in range(3):
        metering.note(Kind.TOKENS, "model", 100, Decimal("0.5"), NOBODY)
    assert used(Kind.TOKENS) == ("model", "", 300, Decimal("1.5"))


@pytest.mark.django_db
def test_each_day_provider_and_bank_stands_by_itself() -> None:
    metering.note(Kind.TOKENS, "model", 1, Decimal(0), NOBODY)
    DayUse.objects.update(day=timezone.localdate() - timedelta(days=1))
    metering.note(Kind.TOKENS, "model", 1, Decimal(0), NOBODY)
    metering.note(Kind.TOKENS, "another", 1, Decimal(0), NOBODY)
    metering.note(Kind.TOKENS, "model", 1, Decimal(0), Whose(bank="library"))
    assert DayUse.objects.count() == 4


def test_a_live_interviewer_is_noted_when_it_ends(alice: User, interview: Interview) -> None:
    live = Connection.objects.create(
        user=alice,
        interview=interview.pk,
        provider="liveavatar",
        face="a",
        most_seconds=600,
        ticket_at=timezone.now(),
        ready_at=timezone.now() - timedelta(seconds=90),
    )
    connections._close(live, Why.FINISHED)
    assert used(Kind.LIVE) == ("liveavatar", "library", 90, Decimal("0.3"))
    assert StudentCost.objects.get(user=alice).cost == Decimal("0.3")


def test_a_sandbox_costs_nothing(alice: User) -> None:
    live = Connection.objects.create(
        user=alice,
        provider="liveavatar",
        face="a",
        most_seconds=600,
        ticket_at=timezone.now(),
        opened_at=timezone.now() - timedelta(seconds=90),
        is_sandbox=True,
    )
    connections._close(live, Why.FINISHED)
    assert not DayUse.objects.exists()


def test_the_tokens_of_a_model_are_noted_even_of_one_that_was_too_late(
    interview: Interview,
) -> None:
    attempt = give_answer(interview)
    Attempt.objects.filter(pk=attempt.pk).update(assessed_at=None)
    case = assessing.claim(interview=interview, take=FIRST, calls_an_hour=9)
    assert isinstance(case, Case)
    assert attempt.view is not None
    judged = Judged(attempt.view, Usage(1000, 200, 500), Decimal("0.004"))
    assert [assessing.keep(case, judged) for _ in range(2)] == [True, False]
    assert used(Kind.TOKENS)[1:] == ("library", 3000, Decimal("0.008"))


def test_a_hearing_without_a_word_was_paid_for_too(interview: Interview) -> None:
    services.ask_turn(interview=interview, question=0, probe=0)
    attempt = write_answer(interview, "")
    words = [{"text": "", "start": 59.0, "end": 60.0, "confidence": 0.1}]
    Attempt.objects.filter(pk=attempt.pk).update(heard_by="deepgram live", words=words)
    services.submit_attempt(interview=interview, take=FIRST)
    assert not Attempt.objects.exists()
    assert used(Kind.HEARING) == ("deepgram", "library", 60, Decimal("0.01"))


def test_speech_that_was_heard_live_is_noted_when_it_is_handed_in(interview: Interview) -> None:
    services.ask_turn(interview=interview, question=0, probe=0)
    attempt = write_answer(interview)
    words = [{"text": "map", "start": 59.0, "end": 60.0, "confidence": 1.0}]
    Attempt.objects.filter(pk=attempt.pk).update(heard_by="deepgram live", words=words)
    services.submit_attempt(interview=interview, take=FIRST)
    assert used(Kind.HEARING) == ("deepgram", "library", 60, Decimal("0.01"))


def test_speech_of_an_answer_that_was_thrown_away_was_heard_too(interview: Interview) -> None:
    services.ask_turn(interview=interview, question=0, probe=0)
    attempt = write_answer(interview)
    words = [{"text": "map", "start": 29.0, "end": 30.0, "confidence": 1.0}]
    Attempt.objects.filter(pk=attempt.pk).update(heard_by="deepgram live", words=words)
    services.discard_attempt(interview=interview, take=FIRST)
    assert used(Kind.HEARING) == ("deepgram", "library", 30, Decimal("0.005"))


def test_the_offline_coach_costs_nothing(interview: Interview) -> None:
    give_answer(interview, STORY)
    assert not DayUse.objects.exists()


@pytest.mark.django_db
def test_what_cannot_be_noted_stops_nothing(caplog: pytest.LogCaptureFixture) -> None:
    metering.note(Kind.TOKENS, "x" * 99, 1, Decimal(10) ** 30, NOBODY)
    metering.note(Kind.TOKENS, "model", 1, Decimal(0), NOBODY)
    assert DayUse.objects.filter(provider="model").exists()
    assert "was not noted" in caplog.text


@pytest.mark.django_db
def test_what_a_guest_cost_counts_for_the_account(alice: User) -> None:
    guest = User.objects.create_guest()
    for user in (guest, alice):
        metering.note(Kind.TOKENS, "model", 1, Decimal(1), Whose(user.pk))
    metering.move(guest=guest, user=alice)
    assert [each.cost for each in StudentCost.objects.filter(user=alice)] == [Decimal(2)]
    assert not StudentCost.objects.filter(user=guest).exists()


@pytest.mark.django_db
def test_what_the_site_used_outlives_the_account(alice: User) -> None:
    metering.note(Kind.TOKENS, "model", 1, Decimal(1), Whose(alice.pk, "library"))
    alice.delete()
    assert used(Kind.TOKENS) == ("model", "library", 1, Decimal(1))
    assert not StudentCost.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_nothing_is_lost_when_many_note_at_once() -> None:
    def note() -> None:
        try:
            for _ in range(10):
                metering.note(Kind.TOKENS, "model", 1, Decimal("0.1"), NOBODY)
        finally:
            connection.close()

    threads = [threading.Thread(target=note) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    close_old_connections()
    assert used(Kind.TOKENS)[2:] == (80, Decimal(8))
