"""The end of an account, and of all that belongs to it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db.models import ForeignKey, Model
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from account_data.deletion import FilesLeft, delete_account, due, keep_account, request_deletion
from account_data.models import DeletionRecord
from accounts.models import Preferences, Purpose, User
from accounts.services import give_consent
from interviews.models import Attempt, Interview, QuestionBank
from sharing.services import create_link
from tests.conftest import PASSWORD
from tests.interviews.acts import finish, give_answer, hold_interview, record
from tests.storages import STUBBORN


@pytest.fixture(autouse=True)
def _own_storage(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PARTIAL_RECORDINGS = tmp_path / "partial"
    (tmp_path / "partial").mkdir()


@pytest.fixture
def full(alice: User, interview: Interview, tmp_path: Path) -> User:
    """Alice with something of everything."""
    record(give_answer(interview), tmp_path)
    give_answer(interview, attempt=2)
    Preferences.objects.create(user=alice)
    give_consent(user=alice, purpose=Purpose.RECORDING, version="1", text="Yes.")
    create_link(interview=finish(interview), days=1, with_recordings=True)
    return alice


@pytest.fixture
def recording(full: User) -> str:
    return Attempt.objects.exclude(recording="").get().recording.name or ""


def delete(user: User, tmp_path: Path) -> DeletionRecord:
    return delete_account(user=user, partial_recordings=tmp_path / "partial")


def sure(browser: Client) -> int:
    """Log in again, and press the button."""
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return browser.post(reverse("data_deletion"), {"is_sure": "on"}).status_code


def all_rows() -> Iterator[tuple[type[Model], str]]:
    """Every column of every table that names a user."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, ForeignKey) and field.related_model is User:
                yield model, field.name


# Asking -------------------------------------------------------------------------------------------


def test_the_password_is_asked_for_first(alices: Client) -> None:
    answer = alices.post(reverse("data_deletion"), {"is_sure": "on"})
    assert answer["Location"].startswith(reverse("account_reauthenticate"))


def test_there_is_time_to_think_and_every_page_says_so(alices: Client, full: User) -> None:
    assert sure(alices) == 302
    full.refresh_from_db()
    assert full.deletion_due_at is not None
    assert full.deletion_due_at - timezone.now() > timedelta(days=6)
    assert "will be deleted on" in alices.get(reverse("history")).content.decode()


def test_without_a_tick_nothing_happens(alices: Client, full: User) -> None:
    alices.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert alices.post(reverse("data_deletion")).status_code == 422
    full.refresh_from_db()
    assert full.deletion_due_at is None


def test_who_thinks_better_of_it_keeps_everything(alices: Client, full: User) -> None:
    sure(alices)
    alices.post(reverse("data_keep"))
    full.refresh_from_db()
    assert full.deletion_due_at is None
    assert "will be deleted on" not in alices.get(reverse("history")).content.decode()


def test_the_owner_of_the_address_is_told(alices: Client, full: User) -> None:
    sure(alices)
    alices.post(reverse("data_keep"))
    requested, kept = mail.outbox[-2:]
    assert requested.to == kept.to == ["alice@example.com"]
    assert reverse("data") in requested.body
    assert "Nothing was deleted" in kept.body


def test_asking_twice_does_not_put_it_off(full: User) -> None:
    first = request_deletion(user=full, days=7)
    assert request_deletion(user=full, days=30) == first


def test_a_guest_goes_at_once(client: Client, bank: QuestionBank) -> None:
    client.post(reverse("guest_start"))
    hold_interview(User.objects.get(is_guest=True), bank)
    client.post(reverse("data_deletion"), {"is_sure": "on"})
    assert not User.objects.exists()
    assert not Interview.objects.exists()


# Carrying out -------------------------------------------------------------------------------------


def test_nothing_is_left(full: User, recording: str, tmp_path: Path) -> None:
    identity, answers = full.pk, list(Attempt.objects.values_list("pk", flat=True))
    partial = tmp_path / "partial" / f"{answers[0]}.pcm"
    partial.write_bytes(b"\0")
    assert default_storage.exists(recording)
    delete(full, tmp_path)
    left = {
        model for model, field in all_rows() if model._default_manager.filter(**{field: identity})
    }
    assert left == set()
    assert not Attempt.objects.filter(pk__in=answers).exists()
    assert not default_storage.exists(recording)
    assert not partial.exists()


def test_others_keep_everything(full: User, bob: User, bank: QuestionBank, tmp_path: Path) -> None:
    kept = hold_interview(bob, bank)
    attempt = record(Attempt.objects.filter(turn__interview=kept).earliest("pk"), tmp_path)
    delete(full, tmp_path)
    assert Attempt.objects.filter(turn__interview=kept).count() == 2
    assert default_storage.exists(attempt.recording.name or "")


def test_sessions_end(alices: Client, full: User, tmp_path: Path) -> None:
    assert Session.objects.exists()
    delete(full, tmp_path)
    assert not Session.objects.exists()
    assert alices.get(reverse("history")).status_code == 302


def test_what_remains_says_nothing_of_whose_it_was(full: User, tmp_path: Path) -> None:
    record = delete(full, tmp_path)
    assert (record.interviews, record.recordings) == (1, 1)
    assert {field.name for field in DeletionRecord._meta.fields} == {
        "id",
        "requested_at",
        "deleted_at",
        "interviews",
        "recordings",
    }


def test_files_that_cannot_be_deleted_keep_the_account_to_be_tried_again(
    full: User, recording: str, settings: Settings, tmp_path: Path
) -> None:
    request_deletion(user=full, days=0)
    working = settings.STORAGES
    settings.STORAGES = {**working, "default": STUBBORN}
    with pytest.raises(FilesLeft):
        delete(full, tmp_path)
    assert list(due()) == [full]
    settings.STORAGES = working
    delete(full, tmp_path)
    assert not default_storage.exists(recording)


# The command --------------------------------------------------------------------------------------


def test_the_command_deletes_what_is_due_and_no_more(full: User, bob: User) -> None:
    request_deletion(user=full, days=0)
    request_deletion(user=bob, days=7)
    call_command("delete_accounts")
    assert list(User.objects.all()) == [bob]


def test_a_dry_run_deletes_nothing(full: User, capsys: pytest.CaptureFixture[str]) -> None:
    request_deletion(user=full, days=0)
    call_command("delete_accounts", dry_run=True)
    assert "1 to be deleted." in capsys.readouterr().out
    assert User.objects.filter(pk=full.pk).exists()


def test_an_account_that_was_kept_is_not_due(full: User) -> None:
    request_deletion(user=full, days=0)
    keep_account(user=full)
    assert not due().exists()


def test_the_command_says_when_something_is_left(full: User, settings: Settings) -> None:
    request_deletion(user=full, days=0)
    settings.STORAGES = {**settings.STORAGES, "default": STUBBORN}
    with pytest.raises(CommandError, match="1 accounts are left"):
        call_command("delete_accounts")
