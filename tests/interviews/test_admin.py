"""Dora edits question banks. She is a bank editor, no more."""

from http import HTTPStatus
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from interviews.models import Attempt, BankStatus, Interview, Question, QuestionBank, Turn

BANKS = "/admin/interviews/questionbank/"
QUESTIONS = "/admin/interviews/question/"
INLINE = ("id", "bank", "position", "text", "slug", "competency", "difficulty", "is_active")


def values(form: Any) -> dict[str, Any]:
    """What a browser would send for a form as it stands; a box that is not ticked is not sent."""
    sent = {each.html_name: each.value() for each in form}
    left_out = (None, False)
    return {
        name: "on" if value is True else value
        for name, value in sent.items()
        if not any(value is each for each in left_out)
    }


def change(client: Client, address: str, **changed: Any) -> HttpResponse:
    """Open a page of the admin, change something and save it."""
    page = client.get(address)
    sent = values(page.context["adminform"].form)
    for inline in page.context["inline_admin_formsets"]:
        sent |= values(inline.formset.management_form)
        for form in inline.formset.forms:
            sent |= values(form)
    answer = client.post(address, {**sent, **changed})
    assert answer.status_code == HTTPStatus.FOUND, answer.context["errors"]
    return answer  # type: ignore[return-value]


def listed(client: Client, address: str) -> list[str]:
    return [str(each) for each in client.get(address).context["cl"].result_list]


class TestLists:
    @pytest.mark.parametrize(
        ("asked", "found"),
        [("reader", 1), ("particular day", 3), ("library-2", 1), ("assistant", 3)],
    )
    def test_questions_are_found_by_words_guidance_short_name_and_bank(
        self, doras: Client, bank: QuestionBank, asked: str, found: int
    ) -> None:
        assert len(listed(doras, f"{QUESTIONS}?q={asked}")) == found

    @pytest.mark.parametrize("asked", ["librar", "mistake you put"])
    def test_banks_are_found_by_title_and_by_their_questions(
        self, doras: Client, bank: QuestionBank, asked: str
    ) -> None:
        QuestionBank.objects.create(slug="zoo", title="Zoo keeper")
        assert listed(doras, f"{BANKS}?q={asked}") == ["Library assistant"]

    def test_a_search_does_not_change_how_many_questions_a_bank_has(
        self, doras: Client, bank: QuestionBank
    ) -> None:
        for asked in ("", "?q=Tell", "?q=reader"):
            bank_listed = doras.get(f"{BANKS}{asked}").context["cl"].result_list[0]
            assert bank_listed.questions_count == 3

    @pytest.mark.parametrize(
        ("chosen", "found"),
        [
            ("is_active__exact=0", 1),
            ("competency__exact=service", 1),
            ("difficulty__exact=3", 1),
            ("bank__id__exact={bank}", 3),
        ],
    )
    def test_questions_are_filtered(
        self, doras: Client, bank: QuestionBank, chosen: str, found: int
    ) -> None:
        Question.objects.filter(slug="library-2").update(is_active=False)
        other = QuestionBank.objects.create(slug="zoo", title="Zoo keeper")
        other.questions.create(slug="zoo", text="Why?", competency="teamwork")
        assert len(listed(doras, f"{QUESTIONS}?{chosen.format(bank=bank.pk)}")) == found

    def test_banks_stand_in_their_order(self, doras: Client, bank: QuestionBank) -> None:
        QuestionBank.objects.create(slug="zoo", title="Zoo keeper", position=0)
        assert listed(doras, BANKS) == ["Zoo keeper", "Library assistant"]

    def test_the_order_is_changed_in_the_list(self, doras: Client, bank: QuestionBank) -> None:
        formset = doras.get(QUESTIONS).context["cl"].formset
        sent = values(formset.management_form)
        for form in formset.forms:
            sent |= {**values(form), form.add_prefix("position"): 9 - form.instance.position}
        doras.post(QUESTIONS, {**sent, "_save": "Save"})
        slugs = bank.questions.values_list("slug", flat=True)
        assert list(slugs) == ["library-3", "library-2", "library-1"]

    @pytest.mark.parametrize("address", [BANKS, QUESTIONS])
    def test_a_list_leads_to_the_page_as_a_student_sees_it(
        self, doras: Client, bank: QuestionBank, address: str
    ) -> None:
        assert 'href="/staff/banks/library/' in doras.get(address).text

    def test_a_longer_list_takes_no_more_queries(self, doras: Client, bank: QuestionBank) -> None:
        def count() -> int:
            with CaptureQueriesContext(connection) as queries:
                doras.get(QUESTIONS)
                doras.get(BANKS)
            return len(queries)

        few = count()
        for number in range(6):
            more = QuestionBank.objects.create(slug=f"more-{number}", title="More")
            more.questions.create(slug=f"more-{number}-1", text="And?", competency="service")
        assert count() == few


