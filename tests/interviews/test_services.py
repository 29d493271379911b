"""What can be done with an interview, and what must never happen to an answer."""

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import Rung, User
from accounts.services import join_guest
from interviews import services
from interviews.live import events
from interviews.models import MOST_QUESTIONS, Attempt, Interview, Question, QuestionBank, Timing
from interviews.publishing import publish, retire
from tests.interviews.acts import FIRST, finish, give_answer, hold_interview, record, write_answer


def create(owner: User, bank: QuestionBank, questions: int = 3) -> Interview:
    return services.create_interview(
        owner=owner, bank=bank, questions=questions, timing=Timing.EACH, rung=Rung.TEXT
    )


def asked(interview: Interview) -> list[tuple[str, str, list[str], int]]:
    """All that the interview may ask, as it is kept."""
    turns = interview.turns.values_list("text", "guidance", "follow_ups", "time_limit")
    return list(turns)


class TestFrozenQuestions:
    def test_editing_a_question_changes_no_interview(self, alice: User, bank: QuestionBank) -> None:
        interview = create(alice, bank)
        before = asked(interview)
        bank.questions.update(text="Other?", guidance="Other.", follow_ups=[], time_limit=30)
        assert asked(interview) == before

    def test_a_new_version_and_retiring_the_bank_change_no_interview(
        self, alice: User, bank: QuestionBank
    ) -> None:
        interview = create(alice, bank)
        before = asked(interview)
        bank.questions.update(text="Other?")
        publish(bank=bank)
        retire(bank=bank)
        assert asked(interview) == before

    def test_deleting_the_bank_keeps_interviews_and_answers(
        self, alice: User, bank: QuestionBank
    ) -> None:
        interview = hold_interview(alice, bank)
        before = asked(interview)
        bank.delete()
        interview.refresh_from_db()
        assert (interview.bank, interview.bank_title) == (None, "Library assistant")
        assert asked(interview) == before
        assert Attempt.objects.filter(turn__interview=interview).count() == 2

    def test_a_question_put_after_its_bank_was_deleted_is_still_asked(
        self, interview: Interview, bank: QuestionBank
    ) -> None:
        bank.delete()
        services.ask_turn(interview=interview, question=0, probe=0)
        follow_up = services.ask_turn(interview=interview, question=0, probe=1)
        assert follow_up.text == "What did you do first?"

    def test_a_renamed_bank_keeps_its_old_name_in_interviews_held(
        self, interview: Interview, bank: QuestionBank
    ) -> None:
        QuestionBank.objects.update(title="Archivist")
        interview.refresh_from_db()
        assert interview.bank_title == "Library assistant"

    def test_a_question_keeps_the_follow_ups_that_can_be_offered(
        self, alice: User, bank: QuestionBank
    ) -> None:
        bank.questions.update(follow_ups=["One?", "Two?", "Three?"])
        publish(bank=bank)
        bank.refresh_from_db()
        follow_ups = create(alice, bank).turns.values_list("follow_ups", flat=True)
        assert set(map(tuple, follow_ups)) == {("One?", "Two?")}


class TestChoosingQuestions:
    def test_gentle_questions_come_first(self, alice: User, bank: QuestionBank) -> None:
        for _ in range(5):
            sources = create(alice, bank).turns.values_list("source__difficulty", flat=True)
            assert list(sources) == [1, 2, 3]

    def test_no_competency_comes_twice_while_another_is_left(self) -> None:
        on_offer = [
            Question(pk=number, competency=competency, difficulty=1)
            for number, competency in enumerate(["teamwork"] * 6 + ["service", "integrity"])
        ]
        for _ in range(20):
            chosen = services.choose_questions(on_offer, 4)
            assert Counter(each.competency for each in chosen) == {
                "teamwork": 2,
                "service": 1,
                "integrity": 1,
            }

    def test_two_interviews_rarely_ask_the_same(self) -> None:
        on_offer = [Question(pk=number, competency="service") for number in range(30)]
        rounds = {
            tuple(each.pk for each in services.choose_questions(on_offer, 3)) for _ in range(20)
        }
        assert len(rounds) > 10

    def test_no_question_is_asked_twice(self) -> None:
        on_offer = [Question(pk=number, competency="service") for number in range(10)]
        chosen = services.choose_questions(on_offer, 10)
        assert len({each.pk for each in chosen}) == 10

    @pytest.mark.parametrize(
        ("wanted", "given"),
        [(-1, 1), (0, 1), (1, 1), (7, 7), (10, 10), (11, MOST_QUESTIONS), (10_000, MOST_QUESTIONS)],
    )
    def test_between_one_and_ten_questions_are_asked(self, wanted: int, given: int) -> None:
        on_offer = [Question(pk=number, competency="service") for number in range(15)]
        assert len(services.choose_questions(on_offer, wanted)) == given

    def test_a_small_bank_asks_what_it_has(self, alice: User, bank: QuestionBank) -> None:
        assert create(alice, bank, 10).turns.count() == 3

    def test_an_inactive_question_is_not_asked(self, alice: User, bank: QuestionBank) -> None:
        bank.questions.filter(slug="library-2").update(is_active=False)
        publish(bank=bank)
        bank.refresh_from_db()
        slugs = create(alice, bank).turns.values_list("source__slug", flat=True)
        assert set(slugs) == {"library-1", "library-3"}

    def test_a_bank_that_is_not_offered_starts_nothing(
        self, alice: User, bank: QuestionBank
    ) -> None:
        retire(bank=bank)
        with pytest.raises(services.NothingToAsk):
            create(alice, bank)
        assert not Interview.objects.exists()


