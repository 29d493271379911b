"""Recordings and spoken questions in a bucket: the real client, and a small server at its end."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from config.env import storage
from interviews import recordings
from interviews.models import Attempt, Interview
from interviews.speech import spoken_question
from tests.interviews.acts import record, write_answer
from tests.interviews.test_speech import MP3, QUESTION, FakeSpeaker

Objects = dict[str, bytes]


@contextmanager
def bucket_server() -> Iterator[tuple[str, Objects]]:
    """The part of S3 that is used: an object is put, looked at, got and deleted."""
    objects: Objects = {}

    class Bucket(BaseHTTPRequestHandler):
        def do_PUT(self) -> None:
            objects[self.path] = self.rfile.read(int(self.headers["content-length"]))
            self._answer(HTTPStatus.OK)

        def do_HEAD(self) -> None:
            self.do_GET()

        def do_GET(self) -> None:
            found = objects.get(self.path)
            self._answer(HTTPStatus.NOT_FOUND if found is None else HTTPStatus.OK, found or b"")

        def do_DELETE(self) -> None:
            objects.pop(self.path, None)
            self._answer(HTTPStatus.NO_CONTENT)

        def _answer(self, status: HTTPStatus, body: bytes = b"") -> None:
            self.send_response(status)
            self.send_header("content-length", str(len(body)))
            self.send_header("last-modified", "Fri, 20 Nov 2026 12:00:00 GMT")
            self.send_header("etag", '"etag"')
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Bucket)
    serving = threading.Thread(target=server.serve_forever, args=(0.02,))
    serving.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", objects
    finally:
        server.shutdown()
        serving.join()
        server.server_close()


@pytest.fixture
def objects(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Objects]:
    """What is in the bucket, by path."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    with bucket_server() as (url, found):
        monkeypatch.setenv("MEDIA_STORAGE", f"s3://bucket/greenroom?region=x&endpoint={url}")
        settings.STORAGES = {**settings.STORAGES, "default": storage("MEDIA_STORAGE")}
        yield found


def test_a_recording_goes_into_the_bucket_and_comes_back(
    alices: Client, interview: Interview, tmp_path: Path, objects: Objects
) -> None:
    attempt = record(write_answer(interview), tmp_path, seconds=2)
    (path,) = objects
    assert path == f"/bucket/greenroom/recordings/{interview.pk}/{attempt.pk}.wav"
    assert len(objects[path]) == 44 + 2 * 32_000

    stored = Attempt.objects.get(pk=attempt.pk)
    assert recordings.read(stored) == objects[path]
    answer = alices.get(f"/interviews/{interview.pk}/recordings/{attempt.pk}/")
    assert answer.getvalue() == objects[path]
    assert list(tmp_path.iterdir()) == []


def test_a_player_gets_a_part_of_it(
    alices: Client, interview: Interview, tmp_path: Path, objects: Objects
) -> None:
    attempt = record(write_answer(interview), tmp_path)
    part = alices.get(
        f"/interviews/{interview.pk}/recordings/{attempt.pk}/", headers={"range": "bytes=0-3"}
    )
    assert (part.status_code, part.content) == (HTTPStatus.PARTIAL_CONTENT, b"RIFF")


def test_a_recording_that_is_gone_is_not_found(
    alices: Client, interview: Interview, tmp_path: Path, objects: Objects
) -> None:
    attempt = record(write_answer(interview), tmp_path)
    objects.clear()
    address = f"/interviews/{interview.pk}/recordings/{attempt.pk}/"
    assert alices.get(address).status_code == HTTPStatus.NOT_FOUND
    assert recordings.read(Attempt.objects.get(pk=attempt.pk)) == b""


def test_a_deleted_attempt_leaves_the_bucket(
    interview: Interview,
    tmp_path: Path,
    objects: Objects,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    attempt = record(write_answer(interview), tmp_path)
    with django_capture_on_commit_callbacks(execute=True):
        attempt.delete()
    assert objects == {}


@pytest.mark.django_db(transaction=True)
async def test_a_spoken_question_is_made_once(objects: Objects) -> None:
    speaker = FakeSpeaker()
    for _ in range(2):
        assert await spoken_question(QUESTION, "en", speaker) == MP3
    assert len(speaker.said) == 1
    assert list(objects.values()) == [MP3]