class TestOffering:
    def test_questions_are_no_longer_asked_and_asked_again(
        self, doras: Client, bank: QuestionBank
    ) -> None:
        chosen = [each.pk for each in bank.questions.all()]
        for action, wanted in (("deactivate", False), ("activate", True)):
            sent = {"action": action, "_selected_action": chosen}
            assert "3 changed." in doras.post(QUESTIONS, sent, follow=True).text
            assert set(bank.questions.values_list("is_active", flat=True)) == {wanted}

    def test_a_bank_is_retired_and_published_again(self, doras: Client, bank: QuestionBank) -> None:
        for action, status in (("retire", BankStatus.RETIRED), ("publish", BankStatus.PUBLISHED)):
            doras.post(BANKS, {"action": action, "_selected_action": [bank.pk]})
            bank.refresh_from_db()
            assert bank.status == status

    def test_who_may_only_look_cannot(self, bank: QuestionBank, client: Client) -> None:
        eve = User.objects.create_user("eve@example.com", is_staff=True)
        eve.user_permissions.set(Permission.objects.filter(codename="view_questionbank"))
        client.force_login(eve)
        client.post(BANKS, {"action": "retire", "_selected_action": [bank.pk]})
        bank.refresh_from_db()
        assert bank.is_on_offer


class TestEditing:
    def test_a_bank_is_made_with_a_question(self, doras: Client) -> None:
        change(
            doras,
            f"{BANKS}add/",
            title="Zoo keeper",
            slug="zoo",
            **{
                "questions-TOTAL_FORMS": 1,
                "questions-0-text": "Tell me about an animal.",
                "questions-0-slug": "animal",
                "questions-0-competency": "service",
                "questions-0-difficulty": 1,
                "questions-0-position": 0,
                "questions-0-is_active": "on",
            },
        )
        question = QuestionBank.objects.get(slug="zoo").questions.get()
        assert (question.text, question.position, question.follow_ups) == (
            "Tell me about an animal.",
            1,
            [],
        )

    def test_of_a_long_bank_questions_are_edited_one_by_one(
        self, doras: Client, bank: QuestionBank
    ) -> None:
        Question.objects.bulk_create(
            Question(bank=bank, slug=f"q-{number}", text="Why?", competency="service")
            for number in range(140)
        )
        change(doras, f"{BANKS}{bank.pk}/change/", title="Archive")
        bank.refresh_from_db()
        assert bank.title == "Archive"

    @pytest.mark.parametrize("bank", ["abc", "9" * 40, "²"])
    def test_a_bank_that_is_no_key_is_passed_over(self, doras: Client, db: None, bank: str) -> None:
        assert doras.get(f"{QUESTIONS}add/?bank={bank}").status_code == HTTPStatus.OK

    def test_a_question_is_not_translated_into_its_own_language(
        self, doras: Client, bank: QuestionBank
    ) -> None:
        question = bank.questions.first()
        assert question is not None
        question.translations.create(language="de", text="Warum?")
        address = f"{QUESTIONS}{question.pk}/change/"
        with pytest.raises(AssertionError, match="own language"):
            change(doras, address, **{"translations-0-language": "en"})

    def test_a_new_bank_goes_behind_the_others(self, doras: Client, bank: QuestionBank) -> None:
        form = doras.get(f"{BANKS}add/").context["adminform"].form
        assert form.initial["position"] == bank.position + 1

    def test_who_has_saved_a_bank_or_a_question_sees_it_in_the_staff_area(
        self, doras: Client, bank: QuestionBank
    ) -> None:
        question = bank.questions.first()
        assert question is not None
        saved = change(doras, f"{BANKS}{bank.pk}/change/")
        assert saved["Location"] == f"/staff/banks/{bank.slug}/"
        saved = change(doras, f"{QUESTIONS}{question.pk}/change/")
        assert saved["Location"] == f"/staff/banks/{bank.slug}/questions/{question.slug}/"

    @pytest.mark.parametrize(("given", "kept"), [("", 4), ("0", 4), ("2", 2)])
    def test_a_question_added_to_a_bank_goes_behind_the_others_or_where_it_is_put(
        self, doras: Client, bank: QuestionBank, given: str, kept: int
    ) -> None:
        new = {
            "questions-3-text": "And then?",
            "questions-3-slug": "then",
            "questions-3-competency": "service",
            "questions-3-difficulty": 1,
            "questions-3-position": given or 0,
        }
        change(doras, f"{BANKS}{bank.pk}/change/", **{"questions-TOTAL_FORMS": 4, **new})
        assert Question.objects.get(slug="then").position == kept

    def test_saving_a_bank_as_it_stands_changes_nothing(
        self, doras: Client, bank: QuestionBank
    ) -> None:
        before = list(Question.objects.values())
        change(doras, f"{BANKS}{bank.pk}/change/")
        assert list(Question.objects.values()) == before

    def test_follow_ups_are_edited_one_a_line(self, doras: Client, bank: QuestionBank) -> None:
        question = bank.questions.get(slug="library-1")
        address = f"{QUESTIONS}{question.pk}/change/"
        assert "What did you do first?\nHow do you know it helped?" in doras.get(address).text
        change(doras, address, follow_ups="  Why?  \r\n\r\n \r\nAnd \0then?\r\n")
        question.refresh_from_db()
        assert question.follow_ups == ["Why?", "And then?"]

    def test_a_question_needs_no_follow_ups(self, doras: Client, bank: QuestionBank) -> None:
        question = bank.questions.get(slug="library-1")
        change(doras, f"{QUESTIONS}{question.pk}/change/", follow_ups="")
        question.refresh_from_db()
        assert question.follow_ups == []

    def test_a_new_question_is_put_behind_the_last_of_its_bank(
        self, doras: Client, bank: QuestionBank
    ) -> None:
        page = doras.get(f"{QUESTIONS}add/?bank={bank.pk}")
        assert page.context["adminform"].form["position"].value() == 4

    @pytest.mark.parametrize("address", [f"{QUESTIONS}add/", f"{BANKS}add/"])
    def test_what_is_new_has_no_preview_yet(self, doras: Client, db: None, address: str) -> None:
        assert "Save first" in doras.get(address).text

    def test_a_taken_short_name_is_refused_in_words(
        self, doras: Client, bank: QuestionBank
    ) -> None:
        page = doras.post(f"{BANKS}add/", {"title": "Library", "slug": "library"})
        assert "already exists" in page.text

    def test_a_bank_is_deleted_with_its_questions_and_no_interview(
        self, doras: Client, interview: Interview, bank: QuestionBank
    ) -> None:
        doras.post(f"{BANKS}{bank.pk}/delete/", {"post": "yes"})
        assert not Question.objects.exists()
        assert Interview.objects.filter(pk=interview.pk, bank=None).exists()


