"""A page asks the database as often for much as for little."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from interviews.models import QuestionBank
from stories.exporting import stories_data
from tests.interviews.acts import hold_interview
from tests.interviews.test_views import queries_of
from tests.stories.acts import keep


def test_of_the_list(alices: Client, alice: User, bank: QuestionBank) -> None:
    hold_interview(alice, bank)
    keep(alice)
    few = queries_of(alices, "/stories/?q=map&theme=pressure")
    for number in range(5):
        hold_interview(alice, bank)
        keep(alice, title=str(number))
    assert queries_of(alices, "/stories/?q=map&theme=pressure") == few


def test_of_a_story(alices: Client, alice: User, bank: QuestionBank) -> None:
    hold_interview(alice, bank)
    few = queries_of(alices, keep(alice).get_absolute_url())
    for _ in range(5):
        hold_interview(alice, bank)
    often_told = keep(alice, title="Often told")
    assert queries_of(alices, often_told.get_absolute_url()) == few


@pytest.mark.parametrize("interviews", [1, 5])
def test_of_keeping_a_story(alice: User, bank: QuestionBank, interviews: int) -> None:
    for _ in range(interviews):
        hold_interview(alice, bank)
    with CaptureQueriesContext(connection) as queries:
        keep(alice)
    assert len(queries) <= 12


def test_of_the_export(
    alice: User, bank: QuestionBank, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(3):
        hold_interview(alice, bank)
        keep(alice, title=str(number))
    with django_assert_num_queries(2):
        stories_data(alice)
