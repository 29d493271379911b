"""Answers that nobody has read are taken up: by the report that shows them, and by a command."""

from http import HTTPStatus
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import User
from interviews import assessing, services
from interviews.live import wiring
from interviews.live.coaching import Case, Coach
from interviews.models import Attempt, Interview
from tests.interviews.acts import FIRST, finish, give_answer, write_answer

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def waiting(interview: Interview) -> Attempt:
    """A submitted answer whose coach was killed."""
    services.ask_turn(interview=interview, question=0, probe=0)
    write_answer(interview)
    case = services.submit_attempt(interview=interview, take=FIRST)
    assert isinstance(case, Case)
    assessing.release(case)
    finish(interview)
    return services.find_attempt(interview, FIRST)


class IllCoach(Coach):
    def judge(self, case: Case) -> None:  # type: ignore[override]
        raise RuntimeError(case.transcript)


@pytest.fixture
def ill(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wiring, "coach", lambda: IllCoach())


def test_a_report_has_its_answers_read(alices: Client, waiting: Attempt) -> None:
    interview = waiting.turn.interview
    answer = alices.post(f"/interviews/{interview.pk}/reading/")
    assert answer["HX-Refresh"] == "true"
    assert "The coach is reading" not in alices.get(f"/interviews/{interview.pk}/report/").text
    waiting.refresh_from_db()
    assert waiting.view is not None


def test_a_coach_that_fails_is_said_and_asked_no_more(
    alices: Client, waiting: Attempt, ill: None, caplog: pytest.LogCaptureFixture
) -> None:
    answer = alices.post(f"/interviews/{waiting.turn.interview_id}/reading/")
    assert "HX-Refresh" not in answer
    assert "could not read these answers now" in answer.text
    assert "hx-post" not in answer.text
    assert "library" not in caplog.text
    assert assessing.waiting().exists(), "it can be taken up again at once"


def test_nobody_has_another_student_s_answers_read(bobs: Client, waiting: Attempt) -> None:
    answer = bobs.post(f"/interviews/{waiting.turn.interview_id}/reading/")
    assert answer.status_code == HTTPStatus.OK
    waiting.refresh_from_db()
    assert waiting.assessed_at is None


def command(*arguments: str) -> str:
    said = StringIO()
    call_command("resume_assessments", *arguments, stdout=said)
    return said.getvalue()


def test_the_command_reads_what_waits_and_leaves_the_rest(
    waiting: Attempt, bob: User, interview: Interview
) -> None:
    before = give_answer(interview, attempt=2)
    assert "1 of 1 judged." in command()
    waiting.refresh_from_db()
    assert waiting.view is not None
    after = Attempt.objects.get(pk=before.pk)
    assert after.assessed_at == before.assessed_at


def test_a_dry_run_reads_nothing(waiting: Attempt) -> None:
    assert "1 to be judged." in command("--dry-run")
    waiting.refresh_from_db()
    assert waiting.assessed_at is None


def test_the_command_fails_when_an_answer_is_left(waiting: Attempt, ill: None) -> None:
    with pytest.raises(CommandError, match="could not be judged"):
        command()