class TestAccess:
    def test_interviews_and_answers_are_not_in_the_admin(self) -> None:
        assert not any(admin.site.is_registered(model) for model in (Interview, Turn, Attempt))

    def test_an_editor_sees_banks_and_questions_and_nothing_else(
        self, doras: Client, db: None
    ) -> None:
        apps = doras.get("/admin/").context["app_list"]
        assert [model["object_name"] for app in apps for model in app["models"]] == [
            "QuestionBank",
            "Question",
        ]
        assert doras.get("/admin/accounts/user/").status_code == HTTPStatus.FORBIDDEN

    @pytest.mark.parametrize("address", ["/admin/", BANKS, QUESTIONS, "/admin/login/"])
    def test_strangers_are_led_to_the_sites_log_in(
        self, client: Client, db: None, address: str
    ) -> None:
        answer = client.get(address, follow=True)
        assert answer.redirect_chain[-1][0].startswith("/accounts/login/?next=")

    def test_the_admins_own_log_in_takes_no_password(self, client: Client, carol: User) -> None:
        known = {"username": "carol@example.com", "password": "correct horse battery staple"}
        answer = client.post("/admin/login/", known)
        assert answer["Location"].startswith("/accounts/login/")
        assert "_auth_user_id" not in client.session

    def test_staff_without_any_permission_find_nothing_to_edit(
        self, client: Client, db: None
    ) -> None:
        client.force_login(User.objects.create_user("eve@example.com", is_staff=True))
        assert client.get("/admin/").context["app_list"] == []
        assert client.get(BANKS).status_code == HTTPStatus.FORBIDDEN
