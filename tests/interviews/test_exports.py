"""A report for elsewhere: text, data, recordings."""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db.models.fields.files import FieldFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from interviews.exporting import interview_data
from interviews.models import Attempt, Interview
from interviews.report_text import WIDTH
from interviews.zips import CHUNK, zip_response
from tests.interviews.acts import STORY, finish, give_answer, record, write_answer

ROOT = Path(__file__).parents[2]
NAMES = ("report_text", "report_json", "report_recordings")
CUT = STORY.partition("In the end")[0]


@pytest.fixture
def held(interview: Interview, settings: Settings, tmp_path: Path) -> Interview:
    settings.MEDIA_ROOT = tmp_path / "media"
    give_answer(interview, CUT)
    record(give_answer(interview, STORY, attempt=2), tmp_path)
    give_answer(interview, question=0, probe=1)
    return finish(interview)


def text_of(client: Client, interview: Interview) -> str:
    return client.get(reverse("report_text", args=[interview.pk])).content.decode()


def test_the_text_has_what_counts(alices: Client, held: Interview) -> None:
    text = text_of(alices, held)
    assert "1 of 2 answered" in text
    assert "Levels gained by trying again: +" in text
    assert "Attempt 2, the best of 2:" in text
    assert "Follow-up 1:" in text
    assert "Not answered." in text


def test_no_line_of_the_text_is_too_long_for_an_e_mail(alices: Client, held: Interview) -> None:
    assert max(map(len, text_of(alices, held).splitlines())) <= WIDTH


def test_the_data_is_everything(alices: Client, held: Interview) -> None:
    data = alices.get(reverse("report_json", args=[held.pk])).json()
    first, follow_up, second = data["turns"]
    assert [each["transcript"] for each in first["attempts"]] == [CUT, STORY]
    assert (follow_up["follow_up"], second["attempts"]) == (1, [])
    assert first["attempts"][1]["recording"] == "question-1-attempt-2.wav"


def test_every_name_in_the_data_is_explained(held: Interview) -> None:
    explained = (ROOT / "docs" / "export.md").read_text()
    missing = {name for name in names(interview_data(held)) if f"`{name}`" not in explained}
    assert missing == set()


def names(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        yield from data
    for each in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from names(each)


def test_an_interview_that_was_not_answered_can_be_taken_along(
    alices: Client, interview: Interview
) -> None:
    assert "0 of 2 answered" in text_of(alices, interview)


def test_what_cannot_be_scored_says_why(alices: Client, interview: Interview) -> None:
    give_answer(interview, "Pass.")
    write_answer(interview)
    assert "No levels: There are too few words" in text_of(alices, interview)


@pytest.mark.parametrize("name", NAMES)
def test_nobody_else_gets_it(bobs: Client, held: Interview, name: str) -> None:
    assert bobs.get(reverse(name, args=[held.pk])).status_code == 404


def test_files_are_named_by_day_and_bank(alices: Client, held: Interview) -> None:
    response = alices.get(reverse("report_json", args=[held.pk]))
    day = f"{held.created_at:%Y-%m-%d}"
    assert response["Content-Disposition"] == (
        f'attachment; filename="{day}-library-assistant.json"'
    )


def test_the_data_takes_two_queries(
    held: Interview, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        json.dumps(interview_data(held))


# Recordings ---------------------------------------------------------------------------------------


async def received(response: Any) -> bytes:
    return b"".join([part async for part in response.streaming_content])


async def zipped(response: Any) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(await received(response)))


def test_the_recordings_come_as_a_zip(alices: Client, held: Interview) -> None:
    response = alices.get(reverse("report_recordings", args=[held.pk]))
    with async_to_sync(zipped)(response) as found:
        assert found.namelist() == ["question-1-attempt-2.wav"]
        assert found.testzip() is None
        assert found.read("question-1-attempt-2.wav")[:4] == b"RIFF"


def test_without_a_recording_there_is_no_zip(alices: Client, interview: Interview) -> None:
    give_answer(interview)
    assert alices.get(reverse("report_recordings", args=[interview.pk])).status_code == 404


def test_a_recording_that_is_gone_is_left_out(alices: Client, held: Interview) -> None:
    stored = Attempt.objects.exclude(recording="").get().recording
    stored.storage.delete(stored.name or "")
    response = alices.get(reverse("report_recordings", args=[held.pk]))
    with async_to_sync(zipped)(response) as found:
        assert found.namelist() == []


class Endless(Storage):
    """Files of 64 MiB that are made as they are read."""

    SIZE = 64 * 1024 * 1024

    def exists(self, name: str) -> bool:
        return True

    def _open(self, name: str, mode: str = "rb") -> Any:
        return Zeros()


class Zeros(ContentFile):  # type: ignore[type-arg]
    def __init__(self) -> None:
        super().__init__(b"")

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        for _ in range(Endless.SIZE // CHUNK):
            yield bytes(chunk_size or CHUNK)


async def test_a_large_zip_is_sent_in_small_parts() -> None:
    file = FieldFile(Attempt(), Attempt._meta.get_field("recording"), "large.wav")
    file.storage = Endless()
    response = zip_response([("large.wav", file)], name="x.zip")
    sizes = [len(part) async for part in response.streaming_content]  # type: ignore[union-attr]
    assert sum(sizes) > Endless.SIZE
    assert max(sizes) <= 2 * CHUNK
