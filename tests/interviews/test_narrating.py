"""Who may have an interview summed up by a model, and what is kept of it."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from interviews import narrating
from interviews.coach.narrative import Narrative
from interviews.live.summing_up import Whole, Written
from interviews.models import Interview
from interviews.reports import Report
from providers.language_model import Usage
from tests.interviews.acts import finish, give_answer, write_answer

WRITTEN = Written(Narrative("By a model.", (), (), "gpt-6-luna", "1"), Usage(3, 2, 1), Decimal("1"))


@pytest.fixture
def interview(interview: Interview) -> Interview:
    """Finished: whatever is answered in it here was answered before."""
    return finish(interview)


def claim(interview: Interview, *, anew: bool = False, calls_an_hour: int = 10) -> Whole | None:
    return narrating.claim(interview=interview.pk, anew=anew, calls_an_hour=calls_an_hour)


def shown(interview: Interview) -> str:
    interview.refresh_from_db()
    return Report.of(interview).narrative.summary


def test_what_was_written_is_shown(interview: Interview) -> None:
    give_answer(interview)
    whole = claim(interview)
    assert whole is not None
    narrating.keep(whole, WRITTEN)
    assert shown(interview) == "By a model."
    assert (interview.narrative or {})["cost"] == "1"


def test_it_is_written_once(interview: Interview) -> None:
    give_answer(interview)
    whole = claim(interview)
    assert whole is not None
    assert claim(interview) is None
    narrating.keep(whole, WRITTEN)
    assert claim(interview) is None


def test_another_answer_makes_it_old(interview: Interview) -> None:
    give_answer(interview)
    whole = claim(interview)
    assert whole is not None
    narrating.keep(whole, WRITTEN)
    give_answer(interview, question=1)
    assert shown(interview).startswith("You answered 2 of 2 questions.")
    assert claim(interview) is not None


def test_it_can_be_had_anew_a_few_times(interview: Interview) -> None:
    give_answer(interview)
    for _ in range(narrating.MOST_CALLS):
        whole = claim(interview, anew=True)
        assert whole is not None
        narrating.keep(whole, WRITTEN)
    assert claim(interview, anew=True) is None


def test_a_claim_that_nobody_makes_good_lapses(interview: Interview) -> None:
    give_answer(interview)
    late = claim(interview)
    assert late is not None
    Interview.objects.update(narrative_claimed_at=timezone.now() - timedelta(minutes=5))
    assert claim(interview) is not None
    narrating.keep(late, WRITTEN)
    assert shown(interview) != "By a model."


def test_there_is_nothing_to_write_without_a_level(interview: Interview) -> None:
    give_answer(interview, "Pass.")
    assert claim(interview) is None


def test_it_waits_until_every_answer_was_read(interview: Interview) -> None:
    give_answer(interview)
    attempt = write_answer(interview, "I do not remember.")
    attempt.turn.attempts.create(number=2, transcript="More.", submitted_at=timezone.now())
    assert claim(interview) is None


def test_the_hourly_limit_holds_for_it_too(interview: Interview) -> None:
    attempt = give_answer(interview)
    attempt.model_calls = 3
    attempt.save()
    assert claim(interview, calls_an_hour=3) is None


def test_so_do_summaries_count_for_it(interview: Interview) -> None:
    give_answer(interview)
    for _ in range(2):
        whole = claim(interview, anew=True, calls_an_hour=2)
        assert whole is not None
        narrating.keep(whole, WRITTEN)
    assert claim(interview, anew=True, calls_an_hour=2) is None
    Interview.objects.update(narrative_asked_at=timezone.now() - timedelta(hours=2))
    assert claim(interview, anew=True, calls_an_hour=2) is not None


def test_before_its_end_it_is_summed_up_on_a_wish_only(interview: Interview) -> None:
    give_answer(interview)
    Interview.objects.update(phase="feedback")
    assert claim(interview) is None
    assert claim(interview, anew=True) is not None


def test_what_cannot_be_read_is_written_over(interview: Interview) -> None:
    give_answer(interview)
    interview.refresh_from_db()
    interview.narrative = {"basis": Report.of(interview).basis, "narrative": {"summary": 5}}
    interview.save()
    assert shown(interview).startswith("You answered 1 of 2 questions.")
    assert claim(interview) is not None
