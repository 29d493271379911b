"""What banks, interviews and attempts know of themselves."""

from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from accounts.models import Rung, User
from interviews import services
from interviews.live import events, flow
from interviews.models import Attempt, BankStatus, Interview, QuestionBank, Timing, Turn
from interviews.publishing import publish
from tests.interviews.acts import finish, give_answer, hold_interview, record, write_answer


class TestBanksOnOffer:
    def test_a_published_bank_is_offered_with_the_number_of_its_active_questions(
        self, bank: QuestionBank
    ) -> None:
        bank.questions.filter(slug="library-1").update(is_active=False)
        publish(bank=bank)
        offered = QuestionBank.objects.on_offer().get()
        assert offered.questions_on_offer == 2  # type: ignore[attr-defined]

    @pytest.mark.parametrize("status", [BankStatus.DRAFT, BankStatus.RETIRED])
    def test_no_other_bank_is_offered(self, bank: QuestionBank, status: BankStatus) -> None:
        QuestionBank.objects.update(status=status)
        assert not QuestionBank.objects.on_offer().exists()


class TestInterviews:
    def test_an_interview_belongs_to_its_owner_only(
        self, interview: Interview, alice: User, bob: User
    ) -> None:
        assert list(Interview.objects.owned_by(alice)) == [interview]
        assert not Interview.objects.owned_by(bob).exists()

    def test_nothing_belongs_to_a_stranger(self, interview: Interview) -> None:
        assert not Interview.objects.owned_by(AnonymousUser()).exists()

    def test_an_interview_is_unfinished_until_its_end(self, interview: Interview) -> None:
        assert list(Interview.objects.unfinished()) == [interview]
        finish(interview)
        assert list(Interview.objects.finished()) == [interview]
        assert not Interview.objects.unfinished().exists()

    def test_it_leads_to_the_room_and_after_its_end_to_the_report(
        self, interview: Interview
    ) -> None:
        assert interview.get_absolute_url() == f"/interviews/{interview.pk}/"
        assert finish(interview).get_absolute_url() == f"/interviews/{interview.pk}/report/"

    def test_answered_counts_main_questions_once(self, interview: Interview) -> None:
        give_answer(interview)
        give_answer(interview, attempt=2)
        give_answer(interview, probe=1)
        write_answer(interview, take=events.Take(1, 0, 1))  # not submitted
        counted = Interview.objects.with_answered().get()
        assert (counted.asked, counted.answered) == (2, 1)  # type: ignore[attr-defined]

    def test_an_account_goes_with_all_its_interviews(self, alice: User, bank: QuestionBank) -> None:
        hold_interview(alice, bank)
        alice.delete()
        assert not any(model.objects.exists() for model in (Interview, Turn, Attempt))


class TestPlaces:
    def test_a_place_holds_one_turn(self, interview: Interview) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            interview.turns.create(question=0, probe=0, text="Again?", time_limit=60)

    def test_a_number_holds_one_attempt(self, interview: Interview) -> None:
        turn = write_answer(interview).turn
        with pytest.raises(IntegrityError), transaction.atomic():
            turn.attempts.create(number=1)

    def test_people_count_questions_from_one(self, interview: Interview) -> None:
        assert [turn.number for turn in interview.turns.all()] == [1, 2]


class TestAttempts:
    def test_an_attempt_is_spoken_once_it_has_a_recording(
        self, interview: Interview, tmp_path: Path
    ) -> None:
        attempt = write_answer(interview)
        assert not attempt.is_spoken
        assert record(attempt, tmp_path).is_spoken

    def test_a_recording_is_named_by_us(self, interview: Interview, tmp_path: Path) -> None:
        attempt = record(write_answer(interview), tmp_path)
        assert attempt.recording.name == f"recordings/{interview.pk}/{attempt.pk}.wav"

    def test_an_attempt_nobody_judged_has_no_view(self, interview: Interview) -> None:
        assert write_answer(interview).view is None

    def test_a_view_that_cannot_be_read_is_none_and_is_logged_without_words(
        self, interview: Interview, caplog: pytest.LogCaptureFixture
    ) -> None:
        attempt = give_answer(interview)
        attempt.assessment = {"coach": "My secret story"}
        assert attempt.view is None
        assert str(attempt.pk) in caplog.text
        assert "secret" not in caplog.text


def test_the_flows_timings_are_the_ones_that_can_be_chosen() -> None:
    assert Timing.values == [timing.value for timing in flow.Timing]


def test_every_phase_and_every_rung_can_be_stored(interview: Interview) -> None:
    for phase in flow.Phase:
        for rung in Rung:
            interview.phase, interview.rung = phase.value, rung
            interview.full_clean()


def test_services_are_the_only_way_to_a_follow_up(interview: Interview) -> None:
    assert not any(turn.is_follow_up for turn in interview.turns.all())
    assert services.ask_turn(interview=interview, question=0, probe=1).is_follow_up
