"""How long an utterance may take before the student's turn begins anyway."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatars.speech import expected_seconds, watchdog_seconds


@pytest.mark.parametrize(("words", "seconds"), [(0, 0.5), (1, 0.9), (25, 10.5), (150, 60.5)])
def test_speech_takes_time_by_its_words(words: int, seconds: float) -> None:
    assert expected_seconds("word " * words) == pytest.approx(seconds)


@given(st.text())
def test_patience_is_half_as_long_again_and_three_seconds(text: str) -> None:
    assert watchdog_seconds(text) == pytest.approx(1.5 * expected_seconds(text) + 3)


@given(st.text(), st.text())
def test_more_words_never_get_less_time(text: str, more: str) -> None:
    assert watchdog_seconds(f"{text} {more}") >= watchdog_seconds(text)


def test_nobody_waits_for_ever_for_a_short_sentence() -> None:
    assert watchdog_seconds("Tell me about a time you made a mistake.") < 12
