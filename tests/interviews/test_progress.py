"""The flow's state through the database and back."""

from dataclasses import replace

import pytest

from interviews import progress, services, tabs
from interviews.live import events, flow
from interviews.live.flow import Phase
from interviews.models import Interview

HOLD = "a-tab-01.socket"


@pytest.fixture
def held(interview: Interview) -> Interview:
    tabs.claim(interview, tab="a-tab-01", hold=HOLD)
    return interview


def kept_and_restored(interview: Interview, state: flow.State, hold: str = HOLD) -> flow.State:
    progress.keep(interview, state, hold=hold)
    return progress.restore(Interview.objects.get(pk=interview.pk))


def test_a_new_interview_warms_up(interview: Interview) -> None:
    state = progress.restore(interview)
    assert (state.phase, state.question, state.attempt) == (Phase.WARM_UP, 0, 0)


def test_it_knows_how_many_follow_ups_each_question_offers(interview: Interview) -> None:
    assert progress.restore(interview).probes == (2, 2)


@pytest.mark.parametrize("phase", Phase)
def test_every_phase_comes_back(held: Interview, phase: Phase) -> None:
    state = replace(progress.restore(held), phase=phase, question=1, probe=2)
    assert kept_and_restored(held, state) == state


def test_attempts_are_counted_from_the_turn_in_hand(held: Interview) -> None:
    services.ask_turn(interview=held, question=0, probe=1)
    for take in (events.Take(0, 0, 1), events.Take(0, 0, 2), events.Take(0, 1, 1)):
        services.open_attempt(interview=held, take=take)
    at_main = flow.State(Phase.FEEDBACK, flow.Timing.EACH, (2, 2), attempt=2, attempts=2)
    at_probe = replace(at_main, probe=1, attempt=1, attempts=1)
    assert kept_and_restored(held, at_main) == at_main
    assert kept_and_restored(held, at_probe) == at_probe


def test_an_attempt_in_hand_counts_even_if_its_row_is_gone(held: Interview) -> None:
    """A crash between discarding an attempt and noting it; numbers must not fall below it."""
    state = flow.State(Phase.CHECKING, flow.Timing.EACH, (2, 2), attempt=1, attempts=0)
    assert kept_and_restored(held, state).attempts == 1


def test_what_was_spoken_last_is_not_kept(held: Interview) -> None:
    state = replace(progress.restore(held), phase=Phase.ASKING, speech=7)
    assert kept_and_restored(held, state).speech == 0


def test_a_tab_that_has_lost_the_interview_moves_it_no_more(held: Interview) -> None:
    before = progress.restore(held)
    moved = replace(before, phase=Phase.FEEDBACK, question=1)
    assert kept_and_restored(held, moved, hold="a-tab-02.socket") == before


def test_editing_the_bank_changes_no_interview(held: Interview) -> None:
    before = progress.restore(held)
    assert held.bank is not None
    held.bank.questions.all().delete()
    assert progress.restore(held) == before
