"""The words of an answer beside the times at which they were said."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.coach.rubric import Part, SentenceLabel
from interviews.words import MOST_COMPARED, ShownWord, align, by_sentence, mark_quotes

SAID = "I rang three laboratories and borrowed a meter."


def heard(text: str, *, pauses: dict[int, float] | None = None, unsure: str = "") -> list[Any]:
    """Each word lasts half a second; `pauses` are seconds before the word of that number."""
    words: list[Any] = []
    now = 0.0
    for number, word in enumerate(text.split()):
        now += (pauses or {}).get(number, 0.0)
        confidence = 0.4 if word == unsure else 0.9
        words.append({"text": word, "start": now, "end": now + 0.5, "confidence": confidence})
        now += 0.5
    return words


def texts(shown: tuple[ShownWord, ...]) -> list[str]:
    return [word.text for word in shown]


def corrected(shown: tuple[ShownWord, ...]) -> list[str]:
    return [word.text for word in shown if word.is_corrected]


def test_words_left_as_they_were_heard_have_their_times() -> None:
    shown = align(heard(SAID), SAID)
    assert texts(shown) == SAID.split()
    assert [word.start for word in shown] == [number / 2 for number in range(8)]
    assert corrected(shown) == []


def test_a_word_the_recogniser_doubted_is_unsure() -> None:
    shown = align(heard(SAID, unsure="meter."), SAID)
    assert [word.text for word in shown if word.is_unsure] == ["meter."]


def test_a_word_the_student_corrected_is_sure_and_keeps_its_time() -> None:
    shown = align(heard(SAID, unsure="laboratories"), SAID.replace("laboratories", "lavatories"))
    (word,) = [word for word in shown if word.is_corrected]
    assert (word.text, word.start, word.end, word.is_unsure) == ("lavatories", 1.5, 2.0, False)


def test_a_changed_comma_is_a_correction_of_that_word_only() -> None:
    assert corrected(align(heard(SAID), SAID.replace("meter.", "meter!"))) == ["meter!"]


def test_words_that_were_put_in_have_no_time() -> None:
    shown = align(heard(SAID), SAID.replace("three", "these three"))
    assert [(word.text, word.start) for word in shown][1:4] == [
        ("rang", 0.5),
        ("these", None),
        ("three", 1.0),
    ]
    assert corrected(shown) == ["these"]


def test_one_word_that_became_three_shares_its_time() -> None:
    shown = align(heard("go lab go"), "go in the lab! go")
    assert [(word.text, word.start) for word in shown if word.text != "go"] == [
        ("in", None),
        ("the", None),
        ("lab!", 0.5),
    ]
    shown = align(heard("go lab go"), "go up to it go")
    times = [word.start for word in shown[1:4]]
    assert times[0] == 0.5
    assert sorted(filter(None, times)) == times
    assert corrected(shown) == ["up", "to", "it"]


def test_words_that_were_taken_out_are_gone() -> None:
    shown = align(heard(SAID), "I borrowed a meter.")
    assert [word.start for word in shown] == [0.0, 2.5, 3.0, 3.5]


def test_a_long_pause_is_told_before_the_word_that_ended_it() -> None:
    shown = align(heard(SAID, pauses={2: 2.9, 5: 4.0}), SAID)
    assert [(word.text, word.pause_before) for word in shown if word.pause_before] == [
        ("borrowed", 4.0)
    ]


def test_thinking_before_the_first_word_is_no_pause() -> None:
    assert not any(word.pause_before for word in align(heard(SAID, pauses={0: 9.0}), SAID))


def test_words_that_were_taken_out_are_no_pause_and_lose_none() -> None:
    out = "I borrowed a meter."
    assert not any(word.pause_before for word in align(heard(SAID), out))
    shown = align(heard(SAID, pauses={2: 5.0}), out)
    assert [(word.text, word.pause_before) for word in shown if word.pause_before] == [
        ("borrowed", 5.0)
    ]


def test_a_typed_answer_has_nothing_to_mark() -> None:
    assert align([], "Typed by hand.") == (
        ShownWord("Typed"),
        ShownWord("by"),
        ShownWord("hand."),
    )


def test_two_words_heard_as_one_are_two() -> None:
    words = [{"text": "10 AM", "start": 1.0, "end": 2.0, "confidence": 0.9}]
    assert texts(align(words, "10 AM")) == ["10", "AM"]
    assert corrected(align(words, "10 AM")) == []


def test_an_answer_too_long_to_compare_is_shown_all_the_same() -> None:
    count = int(MOST_COMPARED**0.5) + 1
    shown = align(heard("x " + "a " * count), "y " + "b " * count)
    assert len(shown) == count + 1


letters = st.text(alphabet="aAb .,'é\u2019", max_size=40)
numbers = st.one_of(st.floats(), st.integers(), st.none(), st.text(max_size=2), st.booleans())
sane = st.fixed_dictionaries(
    {"text": letters, "start": st.floats(0, 20), "end": st.floats(20, 40), "confidence": numbers}
)
wild = st.one_of(
    st.none(),
    st.integers(),
    st.dictionaries(st.sampled_from(["text", "start", "end"]), st.one_of(letters, numbers)),
    sane,
)


@given(st.one_of(st.lists(sane), st.lists(wild), wild, st.text()), letters)
def test_every_word_of_the_transcript_is_shown_once_in_order(words: Any, text: str) -> None:
    assert texts(align(words, text)) == text.split()


@given(st.lists(wild), letters)
def test_a_corrected_word_is_never_unsure(words: Any, text: str) -> None:
    assert not any(word.is_corrected and word.is_unsure for word in align(words, text))


@given(st.lists(wild), letters)
def test_a_time_has_two_ends_in_order(words: Any, text: str) -> None:
    for word in align(words, text):
        assert (word.start is None) == (word.end is None)
        if word.start is not None and word.end is not None:
            assert 0 <= word.start <= word.end


@given(st.lists(sane))
def test_what_was_heard_and_left_alone_is_not_marked_as_corrected(words: Any) -> None:
    text = " ".join(word["text"] for word in words)
    assert corrected(align(words, text)) == []


class TestSentences:
    SHOWN = align(heard(SAID), SAID)

    def test_words_stand_under_the_sentence_they_belong_to(self) -> None:
        labels = [
            SentenceLabel("I rang three laboratories", 0, 25, Part.ACTION),
            SentenceLabel("and borrowed a meter.", 26, 47, None),
        ]
        first, second = by_sentence(self.SHOWN, labels)
        assert (first.part, texts(first.words)) == (Part.ACTION, SAID.split()[:4])
        assert (second.part, texts(second.words)) == (None, SAID.split()[4:])

    def test_sentences_of_another_text_are_not_used(self) -> None:
        assert by_sentence(self.SHOWN, [SentenceLabel("I rang.", 0, 7, Part.ACTION)]) == ()

    def test_without_sentences_there_are_none(self) -> None:
        assert by_sentence(self.SHOWN, []) == ()
        assert by_sentence((), []) == ()


class TestMarkQuotes:
    def test_the_words_of_a_quote_are_marked_where_they_stand_first(self) -> None:
        shown = align([], "I rang them. Then I rang the archive, and I rang the archive again.")
        marked = mark_quotes(shown, ["i rang the archive"])
        assert [place for place, word in enumerate(marked) if word.is_quoted] == [4, 5, 6, 7]

    def test_quotes_that_overlap_are_one_mark(self) -> None:
        shown = align([], "one two three four")
        marked = mark_quotes(shown, ["one two", "two three"])
        assert [word.is_quoted for word in marked] == [True, True, True, False]

    @pytest.mark.parametrize("quote", ["", "  ", "five", "one two three four five"])
    def test_what_does_not_stand_marks_nothing(self, quote: str) -> None:
        shown = align([], "one two three four")
        assert mark_quotes(shown, [quote]) == shown
