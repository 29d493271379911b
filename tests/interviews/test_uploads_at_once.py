"""Several tabs and processes send the same recording at the same moment."""

import io
import threading
import wave
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from interviews import uploads
from interviews.models import Attempt, Interview
from tests.interviews.acts import write_answer

pytestmark = pytest.mark.django_db(transaction=True)

LENGTHS = (200, 400, 600, 800)  # bytes


def test_one_recording_is_kept_whole_and_nothing_is_left_over(
    interview: Interview, settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    attempt = write_answer(interview)
    partial = tmp_path / "partial" / f"{attempt.pk}.pcm"
    start = threading.Barrier(len(LENGTHS))

    def send(length: int) -> None:
        own = Attempt.objects.select_related("turn").get(pk=attempt.pk)
        try:
            start.wait(timeout=10)
            uploads.keep(own, io.BytesIO(b"\x01\x02" * (length // 2)), partial=partial)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(LENGTHS)) as pool:
        list(pool.map(send, LENGTHS))

    attempt.refresh_from_db()
    with wave.open(attempt.recording.path) as wav:
        assert wav.getnframes() * 2 in LENGTHS
    assert list(partial.parent.iterdir()) == []
    assert len(list((tmp_path / "media").rglob("*.wav"))) == 1
