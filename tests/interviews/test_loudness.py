"""The waveform of a recording, and whether anything was said in it."""

import struct

from hypothesis import given
from hypothesis import strategies as st

from interviews.live.wire import SAMPLE_RATE
from interviews.loudness import MOST_PEAKS, WINDOW, Loudness

TENTH = WINDOW


def level(height: int, samples: int) -> bytes:
    return struct.pack("<h", height) * samples


def measured(*chunks: bytes) -> Loudness:
    loudness = Loudness()
    for chunk in chunks:
        loudness.hear(chunk)
    return loudness


def test_a_waveform_rises_where_it_is_loud() -> None:
    peaks = measured(level(0, SAMPLE_RATE), level(8000, SAMPLE_RATE), level(0, SAMPLE_RATE)).peaks
    third = len(peaks) // 3
    assert set(peaks[:third]) == set(peaks[-third:]) == {0}
    assert set(peaks[third:-third]) == {100}


def test_a_long_recording_has_as_many_steps_as_can_be_drawn() -> None:
    assert len(measured(level(5000, 100 * SAMPLE_RATE)).peaks) == MOST_PEAKS


def test_a_short_recording_has_a_step_for_each_grain() -> None:
    assert len(measured(level(5000, 4 * TENTH)).peaks) == 16


def test_a_single_loud_moment_of_a_long_recording_is_seen() -> None:
    quiet = level(0, 50 * SAMPLE_RATE)
    assert max(measured(quiet, level(20_000, TENTH // 4) + quiet[: TENTH * 3 // 2]).peaks) == 100


def test_the_lowest_sample_counts_as_the_highest() -> None:
    assert measured(level(-32_768, TENTH)).peaks == [100] * 4


def test_a_quiet_room_is_not_drawn_as_a_voice() -> None:
    room = measured(level(60, SAMPLE_RATE))
    assert room.is_silent
    assert max(room.peaks) <= 3


def test_nothing_has_no_waveform() -> None:
    assert measured().peaks == measured(b"").peaks == measured(b"\x7f").peaks == []
    assert measured().is_silent


@given(st.binary(max_size=20_000))
def test_a_waveform_keeps_within_its_bounds(pcm: bytes) -> None:
    peaks = measured(pcm).peaks
    assert len(peaks) <= MOST_PEAKS
    assert all(0 <= peak <= 100 for peak in peaks)
