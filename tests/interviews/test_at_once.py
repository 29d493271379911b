"""Two things at once, as from two tabs or two processes: a finished answer is never lost."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from interviews import services
from interviews.live import events
from interviews.models import Attempt, Interview
from tests.interviews.acts import write_answer

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 20
Change = Callable[..., Any]


def at_once(interview: Interview, take: events.Take, *changes: Change) -> list[bool]:
    """Do all changes in threads of their own; which of them found the attempt."""
    start = threading.Barrier(len(changes))

    def run(change: Change) -> bool:
        try:
            start.wait(timeout=10)
            change(interview=interview, take=take)
        except Attempt.DoesNotExist:
            return False
        else:
            return True
        finally:
            connection.close()

    with ThreadPoolExecutor(len(changes)) as pool:
        return list(pool.map(run, changes))


def test_what_is_submitted_and_discarded_at_once_stays_if_it_was_submitted(
    interview: Interview,
) -> None:
    for number in range(1, ROUNDS + 1):
        take = events.Take(question=0, probe=0, attempt=number)
        attempt = write_answer(interview, take=take)
        submitted, _ = at_once(interview, take, services.submit_attempt, services.discard_attempt)
        kept = Attempt.objects.filter(pk=attempt.pk, submitted_at__isnull=False)
        assert kept.exists() == submitted


def test_an_answer_submitted_from_two_tabs_is_one_answer(interview: Interview) -> None:
    for number in range(1, ROUNDS + 1):
        take = events.Take(question=0, probe=0, attempt=number)
        write_answer(interview, take=take)
        assert at_once(interview, take, *[services.submit_attempt] * 4) == [True] * 4
    assert Attempt.objects.filter(submitted_at__isnull=False).count() == ROUNDS


def test_an_attempt_opened_twice_is_one_attempt(interview: Interview) -> None:
    for number in range(1, ROUNDS + 1):
        take = events.Take(question=0, probe=0, attempt=number)
        assert all(at_once(interview, take, *[services.open_attempt] * 4))
    assert Attempt.objects.count() == ROUNDS


def test_a_follow_up_asked_twice_is_one_turn(interview: Interview) -> None:
    def ask(*, interview: Interview, take: events.Take) -> None:
        services.ask_turn(interview=interview, question=take.question, probe=take.probe)

    for probe in (1, 2):
        at_once(interview, events.Take(question=0, probe=probe, attempt=0), *[ask] * 4)
    assert interview.turns.filter(question=0).count() == 3
