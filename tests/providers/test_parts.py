"""The pure parts under the provider: models, results, the outbox, sentences."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers.deepgram_models import LanguageNotSupported, hearing, voice
from providers.deepgram_results import Message, Results
from providers.outbox import BYTES_A_SECOND, MOST_AT_ONCE, MOST_WAITING, Outbox
from providers.sentences import pieces


def second(number: int) -> bytes:
    return bytes([number]) * BYTES_A_SECOND


# Models ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "heard"),
    [("en", "en"), ("EN_gb", "en-GB"), ("en-ZA", "en"), ("es-MX", "es"), ("zh-hans", "zh-Hans")],
)
def test_a_language_is_heard_in_the_nearest_form_the_model_has(asked: str, heard: str) -> None:
    ears = hearing(asked)

    assert (ears.model, ears.language) == ("nova-3", heard)


def test_a_language_the_chosen_model_lacks_falls_to_the_newest() -> None:
    assert hearing("he", model="nova-2").model == "nova-3"


def test_a_model_that_is_not_known_here_is_taken_at_its_word() -> None:
    assert hearing("xx", model="nova-9").model == "nova-9"


@pytest.mark.parametrize("language", ["", "tlh", "e"])
def test_a_language_no_model_has_is_an_error(language: str) -> None:
    with pytest.raises(LanguageNotSupported):
        hearing(language)


def test_key_terms_are_for_the_model_that_takes_them() -> None:
    assert hearing("en").key_terms(["STAR", " bursary  office "]) == ["STAR", "bursary office"]
    assert hearing("en", model="nova-2").key_terms(["STAR"]) is None


def test_there_are_never_too_many_key_terms() -> None:
    terms = hearing("en").key_terms([f"{number} {'x' * 90}" for number in range(100)])

    assert terms is not None
    assert sum(map(len, terms)) <= 1600  # 500 tokens of about four characters, with room


def test_a_voice_is_found_by_language_if_there_is_one() -> None:
    assert voice("en-GB") == "aura-2-thalia-en"
    assert voice("pl") is None


# Results -----------------------------------------------------------------------------------------


def result(*words: str, is_final: bool = False, start: float = 0.0) -> Any:
    timed = [
        {"word": word, "start": start + n, "end": start + n + 0.5, "confidence": 0.9}
        for n, word in enumerate(words)
    ]
    best = {"transcript": " ".join(words), "words": timed}
    return {"channel": {"alternatives": [best]}, "is_final": is_final}


def results() -> Results:
    return Results(lambda seconds: seconds)


def test_interim_words_are_replaced_by_the_next_ones() -> None:
    heard = results()
    heard.take(result("I"))
    heard.take(result("I", "led"))

    assert heard.transcript(is_complete=False).text == "I led"


def test_final_words_replace_the_interim_ones_and_stay() -> None:
    heard = results()
    heard.take(result("I", "let"))
    heard.take(result("I", "led", is_final=True))
    heard.take(result("a", "team", start=2.0))

    transcript = heard.transcript(is_complete=False)
    assert transcript.text == "I led a team"
    assert [word.start for word in transcript.words] == [0.0, 1.0, 2.0, 3.0]


def test_an_empty_final_takes_the_interim_words_away_and_says_so() -> None:
    heard = results()
    heard.take(result("I"))

    assert heard.take(result(is_final=True)) is not None
    assert heard.transcript(is_complete=True).text == ""


def test_a_result_without_alternatives_changes_nothing() -> None:
    empty: Message = {"channel": {"alternatives": []}, "is_final": None}

    assert results().take(empty) is None


@pytest.mark.parametrize("start", [None, "soon", float("nan"), float("inf"), -1.0])
def test_a_word_without_a_time_is_nonsense(start: Any) -> None:
    broken = result("I", is_final=True)
    broken["channel"]["alternatives"][0]["words"][0]["start"] = start

    with pytest.raises((TypeError, ValueError)):
        results().take(broken)


def test_interim_words_whose_times_cannot_be_read_keep_their_text() -> None:
    heard = results()
    broken = result("I", "led")
    broken["channel"]["alternatives"][0]["words"][0]["start"] = None
    heard.take(broken)

    transcript = heard.transcript(is_complete=False)
    assert (transcript.text, transcript.words) == ("I led", ())


# The outbox --------------------------------------------------------------------------------------


@given(st.lists(st.integers(1, 4000), max_size=30))
def test_what_goes_in_comes_out_in_order_and_in_pieces_recognisers_like(sizes: list[int]) -> None:
    outbox, sent, got = Outbox(), bytearray(), bytearray()
    for number, size in enumerate(sizes):
        outbox.put(bytes([number]) * size)
        sent += bytes([number]) * size
    while batch := outbox.take():
        assert len(batch) <= MOST_AT_ONCE
        got += batch

    assert got == sent


def test_when_it_is_full_the_oldest_goes_and_is_counted() -> None:
    outbox = Outbox()
    for number in range(8):
        outbox.put(second(number))

    assert outbox.dropped == 3 * BYTES_A_SECOND
    assert outbox.take() == second(3)[:MOST_AT_ONCE]


def test_it_never_holds_more_than_it_may_and_never_half_a_sample() -> None:
    outbox = Outbox()
    outbox.put(b"x" * (MOST_WAITING - 1))
    outbox.put(b"yy")

    assert outbox.dropped % 2 == 0
    assert outbox.dropped >= 1


def test_seconds_of_the_stream_become_seconds_of_the_attempt() -> None:
    outbox = Outbox(offset=10.0)

    assert outbox.attempt_time(2.5) == 12.5


def test_what_was_dropped_moves_the_words_after_it() -> None:
    outbox = Outbox(most=2 * BYTES_A_SECOND)
    outbox.put(second(0))
    while outbox.take():
        pass
    for number in range(1, 5):
        outbox.put(second(number))  # two of the four seconds go

    assert [outbox.attempt_time(t) for t in (0.0, 0.9, 1.0, 2.0)] == [0.0, 0.9, 3.0, 4.0]


# Sentences ---------------------------------------------------------------------------------------


def test_pieces_end_where_sentences_do() -> None:
    assert pieces("One two. Three four? Five!", 20) == ["One two. Three four?", "Five!"]


def test_a_number_does_not_end_a_sentence() -> None:
    assert pieces("It took 2.5 days. Then we won.", 20) == ["It took 2.5 days.", "Then we won."]


def test_nothing_is_no_piece() -> None:
    assert pieces("  \n ", 10) == []


@given(st.text(max_size=300), st.integers(1, 40))
def test_pieces_are_short_enough_and_lose_nothing(text: str, most: int) -> None:
    parts = pieces(text, most)

    assert all(0 < len(part) <= most for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())
