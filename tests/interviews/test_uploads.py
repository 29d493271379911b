"""A recording that is sent by HTTP because its socket is gone."""

import struct
import wave
from http import HTTPStatus
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.consents import RECORDING
from accounts.models import Purpose, User
from accounts.services import give_consent, withdraw_consent
from interviews import services
from interviews.models import Attempt, Interview, QuestionBank
from interviews.uploads import MOST_BYTES
from tests.interviews.acts import FIRST, hold_interview, write_answer

SAMPLES = "application/octet-stream"
SECOND = struct.pack("<h", 4000) * 16_000


@pytest.fixture(autouse=True)
def _own_storage(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PARTIAL_RECORDINGS = tmp_path / "partial"


@pytest.fixture
def partial(tmp_path: Path) -> Path:
    folder = tmp_path / "partial"
    folder.mkdir()
    return folder


@pytest.fixture
def attempt(interview: Interview) -> Attempt:
    return write_answer(interview)


@pytest.fixture
def consent(alice: User) -> None:
    give_consent(
        user=alice, purpose=Purpose.RECORDING, version=RECORDING.version, text=RECORDING.text
    )


def upload(browser: Client, attempt: Attempt, body: bytes, *, kind: str = SAMPLES) -> Any:
    address = f"/interviews/{attempt.turn.interview_id}/recordings/{attempt.pk}/upload/"
    return browser.post(address, body, content_type=kind, headers={"content-type": kind})


def samples_of(attempt: Attempt) -> bytes:
    with wave.open(Attempt.objects.get(pk=attempt.pk).recording.path) as wav:
        samples: bytes = wav.readframes(wav.getnframes())
    return samples


def is_stored(attempt: Attempt) -> bool:
    return bool(Attempt.objects.get(pk=attempt.pk).recording)


@pytest.mark.usefixtures("consent")
def test_it_is_stored_like_any_recording(alices: Client, attempt: Attempt, partial: Path) -> None:
    answer = upload(alices, attempt, SECOND * 2)
    assert (answer.status_code, answer.json()) == (HTTPStatus.OK, {"saved": True})
    assert samples_of(attempt) == SECOND * 2
    stored = Attempt.objects.get(pk=attempt.pk)
    assert (stored.seconds, stored.is_silent, max(stored.peaks)) == (2, False, 100)
    assert list(partial.iterdir()) == []


@pytest.mark.usefixtures("consent")
def test_sending_it_again_changes_nothing(alices: Client, attempt: Attempt) -> None:
    upload(alices, attempt, SECOND)
    assert upload(alices, attempt, SECOND * 3).json() == {"saved": True}
    assert samples_of(attempt) == SECOND


@pytest.mark.usefixtures("consent")
def test_an_answer_handed_in_without_its_recording_still_gets_it(
    alices: Client, interview: Interview, attempt: Attempt
) -> None:
    services.submit_attempt(interview=interview, take=FIRST)
    assert upload(alices, attempt, SECOND).status_code == HTTPStatus.OK
    assert samples_of(attempt) == SECOND


@pytest.mark.usefixtures("consent")
def test_it_takes_the_place_of_the_shorter_one_that_came_by_socket(
    alices: Client, attempt: Attempt, partial: Path
) -> None:
    (partial / f"{attempt.pk}.pcm").write_bytes(SECOND[:1000])
    upload(alices, attempt, SECOND)
    assert samples_of(attempt) == SECOND
    assert list(partial.iterdir()) == []


@pytest.mark.usefixtures("consent")
def test_a_longer_one_that_came_by_socket_is_kept(
    alices: Client, attempt: Attempt, partial: Path
) -> None:
    (partial / f"{attempt.pk}.pcm").write_bytes(SECOND)
    assert upload(alices, attempt, SECOND[:1000]).json() == {"saved": True}
    assert samples_of(attempt) == SECOND
    assert list(partial.iterdir()) == []


@pytest.mark.usefixtures("consent")
@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"", SAMPLES, HTTPStatus.BAD_REQUEST),
        (SECOND + b"\x00", SAMPLES, HTTPStatus.BAD_REQUEST),
        (bytes(MOST_BYTES + 2), SAMPLES, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
        (SECOND, "audio/wav", HTTPStatus.UNSUPPORTED_MEDIA_TYPE),
        (b"text=1", "application/x-www-form-urlencoded", HTTPStatus.UNSUPPORTED_MEDIA_TYPE),
    ],
    ids=["empty", "half a sample", "too long", "another kind", "a form"],
)
def test_what_is_no_recording_is_refused_and_leaves_no_file(
    alices: Client, attempt: Attempt, partial: Path, body: bytes, kind: str, status: HTTPStatus
) -> None:
    assert upload(alices, attempt, body, kind=kind).status_code == status
    assert not is_stored(attempt)
    assert list(partial.iterdir()) == []


