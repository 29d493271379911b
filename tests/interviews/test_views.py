"""The pages of the interview, one by one."""

import re
import wave
from datetime import timedelta
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.http import FileResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Preferences, Rung, User
from interviews import services
from interviews.models import Attempt, Interview, Question, QuestionBank, Timing
from tests.interviews.acts import finish, give_answer, hold_interview, record, write_answer


@pytest.fixture
def choices(bank: QuestionBank) -> dict[str, Any]:
    """What the set-up form sends."""
    return {"bank": bank.pk, "questions": 2, "timing": "end", "rung": "voice"}


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == HTTPStatus.OK
    return len(queries)


class TestSetup:
    def test_everything_is_chosen_already(self, alices: Client, bank: QuestionBank) -> None:
        form = alices.get("/interviews/new/").context["form"]
        chosen = {name: form[name].value() for name in ("bank", "questions", "timing", "rung")}
        assert chosen == {"bank": bank.pk, "questions": 3, "timing": "each", "rung": "illustrated"}

    def test_sending_what_is_chosen_already_starts_an_interview(
        self, alices: Client, bank: QuestionBank
    ) -> None:
        form = alices.get("/interviews/new/").context["form"]
        alices.post("/interviews/new/", {each.name: each.value() for each in form})
        assert Interview.objects.get().turns.count() == 3

    def test_the_choices_are_kept(
        self, alices: Client, alice: User, choices: dict[str, Any]
    ) -> None:
        answer = alices.post("/interviews/new/", choices)
        interview = Interview.objects.get()
        assert answer["Location"] == f"/interviews/{interview.pk}/"
        assert (interview.owner, interview.timing, interview.rung) == (
            alice,
            Timing.END,
            Rung.VOICE,
        )
        assert interview.turns.count() == 2

    @pytest.mark.parametrize(("liked", "offered"), [("text", "text"), ("live", "illustrated")])
    def test_the_interviewer_one_likes_is_chosen_or_the_next_that_is_on_offer(
        self, alices: Client, alice: User, bank: QuestionBank, liked: str, offered: str
    ) -> None:
        Preferences.objects.create(user=alice, rung=liked)
        assert alices.get("/interviews/new/").context["form"]["rung"].value() == offered

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("questions", "0"),
            ("questions", "11"),
            ("questions", "three"),
            ("questions", ""),
            ("questions", "9" * 5000),
            ("bank", "0"),
            ("bank", "9" * 30),
            ("bank", "x\0y"),
            ("timing", "never"),
            ("rung", "live"),
            ("rung", "\0"),
        ],
    )
    def test_a_wrong_choice_is_named_and_the_others_are_kept(
        self, alices: Client, choices: dict[str, Any], field: str, value: str
    ) -> None:
        answer = alices.post("/interviews/new/", {**choices, field: value})
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        form = answer.context["form"]
        assert list(form.errors) == [field]
        kept = {name: str(form[name].value()) for name in choices if name != field}
        assert kept == {name: str(chosen) for name, chosen in choices.items() if name != field}
        assert not Interview.objects.exists()

    def test_a_kept_choice_is_still_pressed_in(
        self, alices: Client, choices: dict[str, Any]
    ) -> None:
        page = alices.post("/interviews/new/", {**choices, "questions": "0"}).text
        pressed = [tag for tag in re.findall(r"<input[^>]*>", page) if " checked" in tag]
        values = [re.sub(r'.* value="(.*?)".*', r"\1", tag, flags=re.DOTALL) for tag in pressed]
        assert values == [str(choices["bank"]), "end", "voice"]

    def test_sending_nothing_is_answered_with_what_is_missing(
        self, alices: Client, bank: QuestionBank
    ) -> None:
        answer = alices.post("/interviews/new/")
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert set(answer.context["form"].errors) == {"bank", "questions", "timing", "rung"}

    def test_banks_are_offered_by_position(self, alices: Client, bank: QuestionBank) -> None:
        first = QuestionBank.objects.create(slug="first", title="Zoo keeper", position=0)
        first.questions.create(slug="zoo", text="Why?", competency="service")
        offered = alices.get("/interviews/new/").context["form"].fields["bank"].queryset
        assert [each.slug for each in offered] == ["first", "library"]

    def test_a_bank_without_active_questions_is_not_offered(
        self, alices: Client, choices: dict[str, Any]
    ) -> None:
        Question.objects.update(is_active=False)
        assert "Library assistant" not in alices.get("/interviews/new/").text
        answer = alices.post("/interviews/new/", choices)
        assert "no longer offered" in answer.text

    def test_a_bank_whose_questions_were_withdrawn_a_moment_ago_is_refused(
        self, alices: Client, choices: dict[str, Any], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def too_late(**chosen: Any) -> None:
            raise services.NothingToAsk

        monkeypatch.setattr(services, "create_interview", too_late)
        answer = alices.post("/interviews/new/", choices)
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert list(answer.context["form"].errors) == ["bank"]

    def test_a_site_without_banks_still_shows_the_page(self, alices: Client) -> None:
        assert alices.get("/interviews/new/").status_code == HTTPStatus.OK


class TestRoomAndReport:
    def test_the_room_of_a_finished_interview_leads_to_its_report(
        self, alices: Client, interview: Interview
    ) -> None:
        finish(interview)
        answer = alices.get(f"/interviews/{interview.pk}/")
        assert answer["Location"] == f"/interviews/{interview.pk}/report/"

    def test_the_report_of_an_unfinished_interview_leads_to_its_room(
        self, alices: Client, interview: Interview
    ) -> None:
        answer = alices.get(f"/interviews/{interview.pk}/report/")
        assert answer["Location"] == f"/interviews/{interview.pk}/"

    def test_the_report_takes_up_what_was_not_assessed(
        self, alices: Client, interview: Interview
    ) -> None:
        given = give_answer(interview)
        Attempt.objects.update(assessment=None, assessed_at=None, score=None)
        finish(interview)
        assert "Not evaluated yet" not in alices.get(f"/interviews/{interview.pk}/report/").text
        given.refresh_from_db()
        assert given.view is not None

    def test_a_coach_that_fails_is_said_and_no_level_is_made_up(
        self, alices: Client, interview: Interview, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        give_answer(interview)
        Attempt.objects.update(assessment=None, assessed_at=None, score=None)
        finish(interview)

        def fail(**attempt: Any) -> None:
            raise RuntimeError

        monkeypatch.setattr(services, "assess_attempt", fail)
        answer = alices.get(f"/interviews/{interview.pk}/report/")
        assert "Not evaluated yet" in answer.text
        assert "of 5" not in answer.text

    def test_a_report_without_any_answer_is_there(
        self, alices: Client, interview: Interview
    ) -> None:
        finish(interview)
        assert "No question was answered" in alices.get(f"/interviews/{interview.pk}/report/").text


class TestRecording:
    @pytest.fixture
    def spoken(self, interview: Interview, tmp_path: Path) -> Attempt:
        return record(write_answer(interview), tmp_path, seconds=2)

    def test_the_owner_hears_the_whole_recording(
        self, alices: Client, interview: Interview, spoken: Attempt
    ) -> None:
        answer = alices.get(f"/interviews/{interview.pk}/recordings/{spoken.pk}/")
        assert isinstance(answer, FileResponse)
        assert answer["Content-Type"] == "audio/wav"
        with wave.open(BytesIO(b"".join(answer.streaming_content))) as wav:  # type: ignore[arg-type]
            assert (wav.getframerate(), wav.getnchannels(), wav.getsampwidth()) == (16_000, 1, 2)
            assert wav.getnframes() == 2 * 16_000

    def test_it_is_kept_in_no_cache_and_named_by_us(
        self, alices: Client, interview: Interview, spoken: Attempt
    ) -> None:
        answer = alices.get(f"/interviews/{interview.pk}/recordings/{spoken.pk}/")
        assert answer["Cache-Control"] == "no-store"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Disposition"] == 'inline; filename="answer.wav"'
        answer.close()

    def test_a_typed_answer_has_none(self, alices: Client, interview: Interview) -> None:
        typed = write_answer(interview)
        answer = alices.get(f"/interviews/{interview.pk}/recordings/{typed.pk}/")
        assert answer.status_code == HTTPStatus.NOT_FOUND

    def test_a_file_that_is_gone_is_not_found(
        self, alices: Client, interview: Interview, spoken: Attempt
    ) -> None:
        Path(spoken.recording.path).unlink()
        answer = alices.get(f"/interviews/{interview.pk}/recordings/{spoken.pk}/")
        assert answer.status_code == HTTPStatus.NOT_FOUND

    def test_a_recording_is_found_under_its_own_interview_only(
        self, alices: Client, alice: User, bank: QuestionBank, spoken: Attempt
    ) -> None:
        other = hold_interview(alice, bank)
        for pk in (other.pk, uuid4()):
            answer = alices.get(f"/interviews/{pk}/recordings/{spoken.pk}/")
            assert answer.status_code == HTTPStatus.NOT_FOUND

    def test_another_student_does_not_hear_it_under_an_interview_of_their_own(
        self, bobs: Client, bob: User, bank: QuestionBank, spoken: Attempt
    ) -> None:
        own = hold_interview(bob, bank)
        answer = bobs.get(f"/interviews/{own.pk}/recordings/{spoken.pk}/")
        assert answer.status_code == HTTPStatus.NOT_FOUND


class TestLists:
    def test_the_history_is_mine_and_newest_first(
        self, alices: Client, alice: User, bob: User, bank: QuestionBank
    ) -> None:
        hold_interview(bob, bank)
        held = [hold_interview(alice, bank) for _ in range(3)]
        for age, interview in enumerate(held):
            Interview.objects.filter(pk=interview.pk).update(
                created_at=timezone.now() - timedelta(days=age)
            )
        assert list(alices.get("/interviews/").context["interviews"]) == held

    def test_a_long_history_has_pages(
        self, alices: Client, alice: User, bank: QuestionBank
    ) -> None:
        for _ in range(21):
            services.create_interview(
                owner=alice, bank=bank, questions=1, timing=Timing.EACH, rung=Rung.TEXT
            )
        assert len(alices.get("/interviews/").context["interviews"]) == 20
        assert len(alices.get("/interviews/?page=2").context["interviews"]) == 1

    @pytest.mark.parametrize("page", ["0", "-1", "x", "9" * 40, "%00", "last", "1&page=2"])
    def test_a_page_that_is_not_there_shows_one_that_is(
        self, alices: Client, interview: Interview, page: str
    ) -> None:
        assert alices.get(f"/interviews/?page={page}").status_code == HTTPStatus.OK

    def test_home_shows_what_to_go_on_with_and_what_was_done(
        self, alices: Client, alice: User, bob: User, bank: QuestionBank, interview: Interview
    ) -> None:
        hold_interview(bob, bank)
        held = hold_interview(alice, bank)
        context = alices.get("/").context
        assert (list(context["unfinished"]), list(context["recent"])) == ([interview], [held])

    def test_home_shows_a_stranger_the_banks_by_position(
        self, client: Client, bank: QuestionBank
    ) -> None:
        first = QuestionBank.objects.create(slug="first", title="Zoo keeper", position=0)
        first.questions.create(slug="zoo", text="Why?", competency="service")
        assert [each.slug for each in client.get("/").context["banks"]] == ["first", "library"]


class TestBankPreview:
    def test_staff_see_all_that_belongs_to_a_question(
        self, carols: Client, bank: QuestionBank
    ) -> None:
        page = carols.get("/banks/library/preview/").text
        for words in ("a reader you helped", "A particular day", "What did you do first?"):
            assert words in page

    def test_questions_and_banks_that_are_not_active_are_shown_too(
        self, carols: Client, bank: QuestionBank
    ) -> None:
        Question.objects.update(is_active=False)
        QuestionBank.objects.update(is_active=False)
        assert "a reader you helped" in carols.get("/banks/library/preview/").text

    def test_an_unknown_bank_is_not_found(self, carols: Client) -> None:
        assert carols.get("/banks/none/preview/").status_code == HTTPStatus.NOT_FOUND


class TestQueries:
    """A page asks the database as often for much as for little."""

    def test_of_home_and_history(self, alices: Client, alice: User, bank: QuestionBank) -> None:
        hold_interview(alice, bank)
        services.create_interview(
            owner=alice, bank=bank, questions=1, timing=Timing.EACH, rung=Rung.TEXT
        )
        few = [queries_of(alices, address) for address in ("/", "/interviews/")]
        for _ in range(6):
            hold_interview(alice, bank)
            services.create_interview(
                owner=alice, bank=bank, questions=3, timing=Timing.EACH, rung=Rung.TEXT
            )
        many = [queries_of(alices, address) for address in ("/", "/interviews/")]
        assert many == few

    def test_of_the_report(self, alices: Client, alice: User, bank: QuestionBank) -> None:
        short = hold_interview(alice, bank, questions=1)
        long = hold_interview(alice, bank, questions=3)
        for number in range(3):
            give_answer(long, question=number, attempt=2)
            give_answer(long, question=number, probe=1)
        few, many = (queries_of(alices, each.get_absolute_url()) for each in (short, long))
        assert many == few

    def test_of_the_room(self, alices: Client, interview: Interview) -> None:
        Interview.objects.update(phase="listening", attempt=1)
        write_answer(interview)
        few = queries_of(alices, f"/interviews/{interview.pk}/")
        for number in (2, 3, 4):
            give_answer(interview, attempt=number)
        assert queries_of(alices, f"/interviews/{interview.pk}/") == few

    def test_of_setup_and_preview(self, alices: Client, carols: Client, bank: QuestionBank) -> None:
        pages = [(alices, "/interviews/new/"), (carols, "/banks/library/preview/")]
        few = [queries_of(*page) for page in pages]
        for number in range(5):
            more = QuestionBank.objects.create(slug=f"more-{number}", title="More")
            for each in (more, bank):
                each.questions.create(
                    slug=f"{each.slug}-{number}-x", text="And?", competency="service"
                )
        assert [queries_of(*page) for page in pages] == few
