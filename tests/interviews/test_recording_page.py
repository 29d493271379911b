"""Hearing one's own answer again, whole or from some byte on."""

import wave
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client

from accounts.models import User
from interviews.models import Attempt, Interview, QuestionBank
from tests.interviews.acts import hold_interview, record, write_answer

LONG = pytest.param(f"bytes={'9' * 5000}-", id="long")


@pytest.fixture
def spoken(interview: Interview, tmp_path: Path) -> Attempt:
    return record(write_answer(interview), tmp_path, seconds=2)


def test_the_owner_hears_the_whole_recording(
    alices: Client, interview: Interview, spoken: Attempt
) -> None:
    answer = alices.get(f"/interviews/{interview.pk}/recordings/{spoken.pk}/")
    assert answer["Content-Type"] == "audio/wav"
    with wave.open(BytesIO(answer.getvalue())) as wav:
        assert (wav.getframerate(), wav.getnchannels(), wav.getsampwidth()) == (16_000, 1, 2)
        assert wav.getnframes() == 2 * 16_000


def test_it_is_kept_in_no_cache_and_named_by_us(
    alices: Client, interview: Interview, spoken: Attempt
) -> None:
    answer = alices.get(f"/interviews/{interview.pk}/recordings/{spoken.pk}/")
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"] == 'inline; filename="answer.wav"'
    answer.close()


def test_a_typed_answer_has_none(alices: Client, interview: Interview) -> None:
    typed = write_answer(interview)
    answer = alices.get(f"/interviews/{interview.pk}/recordings/{typed.pk}/")
    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_a_file_that_is_gone_is_not_found(
    alices: Client, interview: Interview, spoken: Attempt
) -> None:
    Path(spoken.recording.path).unlink()
    answer = alices.get(f"/interviews/{interview.pk}/recordings/{spoken.pk}/")
    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_a_recording_is_found_under_its_own_interview_only(
    alices: Client, alice: User, bank: QuestionBank, spoken: Attempt
) -> None:
    other = hold_interview(alice, bank)
    for pk in (other.pk, uuid4()):
        answer = alices.get(f"/interviews/{pk}/recordings/{spoken.pk}/")
        assert answer.status_code == HTTPStatus.NOT_FOUND


def test_another_student_does_not_hear_it_under_an_interview_of_their_own(
    bobs: Client, bob: User, bank: QuestionBank, spoken: Attempt
) -> None:
    own = hold_interview(bob, bank)
    answer = bobs.get(f"/interviews/{own.pk}/recordings/{spoken.pk}/")
    assert answer.status_code == HTTPStatus.NOT_FOUND


class TestParts:
    """The file has 44 bytes of header and 2 seconds of sound: 64,044 bytes."""

    SIZE = 64_044

    @pytest.mark.parametrize(
        ("asked", "first", "last"),
        [
            ("bytes=0-", 0, SIZE - 1),
            ("bytes=0-1", 0, 1),
            ("bytes=32000-", 32_000, SIZE - 1),
            ("bytes=100-99999999", 100, SIZE - 1),
            ("bytes=64043-64043", SIZE - 1, SIZE - 1),
            ("bytes=-44", SIZE - 44, SIZE - 1),
            ("bytes=-999999", 0, SIZE - 1),
        ],
    )
    def test_a_player_gets_the_part_it_asks_for(
        self, alices: Client, spoken: Attempt, asked: str, first: int, last: int
    ) -> None:
        address = f"/interviews/{spoken.turn.interview_id}/recordings/{spoken.pk}/"
        part = alices.get(address, headers={"range": asked})
        assert part.status_code == HTTPStatus.PARTIAL_CONTENT
        assert part["Content-Range"] == f"bytes {first}-{last}/{self.SIZE}"
        assert part["Content-Type"] == "audio/wav"
        assert part.content == Path(spoken.recording.path).read_bytes()[first : last + 1]

    @pytest.mark.parametrize("asked", ["bytes=64044-", "bytes=999999999999-", "bytes=-0"])
    def test_what_lies_behind_the_end_is_refused(
        self, alices: Client, spoken: Attempt, asked: str
    ) -> None:
        address = f"/interviews/{spoken.turn.interview_id}/recordings/{spoken.pk}/"
        refused = alices.get(address, headers={"range": asked})
        assert refused.status_code == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
        assert refused["Content-Range"] == f"bytes */{self.SIZE}"

    @pytest.mark.parametrize(
        "asked",
        [
            "",
            "bytes=-",
            "bytes=5-2",
            "bytes=a-b",
            "bytes=0-1,5-6",
            "chars=0-1",
            "bytes=" + "9" * 5000,
        ],
    )
    def test_what_cannot_be_read_asks_for_all(
        self, alices: Client, spoken: Attempt, asked: str
    ) -> None:
        address = f"/interviews/{spoken.turn.interview_id}/recordings/{spoken.pk}/"
        whole = alices.get(address, headers={"range": asked})
        assert (whole.status_code, len(whole.getvalue())) == (HTTPStatus.OK, self.SIZE)
        assert whole["Accept-Ranges"] == "bytes"

    def test_others_get_no_part(self, bobs: Client, spoken: Attempt) -> None:
        address = f"/interviews/{spoken.turn.interview_id}/recordings/{spoken.pk}/"
        refused = bobs.get(address, headers={"range": "bytes=0-1"})
        assert refused.status_code == HTTPStatus.NOT_FOUND