@pytest.mark.usefixtures("consent")
def test_the_longest_one_is_taken(alices: Client, attempt: Attempt) -> None:
    assert upload(alices, attempt, bytes(MOST_BYTES)).status_code == HTTPStatus.OK


def test_nothing_is_stored_without_consent(alices: Client, attempt: Attempt, partial: Path) -> None:
    assert upload(alices, attempt, SECOND).status_code == HTTPStatus.FORBIDDEN
    assert not is_stored(attempt)
    assert list(partial.iterdir()) == []


@pytest.mark.usefixtures("consent")
def test_nothing_is_stored_after_consent_was_withdrawn(
    alices: Client, alice: User, attempt: Attempt
) -> None:
    withdraw_consent(user=alice, purpose=Purpose.RECORDING)
    assert upload(alices, attempt, SECOND).status_code == HTTPStatus.FORBIDDEN
    assert not is_stored(attempt)


@pytest.mark.usefixtures("consent")
def test_another_student_cannot_send_one(
    bobs: Client, bob: User, bank: QuestionBank, attempt: Attempt
) -> None:
    assert upload(bobs, attempt, SECOND).status_code == HTTPStatus.NOT_FOUND
    own = hold_interview(bob, bank)
    address = f"/interviews/{own.pk}/recordings/{attempt.pk}/upload/"
    answer = bobs.post(address, SECOND, content_type=SAMPLES)
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert not is_stored(attempt)


@pytest.mark.usefixtures("consent")
def test_an_attempt_that_was_discarded_is_not_there(
    alices: Client, interview: Interview, attempt: Attempt
) -> None:
    services.discard_attempt(interview=interview, take=FIRST)
    assert upload(alices, attempt, SECOND).status_code == HTTPStatus.NOT_FOUND
    address = f"/interviews/{interview.pk}/recordings/{uuid4()}/upload/"
    answer = alices.post(address, SECOND, content_type=SAMPLES)
    assert answer.status_code == HTTPStatus.NOT_FOUND


@pytest.mark.usefixtures("consent")
def test_a_page_of_another_site_cannot_send_one(alice: User, attempt: Attempt) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(alice)
    assert upload(browser, attempt, SECOND).status_code == HTTPStatus.FORBIDDEN
    assert not is_stored(attempt)


@pytest.mark.usefixtures("consent")
def test_a_storage_that_fails_is_said_and_costs_no_samples(
    alices: Client, attempt: Attempt, partial: Path, tmp_path: Path
) -> None:
    (tmp_path / "media").write_text("a file where the folder should be")
    answer = upload(alices, attempt, SECOND)
    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert (partial / f"{attempt.pk}.pcm").read_bytes() == SECOND
    assert [path.name for path in partial.iterdir() if path.suffix == ".upload"] == []


@pytest.mark.usefixtures("consent")
def test_it_is_refused_before_the_disk_is_full(
    alices: Client, attempt: Attempt, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("interviews.uploads.free_space", lambda folder: 0)
    assert upload(alices, attempt, SECOND).status_code == HTTPStatus.INSUFFICIENT_STORAGE
    assert not is_stored(attempt)
