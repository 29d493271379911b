import pytest

from interviews.coach.evidence import (
    NO_WORDS,
    NOT_A_LANGUAGE,
    REPEATED,
    TOO_SHORT,
    content_gate,
    quote_stands,
)
from tests.interviews.coach.answers import (
    GERMAN,
    NURSING,
    SHUFFLED,
    SOFTWARE_UNPUNCTUATED,
    TEACHING_NON_NATIVE,
    text_of,
)

SAID = "I said “it’s fine”,  and then\nI called the Ward."


@pytest.mark.parametrize(
    "quote",
    ["I called the ward.", "i CALLED", 'said "it\'s fine"', "and then I called", "“I called”"],
)
def test_a_quote_stands_whatever_its_case_spaces_and_quotation_marks(quote: str) -> None:
    assert quote_stands(quote, SAID)


@pytest.mark.parametrize(
    "quote", ["I called the doctor", "alled the war", "I called ward", "", "  ", "''", "..."]
)
def test_a_quote_that_was_not_said_in_whole_words_does_not_stand(quote: str) -> None:
    assert not quote_stands(quote, SAID)


def test_a_quote_stands_where_the_same_letters_came_earlier_inside_a_word() -> None:
    assert quote_stands("art", "We had to start the art lesson")


@pytest.mark.parametrize(
    ("transcript", "reason"),
    [
        ("", NO_WORDS),
        (" \n\x00 ?! 12 34", NO_WORDS),
        ("Yes.", TOO_SHORT),
        ("I called the customer and she was happy.", TOO_SHORT),
        ("work " * 40, REPEATED),
        ("team work " * 30, REPEATED),
        ("I did it and it was good. " * 12, REPEATED),
        ("asdf jkle qwop zxmn trew plok vbnm hjuy gtre wsxc edfv rfgb tyhn ujmk", NOT_A_LANGUAGE),
        (SHUFFLED, NOT_A_LANGUAGE),
    ],
)
def test_what_says_nothing_is_refused_with_a_reason(transcript: str, reason: str) -> None:
    assert content_gate(transcript) == reason


@pytest.mark.parametrize(
    "transcript",
    [
        text_of(NURSING),
        SOFTWARE_UNPUNCTUATED,
        TEACHING_NON_NATIVE,
        GERMAN,
        "去年我在医院实习的时候，我和一位同事因为交接班的事情吵了一架，后来我们一起写了一张表。",
        "В прошлом году я работал в больнице, и у нас был спор с коллегой о том, кто пишет отчёт.",
    ],
)
def test_an_answer_in_a_real_language_passes_the_gate(transcript: str) -> None:
    assert content_gate(transcript) is None


def test_a_stutter_is_no_repetition() -> None:
    said = (
        "I I I was on the the ward and and the patient fell so I I called the the nurse and we "
        "we lifted him and and he he was was fine after that"
    )
    assert content_gate(said) is None
