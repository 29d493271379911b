"""Recordings are kept for a time; an interview as long as its owner wants."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from interviews import tabs
from interviews.models import Attempt, Interview
from tests.interviews.acts import STORY, finish, give_answer, record
from tests.storages import STUBBORN


@pytest.fixture
def recorded(interview: Interview, settings: Settings, tmp_path: Path) -> Attempt:
    """Handed in a hundred days ago."""
    settings.MEDIA_ROOT = tmp_path / "media"
    attempt = record(give_answer(interview), tmp_path)
    Attempt.objects.update(submitted_at=timezone.now() - timedelta(days=100))
    finish(interview)
    return attempt


def kept(attempt: Attempt) -> bool:
    return default_storage.exists(attempt.recording.name or "")


def test_old_recordings_go_and_words_stay(recorded: Attempt) -> None:
    call_command("purge_recordings", days=90)
    assert not kept(recorded)
    fresh = Attempt.objects.get()
    assert (fresh.transcript, bool(fresh.recording), fresh.peaks) == (STORY, False, [])
    assert fresh.score == recorded.score


def test_younger_ones_stay(recorded: Attempt) -> None:
    call_command("purge_recordings", days=101)
    assert kept(recorded)


def test_a_site_may_keep_them(recorded: Attempt, settings: Settings) -> None:
    settings.RECORDING_RETENTION_DAYS = 0
    call_command("purge_recordings")
    assert kept(recorded)


def test_a_dry_run_deletes_nothing(recorded: Attempt, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("purge_recordings", days=90, dry_run=True)
    assert kept(recorded)
    assert "1 recordings to be deleted." in capsys.readouterr().out


def test_one_that_cannot_be_deleted_is_tried_again(recorded: Attempt, settings: Settings) -> None:
    settings.STORAGES = {**settings.STORAGES, "default": STUBBORN}
    with pytest.raises(CommandError):
        call_command("purge_recordings", days=90)
    assert Attempt.objects.get().recording


def test_the_report_says_where_it_went(alices: Client, recorded: Attempt) -> None:
    call_command("purge_recordings", days=90)
    html = alices.get(reverse("report", args=[recorded.turn.interview_id])).content.decode()
    assert "this site keeps recordings for a time only" in html
    assert "<audio" not in html


# One interview ------------------------------------------------------------------------------------


def deletion(interview: Interview) -> str:
    return reverse("interview_deletion", args=[interview.pk])


def test_an_interview_is_deleted_with_its_recordings(
    alices: Client, recorded: Attempt, django_capture_on_commit_callbacks: object
) -> None:
    interview = recorded.turn.interview
    assert "cannot be undone" in alices.get(deletion(interview)).content.decode()
    assert Interview.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        alices.post(deletion(interview))
    assert not Interview.objects.exists()
    assert not kept(recorded)


def test_nobody_else_deletes_it(bobs: Client, interview: Interview) -> None:
    assert bobs.post(deletion(interview)).status_code == 404
    assert Interview.objects.exists()


def test_one_that_is_open_in_a_tab_is_left_alone(alices: Client, interview: Interview) -> None:
    tabs.claim(interview, tab="a", hold="a.1")
    answer = alices.post(deletion(interview))
    assert answer.status_code == 409
    assert "Close that tab" in answer.content.decode()
    assert Interview.objects.exists()
