import pytest

from standins.hearing import STORY_WORDS, Ear, Word
from tests.standins.sounds import SAMPLE_RATE, silence, speech


def heard(pcm: bytes, piece: int | None = None) -> list[Word]:
    ear = Ear(SAMPLE_RATE)
    for start in range(0, len(pcm), piece or len(pcm)):
        for _ in ear.hear(pcm[start : start + (piece or len(pcm))]):
            pass
    ear.end_word()
    return ear.words


def test_silence_holds_no_words() -> None:
    assert heard(silence(5)) == []


def test_a_click_is_no_word() -> None:
    assert heard(silence(1) + speech(0.1) + silence(1)) == []


@pytest.mark.parametrize(("seconds", "words"), [(2, 5), (4, 10), (8, 20)])
def test_two_and_a_half_words_are_heard_in_a_second_of_speech(seconds: int, words: int) -> None:
    assert len(heard(speech(seconds))) == words


def test_silence_around_speech_adds_no_words() -> None:
    assert len(heard(silence(2) + speech(4) + silence(2))) == len(heard(speech(4)))


def test_words_stand_where_the_speech_was() -> None:
    words = heard(silence(2) + speech(0.8) + silence(1) + speech(0.4))

    assert [(word.start, word.end) for word in words] == [(2.0, 2.4), (2.4, 2.8), (3.8, 4.2)]


def test_the_story_is_told_in_order_and_again_when_it_is_over() -> None:
    words = heard(speech(0.4) * (len(STORY_WORDS) + 1))

    assert [word.text for word in words] == [*STORY_WORDS, STORY_WORDS[0]]


@pytest.mark.parametrize("piece", [2, 999, 3200, 10_000])
def test_how_the_audio_is_cut_up_makes_no_difference(piece: int) -> None:
    pcm = silence(0.35) + speech(1.25) + silence(0.7) + speech(0.6)

    assert heard(pcm, piece) == heard(pcm)
