"""Who changed what is on record, and only what is nobody's own."""

import pytest
from auditlog.models import LogEntry
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from account_data.deletion import delete_account
from accounts.models import User
from accounts.roles import Role
from costs.models import Budget
from interviews.models import Interview, Question, QuestionBank
from tests.interviews.acts import give_answer
from tests.interviews.test_admin import change
from tests.interviews.test_importing import GOOD
from tests.staff.test_import_pages import PREVIEW, upload

PAGE = "/staff/changes/"


def newest() -> LogEntry:
    return LogEntry.objects.latest("timestamp", "pk")


def test_an_edit_in_the_admin_says_who_and_what(
    doras: Client, carols: Client, bank: QuestionBank
) -> None:
    question = bank.questions.get(slug="library-1")
    change(doras, f"/admin/interviews/question/{question.pk}/change/", text="Other?")
    html = carols.get(PAGE).text
    assert "Dora" in html
    assert "text: “Tell me about a reader you helped.” → “Other?”" in html


def test_an_act_in_the_staff_area_says_who(doras: Client, bank: QuestionBank) -> None:
    doras.post("/staff/banks/library/retirement/")
    entry = newest()
    assert str(entry.actor) == "Dora"
    assert entry.changes_dict == {"status": ["published", "retired"]}


def test_an_import_is_one_entry_a_bank(doras: Client, bank: QuestionBank) -> None:
    upload(doras, GOOD, {**GOOD, "id": "b"})
    LogEntry.objects.all().delete()
    doras.post(PREVIEW)
    assert list(LogEntry.objects.values_list("object_repr", flat=True)) == ["Library assistant"]
    assert newest().changes_dict == {"import": ["", "2 questions new or changed"]}
    assert str(newest().actor) == "Dora"


def test_a_budget_is_on_record(carols: Client) -> None:
    carols.post("/admin/costs/budget/add/", {"scope": "site", "period": "day", "amount": "5"})
    assert Budget.objects.exists()
    assert (newest().content_type.model, str(newest().actor)) == ("budget", "Carol")


def test_a_role_that_is_given_is_on_record(carols: Client, carol: User, alice: User) -> None:
    alice.groups.add(Group.objects.get(name=Role.STAFF))
    entry = newest()
    assert (entry.content_type.model, entry.changes_dict["groups"]["objects"]) == (
        "user",
        ["Staff"],
    )


def test_what_students_do_is_not_on_record(alice: User, interview: Interview) -> None:
    LogEntry.objects.all().delete()
    give_answer(interview)
    alice.name = "Alicia"
    alice.save()
    assert not LogEntry.objects.exists()


def test_a_new_account_is_not_on_record(db: None) -> None:
    User.objects.create_user("new@example.com")
    assert not LogEntry.objects.exists()


def test_an_account_that_is_deleted_leaves_no_name_on_record(
    alice: User, bank: QuestionBank, tmp_path: object
) -> None:
    alice.groups.add(Group.objects.get(name=Role.STAFF))
    LogEntry.objects.create(
        content_type=LogEntry.objects.latest("pk").content_type,
        object_pk="1",
        action=LogEntry.Action.UPDATE,
        actor=alice,
        actor_email=alice.email,
    )
    delete_account(user=alice, partial_recordings=tmp_path)  # type: ignore[arg-type]
    assert not LogEntry.objects.filter(content_type__model="user").exclude(object_pk="1").exists()
    assert not LogEntry.objects.exclude(actor_email=None).exists()


def test_a_kind_can_be_picked_out(carols: Client, doras: Client, bank: QuestionBank) -> None:
    doras.post("/staff/banks/library/retirement/")
    Question.objects.earliest("pk").save()
    html = carols.get(PAGE, {"kind": "questionbank"}).text
    assert "retired" in html
    assert "Question: create" not in html


def test_nobody_writes_to_it(carols: Client) -> None:
    assert carols.get("/admin/auditlog/logentry/").status_code == 404
    assert carols.post(PAGE).status_code == 405


@pytest.mark.parametrize("kind", ["none", ""])
def test_an_unknown_kind_shows_all(carols: Client, bank: QuestionBank, kind: str) -> None:
    assert "Library assistant" in carols.get(PAGE, {"kind": kind}).text


def test_it_is_in_the_staff_area_of_administrators_only(carols: Client, eves: Client) -> None:
    address = reverse("staff_changes")
    assert address in carols.get("/staff/").text
    assert address not in eves.get("/staff/").text
