"""What the report shows."""

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import Rung, User
from interviews import services
from interviews.models import Attempt, Interview, QuestionBank, Timing
from interviews.publishing import publish
from interviews.reports import Report, report_context
from tests.interviews.acts import STORY, finish, give_answer, write_answer

POOR = "I am a good colleague and I always help readers when they ask me something."


def set_score(attempt: Attempt, level: int) -> None:
    """Give the attempt's four parts, and so its score, this level."""
    assert attempt.assessment is not None
    parts = [{**part, "level": level} for part in attempt.assessment["parts"]]
    attempt.assessment = {**attempt.assessment, "parts": parts, "score": float(level)}
    attempt.score = level
    attempt.save()


def test_questions_come_in_their_order_with_follow_ups_under_them(interview: Interview) -> None:
    give_answer(interview, question=1)
    give_answer(interview, question=0)
    give_answer(interview, question=0, probe=2)
    give_answer(interview, question=0, probe=1)
    questions = report_context(Report.of(interview))["questions"]
    assert [each.turn.question for each in questions] == [0, 1]
    assert [each.turn.probe for each in questions[0].follow_ups] == [1, 2]
    assert questions[1].follow_ups == []


@pytest.mark.parametrize(("levels", "best"), [((2, 4, 3), 2), ((4, 2), 1), ((3, 3), 2)])
def test_the_best_attempt_counts_and_of_equals_the_later(
    interview: Interview, levels: tuple[int, ...], best: int
) -> None:
    for number, level in enumerate(levels, start=1):
        set_score(give_answer(interview, attempt=number), level)
    context = report_context(Report.of(interview))
    first = context["questions"][0]
    assert first.best.number == best
    assert context["summary"].score == max(levels)
    others = [number for number in range(len(levels), 0, -1) if number != best]
    assert [each.number for each in first.others] == others


def test_all_attempts_are_kept_in_the_report(interview: Interview) -> None:
    for number in (1, 2, 3):
        give_answer(interview, attempt=number)
    assert [
        each.number for each in report_context(Report.of(interview))["questions"][0].attempts
    ] == [1, 2, 3]


def test_an_attempt_without_a_level_never_beats_one_with(interview: Interview) -> None:
    give_answer(interview, STORY)
    give_answer(interview, POOR, attempt=2)
    first = report_context(Report.of(interview))["questions"][0]
    assert first.best.number == 1


def test_drafts_are_no_answers(interview: Interview) -> None:
    write_answer(interview)
    context = report_context(Report.of(interview))
    assert context["summary"].answered == 0
    assert context["questions"][0].best is None


def test_a_follow_up_does_not_count_as_a_question(interview: Interview) -> None:
    give_answer(interview, probe=1)
    summary = report_context(Report.of(interview))["summary"]
    assert (summary.asked, summary.answered, summary.score) == (2, 0, None)


def test_an_assessment_that_cannot_be_read_gives_no_level(interview: Interview) -> None:
    give_answer(interview)
    Attempt.objects.update(assessment={"coach": "x"})
    context = report_context(Report.of(interview))
    assert context["summary"].score is None
    assert context["summary"].answered == 1
    assert context["picture"] == []


def test_parts_come_in_the_order_of_star(interview: Interview) -> None:
    give_answer(interview)
    bars = report_context(Report.of(interview))["picture"]
    assert "".join(bar.part for bar in bars) == "STAR"


def test_the_longest_interview_takes_no_more_queries_than_the_shortest(
    alice: User, bank: QuestionBank, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(4, 11):
        bank.questions.create(
            slug=f"more-{number}", text="And?", competency="service", follow_ups=["So?", "Then?"]
        )
    publish(bank=bank)
    bank.refresh_from_db()
    for questions in (1, 10):
        interview = services.create_interview(
            owner=alice, bank=bank, questions=questions, timing=Timing.EACH, rung=Rung.TEXT
        )
        for question in range(questions):
            for probe in range(3):
                give_answer(interview, question=question, probe=probe)
        give_answer(interview, attempt=2)
        finish(interview)
        with django_assert_num_queries(2):
            report_context(Report.of(interview))
