"""How questions fare: counted over everybody, told of nobody."""

from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from interviews import services
from interviews.models import Attempt, Interview, Question, QuestionBank, Turn
from staff.health import figures
from staff.models import QuestionFigures
from tests.interviews.acts import STORY, give_answer
from tests.staff.asked import CUT, practise

PAGE = "/staff/questions/"


def counted(days: int = 0) -> QuestionFigures:
    return figures(days, timezone.now())[0]


def test_it_is_counted_how_often_a_question_was_asked_answered_and_skipped(
    practised: QuestionBank,
) -> None:
    row = counted()
    assert (row.asked, row.answered, row.skipped, row.students) == (6, 5, 1, 5)


def test_missing_parts_are_counted_at_first_and_after_trying_again(
    practised: QuestionBank,
) -> None:
    row = counted()
    assert (row.read_first, row.first_result, row.first_action) == (5, 3, 0)
    assert (row.retried, row.last_result) == (1, 0)


def test_the_gain_is_of_the_best_over_the_first(practised: QuestionBank) -> None:
    first, second = Attempt.objects.filter(
        turn__interview__owner__email="eva@example.com"
    ).order_by("number")
    assert first.score is not None
    assert second.score is not None
    assert counted().gain == pytest.approx(float(second.score - first.score))


def test_nothing_is_gained_where_only_one_attempt_was_read(practised: QuestionBank) -> None:
    second = Attempt.objects.get(number=2)
    Attempt.objects.filter(pk=second.pk).update(score=None, situation=None)
    assert (counted().gain, counted().gainers) == (None, 0)


def test_a_recording_that_was_kept_for_its_time_still_counts(practised: QuestionBank) -> None:
    spoken = Attempt.objects.earliest("started_at")
    Attempt.objects.filter(pk=spoken.pk).update(recording_deleted_at=timezone.now())
    assert (counted().spoken, counted().speakers) == (1, 1)


def test_the_length_is_that_of_the_middle_answer(practised: QuestionBank) -> None:
    lengths = sorted([len(STORY.split())] * 3 + [len(CUT.split())] * 3)
    assert counted().median_words == round((lengths[2] + lengths[3]) / 2)


def test_what_was_not_written_down_and_who_stepped_down_is_counted(
    practised: QuestionBank,
) -> None:
    spoken, recognised_by_the_browser = Attempt.objects.order_by("started_at")[:2]
    Attempt.objects.filter(pk=spoken.pk).update(recording="x.wav", transcript="")
    Attempt.objects.filter(pk=recognised_by_the_browser.pk).update(recording="y.wav")
    Interview.objects.filter(owner__email="ben@example.com").update(rung_now="voice")
    row = counted()
    assert (row.spoken, row.transcription_failures, row.avatar_failures) == (2, 1, 1)


def test_follow_ups_are_not_counted(bank: QuestionBank) -> None:
    interview = practise(bank, "ann", STORY)
    services.ask_turn(interview=interview, question=0, probe=1)
    give_answer(interview, CUT, probe=1)
    assert counted().answered == 1


def test_only_the_time_that_was_asked_for_counts(practised: QuestionBank) -> None:
    Turn.objects.update(asked_at=timezone.now() - timedelta(days=100))
    assert figures(90, timezone.now()) == []
    assert counted(365).asked == 6


def test_rolling_up_twice_changes_nothing(practised: QuestionBank) -> None:
    count = QuestionFigures.objects.count()
    call_command("roll_up_questions")
    assert QuestionFigures.objects.count() == count == 3


def test_a_dry_run_keeps_nothing(
    practised: QuestionBank, capsys: pytest.CaptureFixture[str]
) -> None:
    QuestionFigures.objects.all().delete()
    call_command("roll_up_questions", dry_run=True)
    assert "90 days: 1 questions." in capsys.readouterr().out
    assert not QuestionFigures.objects.exists()


# The page -----------------------------------------------------------------------------------------


def test_the_page_shows_shares(eves: Client, practised: QuestionBank) -> None:
    html = eves.get(PAGE).text
    assert "a reader you helped" in html
    assert "60\N{NO-BREAK SPACE}% → –" in html


def test_the_picture_says_in_words_what_it_draws(eves: Client, practised: QuestionBank) -> None:
    html = eves.get(PAGE).text
    assert "Result: 60\N{NO-BREAK SPACE}%." in html


def test_no_answer_is_shown(eves: Client, practised: QuestionBank) -> None:
    html = eves.get(PAGE).text
    assert "map he needed" not in html
    assert "eva@" not in html


def test_before_anything_was_counted_it_says_so(eves: Client) -> None:
    assert "Nothing has been counted yet." in eves.get(PAGE).text


@pytest.mark.parametrize(
    "asked",
    [{"bank": "none"}, {"days": "x"}, {"order": "; drop"}, {"page": "99"}, {"order": "-"}],
)
def test_what_cannot_be_asked_shows_the_usual(
    eves: Client, practised: QuestionBank, asked: dict[str, str]
) -> None:
    assert "a reader you helped" in eves.get(PAGE, asked).text


def test_every_column_sorts_both_ways(eves: Client, practised: QuestionBank) -> None:
    _another(practised, asked=50, first_result=5)
    for column in eves.get(PAGE).context["columns"]:
        for order in (column.link.removeprefix("-"), f"-{column.link.removeprefix('-')}"):
            assert len(eves.get(PAGE, {"order": order}).context["page_obj"].object_list) == 2
    by_asked = eves.get(PAGE, {"order": "-asked"}).context["page_obj"].object_list
    assert [row.told_asked for row in by_asked] == [50, 5]


def test_the_sorted_column_says_so(eves: Client, practised: QuestionBank) -> None:
    assert (
        'aria-sort="ascending"><a href="?order=-asked"' in eves.get(PAGE, {"order": "asked"}).text
    )


def test_a_bank_can_be_picked_out(eves: Client, practised: QuestionBank) -> None:
    zoo = QuestionBank.objects.create(slug="zoo", title="Zoo keeper")
    assert "a reader you helped" in eves.get(PAGE, {"bank": "library"}).text
    assert "a reader you helped" not in eves.get(PAGE, {"bank": zoo.slug}).text


def test_more_questions_take_no_more_queries(
    eves: Client, practised: QuestionBank, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(60):
        _another(practised)
    with django_assert_max_num_queries(12):
        assert "Page 1 of 2" in eves.get(PAGE).text


def _another(bank: QuestionBank, **counts: Any) -> None:
    number = Question.objects.count()
    question = bank.questions.create(slug=f"q-{number}", text="And?", competency="service")
    counts = {"asked": 9, "students": 9, "read_first": 9, **counts}
    QuestionFigures.objects.create(question=question, days=90, made_at=timezone.now(), **counts)


def test_answers_that_were_read_before_are_counted_too(practised: QuestionBank) -> None:
    columns = ("word_count", "situation", "task", "action", "result")
    before = list(Attempt.objects.order_by("pk").values_list(*columns))
    Attempt.objects.update(**dict.fromkeys(columns))
    import_module("interviews.migrations.0012_fill_attempt_levels").fill(apps, None)
    assert list(Attempt.objects.order_by("pk").values_list(*columns)) == before
