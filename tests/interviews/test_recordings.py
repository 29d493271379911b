"""From raw samples to a WAV in the site's storage, exactly once."""

import math
import struct
import wave
from pathlib import Path

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from interviews import recordings, services
from interviews.live import events
from interviews.live.wire import SAMPLE_RATE
from interviews.models import Attempt, Interview

SECOND = SAMPLE_RATE


@pytest.fixture(autouse=True)
def _own_storage(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def attempt(interview: Interview) -> Attempt:
    return services.open_attempt(interview=interview, take=events.Take(0, 0, 1))


@pytest.fixture
def partial(tmp_path: Path, attempt: Attempt) -> Path:
    return tmp_path / f"{attempt.pk}.pcm"


def tone(samples: int, *, peak: int = 8000) -> bytes:
    """220 Hz."""
    return b"".join(
        struct.pack("<h", round(peak * math.sin(2 * math.pi * 220 * number / SAMPLE_RATE)))
        for number in range(samples)
    )


def stored(attempt: Attempt) -> Attempt:
    return Attempt.objects.get(pk=attempt.pk)


def bytes_of(attempt: Attempt) -> bytes:
    return Path(stored(attempt).recording.path).read_bytes()


def wav_of(attempt: Attempt) -> tuple[wave._wave_params, bytes]:
    with wave.open(stored(attempt).recording.path) as wav:
        return wav.getparams(), wav.readframes(wav.getnframes())


def test_the_wav_holds_every_sample(attempt: Attempt, partial: Path) -> None:
    pcm = tone(SECOND)
    partial.write_bytes(pcm)
    assert recordings.store(attempt, partial)
    format_, samples = wav_of(attempt)
    assert (format_.nchannels, format_.sampwidth, format_.framerate) == (1, 2, 16_000)
    assert samples == pcm


def test_the_header_counts_the_bytes_that_follow(attempt: Attempt, partial: Path) -> None:
    partial.write_bytes(tone(1234))
    recordings.store(attempt, partial)
    whole = bytes_of(attempt)
    assert whole[:4] + whole[8:16] + whole[36:40] == b"RIFFWAVEfmt data"
    assert struct.unpack_from("<I", whole, 4) == (len(whole) - 8,)
    assert struct.unpack_from("<I", whole, 40) == (1234 * 2,)
    assert len(whole) == 44 + 1234 * 2


def test_it_is_named_by_us(attempt: Attempt, partial: Path) -> None:
    partial.write_bytes(tone(100))
    recordings.store(attempt, partial)
    name = f"recordings/{attempt.turn.interview_id}/{attempt.pk}.wav"
    assert stored(attempt).recording.name == name


def test_the_row_knows_how_long_it_is(attempt: Attempt, partial: Path) -> None:
    partial.write_bytes(tone(SECOND + SECOND // 2))
    recordings.store(attempt, partial)
    assert stored(attempt).seconds == attempt.seconds == 1.5


def test_half_a_sample_at_the_end_is_left_out(attempt: Attempt, partial: Path) -> None:
    partial.write_bytes(tone(100) + b"\x7f")
    recordings.store(attempt, partial)
    whole = bytes_of(attempt)
    assert len(whole) == 44 + 200
    assert wav_of(attempt)[1] == tone(100)


@pytest.mark.parametrize(
    ("pcm", "is_silent"),
    [
        (bytes(2 * SECOND), True),
        (tone(SECOND, peak=40), True),
        (tone(SECOND, peak=1000), False),
        (bytes(2 * SECOND) + tone(SECOND // 5) + bytes(2 * SECOND), False),
        (tone(SECOND // 100), False),
        (b"\x00\x80" * SECOND, False),
    ],
    ids=["nothing", "a quiet room", "speech", "one word", "hardly anything", "at full scale"],
)
def test_silence_is_noticed(attempt: Attempt, partial: Path, pcm: bytes, is_silent: bool) -> None:
    partial.write_bytes(pcm)
    recordings.store(attempt, partial)
    assert stored(attempt).is_silent is is_silent


def test_samples_are_forgotten_once_they_are_stored(attempt: Attempt, partial: Path) -> None:
    partial.write_bytes(tone(100))
    recordings.store(attempt, partial)
    assert [path.name for path in partial.parent.iterdir()] == ["media"]


def test_storing_twice_keeps_the_first(attempt: Attempt, partial: Path) -> None:
    partial.write_bytes(tone(100))
    recordings.store(attempt, partial)
    partial.write_bytes(tone(200))
    assert not recordings.store(stored(attempt), partial)
    assert wav_of(attempt)[1] == tone(100)
    assert not partial.exists()


def test_a_socket_that_knows_an_older_row_stores_nothing_either(
    attempt: Attempt, partial: Path
) -> None:
    older = stored(attempt)
    partial.write_bytes(tone(100))
    recordings.store(attempt, partial)
    partial.write_bytes(tone(200))
    assert not recordings.store(older, partial)
    assert older.seconds == attempt.seconds
    assert wav_of(attempt)[1] == tone(100)


def test_a_file_that_a_crash_left_behind_is_replaced(attempt: Attempt, partial: Path) -> None:
    partial.write_bytes(tone(100))
    recordings.store(attempt, partial)
    Attempt.objects.update(recording="")  # as if the row had not been written any more
    partial.write_bytes(tone(100))
    assert recordings.store(stored(attempt), partial)
    folder = Path(stored(attempt).recording.path).parent
    assert [path.name for path in folder.iterdir()] == [f"{attempt.pk}.wav"]


@pytest.mark.parametrize("pcm", [None, b"", b"\x7f"], ids=["no file", "empty", "half a sample"])
def test_nothing_is_stored_when_nothing_was_said(
    attempt: Attempt, partial: Path, pcm: bytes | None
) -> None:
    if pcm is not None:
        partial.write_bytes(pcm)
    assert not recordings.store(attempt, partial)
    assert not stored(attempt).is_spoken
    assert stored(attempt).seconds == 0


def test_a_storage_that_fails_costs_no_samples(
    attempt: Attempt, partial: Path, tmp_path: Path
) -> None:
    (tmp_path / "media").write_text("a file where the folder should be")
    partial.write_bytes(tone(100))
    with pytest.raises(OSError, match="media"):
        recordings.store(attempt, partial)
    assert partial.read_bytes() == tone(100)
    assert not stored(attempt).is_spoken


def test_a_deleted_person_takes_the_recordings_along(
    attempt: Attempt,
    partial: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    partial.write_bytes(tone(100))
    recordings.store(attempt, partial)
    path = Path(stored(attempt).recording.path)
    with django_capture_on_commit_callbacks(execute=True):
        attempt.turn.interview.owner.delete()
    assert not path.exists()


def test_the_row_knows_the_waveform(attempt: Attempt, partial: Path) -> None:
    partial.write_bytes(bytes(SECOND) + tone(SECOND) + bytes(SECOND))
    recordings.store(attempt, partial)
    peaks = stored(attempt).peaks
    assert (len(peaks), peaks[0], peaks[-1], max(peaks)) == (80, 0, 0, 100)


def test_the_longer_of_two_copies_is_kept(attempt: Attempt, partial: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    partial.write_bytes(tone(100))
    copy.write_bytes(tone(200))
    assert recordings.store(attempt, partial, copy=copy)
    assert wav_of(attempt)[1] == tone(200)


def test_a_shorter_copy_changes_nothing(attempt: Attempt, partial: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    partial.write_bytes(tone(200))
    copy.write_bytes(tone(100))
    assert recordings.store(attempt, partial, copy=copy)
    assert wav_of(attempt)[1] == tone(200)


def test_a_stored_recording_can_be_read(attempt: Attempt, partial: Path) -> None:
    assert recordings.read(attempt) == b""
    partial.write_bytes(tone(100))
    recordings.store(attempt, partial)
    assert recordings.read(attempt) == bytes_of(attempt)
    Path(attempt.recording.path).unlink()
    assert recordings.read(stored(attempt)) == b""
