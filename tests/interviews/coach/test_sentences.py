from typing import Any

from interviews.coach.sentences import given, split
from tests.interviews.coach.answers import NURSING, SOFTWARE_UNPUNCTUATED, text_of


def pieces(transcript: str) -> Any:
    return [transcript[sentence.start : sentence.end] for sentence in split(transcript)]


def test_punctuated_sentences_stay_as_they_were_written() -> None:
    assert pieces(text_of(NURSING)) == [sentence for sentence, _ in NURSING]


def test_titles_and_numbers_do_not_end_a_sentence() -> None:
    said = "I asked Dr. Wood about it. Costs fell by 3.5 per cent."
    assert pieces(said) == ["I asked Dr. Wood about it.", "Costs fell by 3.5 per cent."]


def test_an_empty_line_ends_a_sentence_and_a_wrapped_line_does_not() -> None:
    said = "Last year\nI worked in a shop\n\nI called the customer"
    assert pieces(said) == ["Last year\nI worked in a shop", "I called the customer"]


def test_speech_without_punctuation_is_cut_at_clauses() -> None:
    found = pieces(SOFTWARE_UNPUNCTUATED)
    assert "so i rewrote it to fetch all rooms at once" in found
    assert "and in the end the page went from nine seconds to under one second" in found


def test_cutting_loses_no_word() -> None:
    assert " ".join(pieces(SOFTWARE_UNPUNCTUATED)).split() == SOFTWARE_UNPUNCTUATED.split()


def test_sentences_somebody_cut_are_kept_even_when_empty() -> None:
    transcript, sentences = given(["I called her.", "", "She came back"])
    spans = [transcript[sentence.start : sentence.end] for sentence in sentences]
    assert spans == ["I called her.", "", "She came back"]