class TestAsking:
    def test_a_turn_notes_when_it_was_first_asked(self, interview: Interview) -> None:
        first = services.ask_turn(interview=interview, question=0, probe=0).asked_at
        again = services.ask_turn(interview=interview, question=0, probe=0).asked_at
        assert first is not None
        assert again == first

    def test_a_follow_up_becomes_a_turn_of_its_own_under_its_question(
        self, interview: Interview
    ) -> None:
        main = services.ask_turn(interview=interview, question=0, probe=0)
        services.ask_turn(interview=interview, question=0, probe=1)
        turn = services.ask_turn(interview=interview, question=0, probe=2)
        assert (turn.question, turn.probe, turn.text) == (0, 2, "How do you know it helped?")
        assert (turn.source, turn.competency, turn.guidance, turn.time_limit) == (
            main.source,
            main.competency,
            main.guidance,
            main.time_limit,
        )

    def test_asking_a_follow_up_again_makes_no_second_turn(self, interview: Interview) -> None:
        turns = {services.ask_turn(interview=interview, question=0, probe=1).pk for _ in range(3)}
        assert len(turns) == 1


class TestDrafts:
    def test_a_draft_is_kept_as_it_stands(self, interview: Interview) -> None:
        write_answer(interview, "I was")
        assert write_answer(interview, "I was at the desk").transcript == "I was at the desk"

    def test_opening_an_attempt_twice_opens_one(self, interview: Interview) -> None:
        write_answer(interview)
        services.open_attempt(interview=interview, take=FIRST)
        assert Attempt.objects.count() == 1

    def test_a_draft_that_comes_late_does_not_change_a_submitted_answer(
        self, interview: Interview
    ) -> None:
        given = give_answer(interview, "I helped a reader.")
        services.save_draft(interview=interview, take=FIRST, text="")
        given.refresh_from_db()
        assert given.transcript == "I helped a reader."

    def test_a_draft_changes_its_own_attempt_only(self, interview: Interview, bob: User) -> None:
        bank = QuestionBank.objects.get()
        others = write_answer(create(bob, bank), "Bob's words")
        second = write_answer(interview, "later", take=events.Take(0, 0, 2))
        write_answer(interview, "Alice's words")
        others.refresh_from_db()
        second.refresh_from_db()
        assert (others.transcript, second.transcript) == ("Bob's words", "later")


class TestSubmitting:
    def test_submitting_twice_changes_nothing(self, interview: Interview) -> None:
        give_answer(interview)
        before = Attempt.objects.values().get()
        assert services.submit_attempt(interview=interview, take=FIRST) is None
        assert Attempt.objects.values().get() == before

    @pytest.mark.parametrize("text", ["", "  \n\t "])
    def test_an_attempt_in_which_nothing_was_said_is_forgotten(
        self, interview: Interview, text: str
    ) -> None:
        write_answer(interview, text)
        services.submit_attempt(interview=interview, take=FIRST)
        assert not Attempt.objects.exists()

    def test_a_recording_without_words_is_an_answer(
        self, interview: Interview, tmp_path: Path
    ) -> None:
        record(write_answer(interview, ""), tmp_path)
        services.submit_attempt(interview=interview, take=FIRST)
        assert services.find_attempt(interview, FIRST).submitted_at is not None


class TestDiscarding:
    def test_a_discarded_attempt_goes_with_its_recording(
        self,
        interview: Interview,
        tmp_path: Path,
        django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    ) -> None:
        attempt = record(write_answer(interview), tmp_path)
        kept = Path(attempt.recording.path)
        assert kept.exists()
        with django_capture_on_commit_callbacks(execute=True):
            assert services.discard_attempt(interview=interview, take=FIRST) == attempt.pk
        assert not kept.exists()
        assert not Attempt.objects.exists()

    def test_the_recording_stays_until_the_row_is_gone_for_good(
        self, interview: Interview, tmp_path: Path
    ) -> None:
        attempt = record(write_answer(interview), tmp_path)
        services.discard_attempt(interview=interview, take=FIRST)  # not committed in this test
        assert Path(attempt.recording.path).exists()

    def test_a_submitted_answer_is_never_discarded(
        self,
        interview: Interview,
        tmp_path: Path,
        django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    ) -> None:
        attempt = record(write_answer(interview), tmp_path)
        services.submit_attempt(interview=interview, take=FIRST)
        with django_capture_on_commit_callbacks(execute=True):
            assert services.discard_attempt(interview=interview, take=FIRST) is None
        assert Attempt.objects.filter(pk=attempt.pk).exists()
        assert Path(attempt.recording.path).exists()


class TestFinishing:
    def test_an_interview_ends_once(self, interview: Interview) -> None:
        ended = finish(interview).finished_at
        assert ended is not None
        assert timezone.now() - ended < timedelta(minutes=1)
        assert finish(interview).finished_at == ended


class TestGuests:
    @pytest.fixture
    def guest(self, db: None) -> User:
        return User.objects.create_guest()

    def test_what_a_guest_practised_moves_to_the_account_they_log_in_to(
        self, guest: User, alice: User, bank: QuestionBank
    ) -> None:
        interview = hold_interview(guest, bank)
        join_guest(guest=guest, user=alice)
        interview.refresh_from_db()
        assert interview.owner == alice
        assert Attempt.objects.count() == 2

    def test_others_interviews_stay_theirs(
        self, guest: User, alice: User, bob: User, bank: QuestionBank
    ) -> None:
        bobs = hold_interview(bob, bank)
        join_guest(guest=guest, user=alice)
        bobs.refresh_from_db()
        assert bobs.owner == bob
