"""How questions fare is told of many, and lets nobody work out one student's result."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from interviews.models import Interview, Question, QuestionBank, Turn
from staff.health import all_figures, roll_up
from staff.models import QuestionFigures
from tests.interviews.acts import STORY
from tests.staff.asked import CUT, practise

PAGE = "/staff/questions/"
NAMES = ("ann", "ben", "cid", "dan", "eva", "fay", "gus", "hal", "ida", "joe")


def row(**counts: Any) -> QuestionFigures:
    """The row of the page for a question with these figures."""
    bank, _ = QuestionBank.objects.get_or_create(slug="zoo", title="Zoo keeper")
    question = bank.questions.create(
        slug=f"zoo-{Question.objects.count()}", text="And?", competency="service"
    )
    figures = QuestionFigures.objects.create(
        question=question, days=90, made_at=timezone.now(), **counts
    )
    return QuestionFigures.objects.with_shares().get(pk=figures.pk)


def told(found: QuestionFigures, name: str) -> Any:
    return getattr(found, f"told_{name}")


def move(interviews: list[Interview], *, days: int) -> None:
    """Into the past."""
    Turn.objects.filter(interview__in=interviews).update(
        asked_at=timezone.now() - timedelta(days=days)
    )


def by_period() -> dict[int, QuestionFigures]:
    return {each.days: each for each in all_figures(timezone.now())}


def test_nothing_is_told_of_fewer_than_five_students(eves: Client, bank: QuestionBank) -> None:
    for name in ("ann", "ben", "cid", "dan", "dan"):
        practise(bank, name, CUT)
    roll_up()
    html = eves.get(PAGE).text
    assert "a reader you helped" not in html
    assert "%" not in html.partition("<main")[2].partition("</main>")[0]
    assert "One question was asked, but answered by fewer than 5 students." in html


@pytest.mark.parametrize("order", ["-asked", "result", "-gain"])
@pytest.mark.parametrize("days", ["90", "365", "0"])
def test_no_filter_and_no_order_brings_a_small_group_back(
    eves: Client, bank: QuestionBank, order: str, days: str
) -> None:
    for name in NAMES[:4]:
        practise(bank, name, CUT)
    roll_up()
    answer = eves.get(PAGE, {"bank": "library", "order": order, "days": days})
    assert not answer.context["page_obj"].object_list
    assert not answer.context["picture"]


@pytest.mark.parametrize(
    ("counts", "name"),
    [
        ({"retried": 4, "retriers": 4, "last_result": 4}, "last_result"),
        ({"gain": 1.0, "gainers": 4}, "gain"),
        ({"spoken": 9, "speakers": 4, "transcription_failures": 9}, "unheard"),
        ({"read_first": 4, "readers": 4, "first_task": 1}, "first_task"),
        ({"median_words": 120, "readers": 4}, "words"),
    ],
)
def test_each_figure_needs_five_students_of_its_own(
    db: None, counts: dict[str, Any], name: str
) -> None:
    assert told(row(students=50, asked=50, **counts), name) is None
    enough = {each: 5 if value == 4 else value for each, value in counts.items()}
    assert told(row(students=50, asked=50, **enough), name) is not None


def test_a_share_never_says_all_or_none(db: None) -> None:
    all_lack = row(students=5, readers=5, read_first=5, first_result=5)
    four_lack = row(students=5, readers=5, read_first=5, first_result=4)
    assert told(all_lack, "first_result") == told(four_lack, "first_result")
    none_lacks = row(students=5, readers=5, read_first=5, first_result=0)
    one_lacks = row(students=5, readers=5, read_first=5, first_result=1)
    assert told(none_lacks, "first_result") == told(one_lacks, "first_result")


def test_one_answer_more_is_not_seen_in_the_counts(db: None) -> None:
    before, after = row(asked=20, answered=20, students=9), row(asked=21, answered=21, students=9)
    assert told(before, "asked") == told(after, "asked") == 20
    assert told(before, "answered") == told(after, "answered")


def test_what_looks_the_same_is_not_told_apart_by_its_order(eves: Client, db: None) -> None:
    group = {"students": 50, "asked": 100, "readers": 50, "read_first": 100}
    row(first_result=41, **group)
    row(first_result=40, **group)
    for order in ("result", "-result"):
        rows = list(eves.get(PAGE, {"order": order}).context["page_obj"].object_list)
        assert rows == sorted(rows, key=lambda each: each.pk)


def test_the_picture_needs_five_students_too(eves: Client, practised: QuestionBank) -> None:
    for bar in eves.get(PAGE).context["picture"]:
        assert bar.last is None
        assert bar.first * 20 == pytest.approx(round(bar.first * 20))


def test_a_longer_period_does_not_tell_of_the_few_in_between(bank: QuestionBank) -> None:
    early = [practise(bank, name, CUT) for name in NAMES[:4]]
    for name in NAMES[4:]:
        practise(bank, name, STORY)
    move(early, days=100)
    rows = by_period()
    assert (rows[90].answered, rows[365].answered, rows[0].answered) == (6, 6, 6)
    assert rows[365].first_result == rows[0].first_result == 0


def test_a_longer_period_counts_when_many_lie_between(bank: QuestionBank) -> None:
    early = [practise(bank, name, CUT) for name in NAMES[:5]]
    for name in NAMES[5:]:
        practise(bank, name, STORY)
    move(early, days=400)
    rows = by_period()
    assert (rows[90].answered, rows[365].answered, rows[0].answered) == (5, 5, 10)


def test_a_longer_period_does_not_tell_of_the_few_who_tried_again(bank: QuestionBank) -> None:
    early = [practise(bank, name, CUT) for name in NAMES[:4]]
    early.append(practise(bank, NAMES[4], CUT, CUT))
    for name in NAMES[5:]:
        practise(bank, name, CUT, STORY)
    move(early, days=400)
    rows = by_period()
    assert (rows[0].answered, rows[0].last_result) == (5, 0)


def test_a_longer_period_counts_when_the_shorter_is_not_told(bank: QuestionBank) -> None:
    early = [practise(bank, name, CUT) for name in NAMES[:4]]
    for name in NAMES[4:8]:
        practise(bank, name, STORY)
    move(early, days=100)
    assert by_period()[365].answered == 8


def test_figures_of_today_are_not_counted_again(eves: Client, practised: QuestionBank) -> None:
    practise(practised, "gus", STORY)
    assert "counted less than a day ago" in eves.post(f"{PAGE}refresh/", follow=True).text
    assert QuestionFigures.objects.get(days=0).asked == 6
    assert "Count now" not in eves.get(PAGE).text


def test_figures_that_missed_a_night_are_counted_with_a_button(
    eves: Client, practised: QuestionBank
) -> None:
    practise(practised, "gus", STORY)
    QuestionFigures.objects.update(made_at=timezone.now() - timedelta(hours=25))
    assert "Count now" in eves.get(PAGE).text
    assert "The figures are up to date." in eves.post(f"{PAGE}refresh/", follow=True).text
    assert QuestionFigures.objects.get(days=0).asked == 7


def test_counting_twice_at_once_does_no_harm(practised: QuestionBank) -> None:
    roll_up(timezone.now() + timedelta(seconds=5))
    roll_up(timezone.now())  # began earlier, ends later
    assert QuestionFigures.objects.count() == 3
