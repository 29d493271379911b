"""The pages of the interview, one by one."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Rung, User
from interviews import services
from interviews.models import Interview, QuestionBank, Timing
from interviews.publishing import publish
from tests.interviews.acts import FIRST, finish, give_answer, hold_interview, write_answer


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == HTTPStatus.OK
    return len(queries)


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

    def test_the_report_says_what_is_being_read_and_makes_up_no_level(
        self, alices: Client, interview: Interview
    ) -> None:
        write_answer(interview)
        services.submit_attempt(interview=interview, take=FIRST)
        finish(interview)
        answer = alices.get(f"/interviews/{interview.pk}/report/")
        assert "The coach is reading 1 answer." in answer.text
        assert f'hx-post="/interviews/{interview.pk}/reading/"' in answer.text
        assert "of 5" not in answer.text

    def test_a_report_without_any_answer_is_there(
        self, alices: Client, interview: Interview
    ) -> None:
        finish(interview)
        assert "No question was answered" in alices.get(f"/interviews/{interview.pk}/report/").text


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
        publish(bank=first)
        assert [each.slug for each in client.get("/").context["banks"]] == ["first", "library"]


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

    def test_of_setup_and_banks(self, alices: Client, doras: Client, bank: QuestionBank) -> None:
        addresses = ("", "library/", "library/versions/")
        pages = [(alices, "/interviews/new/"), *((doras, f"/staff/banks/{x}") for x in addresses)]
        few = [queries_of(*page) for page in pages]
        for number in range(5):
            more = QuestionBank.objects.create(slug=f"more-{number}", title="More")
            for each in (more, bank):
                each.questions.create(
                    slug=f"{each.slug}-{number}-x", text="And?", competency="service"
                )
                publish(bank=each)
        assert [queries_of(*page) for page in pages] == few
