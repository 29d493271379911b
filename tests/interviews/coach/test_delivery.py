"""How an answer was spoken: what is measured, and from where on it is commented."""

import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.coach.delivery import Comment, Delivery, Word, spoken, typed

SENTENCE = "we met after work and talked about what had to be done before friday came round"
PLAIN = SENTENCE.split()


def at_pace(words_per_minute: float, seconds: float = 60.0) -> list[Word]:
    """Plain words, evenly spoken, that fill the time."""
    count = round(words_per_minute * seconds / 60)
    step = seconds / count
    texts = itertools.islice(itertools.cycle(PLAIN), count)
    return [Word(text, n * step, (n + 1) * step) for n, text in enumerate(texts)]


def in_words(text: str, step: float = 0.4) -> list[Word]:
    return [Word(word, n * step, (n + 1) * step) for n, word in enumerate(text.split())]


def with_pauses(*lengths: float) -> list[Word]:
    """A word of a second, a pause, a word, and so on."""
    words, now = [Word("first", 0.0, 1.0)], 1.0
    for length in lengths:
        words.append(Word("next", now + length, now + length + 1.0))
        now += length + 1.0
    return words


def delivery(words: list[Word], language: str = "en", *, has_fillers: bool = True) -> Delivery:
    text = " ".join(word.text for word in words)
    return spoken(words, text, language=language, has_fillers=has_fillers)


# Pace --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pace", "comment"),
    [
        (89, Comment.SUGGESTION),
        (90, Comment.NOTE),
        (109, Comment.NOTE),
        (110, Comment.NOTHING),
        (180, Comment.NOTHING),
        (181, Comment.NOTE),
        (200, Comment.NOTE),
        (201, Comment.SUGGESTION),
    ],
)
def test_pace_is_commented_outside_what_most_listeners_like(pace: int, comment: Comment) -> None:
    made = delivery(at_pace(pace))

    assert made.words_per_minute == pace
    assert made.pace is not None
    assert made.pace.comment is comment


@pytest.mark.parametrize(("seconds", "is_measured"), [(19.5, False), (20.5, True)])
def test_pace_needs_twenty_seconds_of_speech(seconds: float, is_measured: bool) -> None:
    assert (delivery(at_pace(120, seconds)).pace is not None) is is_measured


def test_pace_informs() -> None:
    made = delivery(at_pace(168))

    assert made.pace is not None
    assert made.pace.text == "168 words a minute; most listeners are comfortable with 110 to 180."


def test_a_long_pause_does_not_slow_the_pace() -> None:
    words = at_pace(150)
    late = [Word(word.text, word.start + 10, word.end + 10) for word in words[75:]]

    assert delivery(words[:75] + late).words_per_minute == 150


def test_silence_before_the_first_word_does_not_slow_the_pace() -> None:
    late = [Word(word.text, word.start + 30, word.end + 30) for word in at_pace(150)]

    assert delivery(late).words_per_minute == 150


def test_um_does_not_quicken_the_pace() -> None:
    words = at_pace(150)
    words[::10] = [Word("um,", word.start, word.end) for word in words[::10]]

    assert delivery(words).words_per_minute == 135


def test_the_pace_of_another_language_is_told_and_not_judged() -> None:
    made = delivery(at_pace(230), language="es")

    assert made.pace is not None
    assert (made.pace.comment, made.pace.text) == (Comment.NOTHING, "230 words a minute.")


# Fillers -----------------------------------------------------------------------------------------


def with_ums(count: int, others: int = 100) -> list[Word]:
    plain = itertools.islice(itertools.cycle(PLAIN), others)
    return in_words(" ".join([*["um"] * count, *plain]))


@pytest.mark.parametrize(
    ("count", "comment"),
    [
        (0, Comment.NOTHING),
        (4, Comment.NOTHING),
        (5, Comment.NOTE),
        (8, Comment.NOTE),
        (9, Comment.SUGGESTION),
    ],
)
def test_fillers_are_commented_from_more_than_four_in_a_hundred(
    count: int, comment: Comment
) -> None:
    made = delivery(with_ums(count))

    assert made.fillers_per_100 == count
    assert made.fillers is not None
    assert made.fillers.comment is comment


@pytest.mark.parametrize(("others", "comment"), [(49, Comment.NOTHING), (50, Comment.SUGGESTION)])
def test_a_few_words_are_too_few_to_speak_of_fillers(others: int, comment: Comment) -> None:
    made = delivery(with_ums(5, others))

    assert made.fillers is not None
    assert made.fillers.comment is comment


def test_ums_are_told_apart_from_phrases() -> None:
    made = delivery(
        in_words("Um, we met, like, after lunch and, uh, you know, it was kind of late.")
    )

    assert (made.hesitations, made.filler_phrases) == (2, 3)


@pytest.mark.parametrize(
    "text",
    [
        "I like my work and would like to stay.",
        "It looked like rain, something like this.",
        "Do you know him? If you know the way, go. You know that.",
        "That kind of person, a kind of glue, this sort of thing.",
    ],
)
def test_the_same_words_in_their_own_meaning_are_no_fillers(text: str) -> None:
    assert delivery(in_words(text)).filler_phrases == 0


def test_a_word_said_twice_is_no_filler() -> None:
    made = delivery(in_words("I I I wa- was was there the the whole day"))

    assert (made.hesitations, made.filler_phrases) == (0, 0)


def test_fillers_of_another_language_are_not_counted() -> None:
    made = delivery(in_words("um wir haben like you know gewonnen"), language="de")

    assert (made.fillers, made.hesitations, made.fillers_per_100) == (None, None, None)


def test_fillers_the_recogniser_leaves_out_are_not_said_to_be_none() -> None:
    assert delivery(with_ums(0), has_fillers=False).fillers is None


# Pauses ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("length", "count"), [(2.9, 0), (3.0, 1)])
def test_a_pause_is_listed_from_three_seconds_on(length: float, count: int) -> None:
    assert len(delivery(with_pauses(length)).long_pauses) == count


@pytest.mark.parametrize(("count", "comment"), [(2, Comment.NOTHING), (3, Comment.NOTE)])
def test_pauses_are_commented_from_three_of_them_on(count: int, comment: Comment) -> None:
    made = delivery(with_pauses(*[3.5] * count))

    assert made.pauses is not None
    assert made.pauses.comment is comment


def test_a_pause_has_its_place_and_length() -> None:
    (pause,) = delivery(with_pauses(1.0, 4.2)).long_pauses

    assert (pause.start, pause.seconds) == (3.0, 4.2)


def test_silence_before_the_first_word_is_no_pause() -> None:
    assert delivery([Word("well", 12.0, 12.4), Word("then", 12.5, 13.0)]).long_pauses == ()


def test_a_word_inside_another_makes_no_pause() -> None:
    words = [Word("looong", 0.0, 5.0), Word("um", 1.0, 1.2), Word("next", 5.1, 5.5)]

    assert delivery(words).long_pauses == ()


# Length ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seconds", "comment"),
    [
        (44, Comment.NOTE),
        (45, Comment.NOTHING),
        (150, Comment.NOTHING),
        (151, Comment.NOTE),
        (180, Comment.NOTE),
        (181, Comment.SUGGESTION),
    ],
)
def test_length_is_commented_when_short_or_long(seconds: int, comment: Comment) -> None:
    made = delivery(at_pace(150, seconds))

    assert made.seconds == seconds
    assert made.length.comment is comment


def test_a_typed_answer_has_a_length_in_words_and_nothing_else() -> None:
    made = typed("I led a team of four.")

    assert (made.words, made.length.text) == (6, "6 words.")
    assert made == made.length_only()
    assert (made.seconds, made.pace, made.fillers, made.pauses) == (None, None, None, None)


def test_the_length_in_words_is_that_of_the_text_the_student_sees() -> None:
    made = spoken(in_words("I led the team"), "I led the team alone.", language="en")

    assert made.words == 5


def test_a_rhythm_of_ones_own_leaves_the_length_only() -> None:
    made = delivery(with_pauses(5, 5, 5)).length_only()

    assert (made.pace, made.fillers, made.pauses, made.long_pauses) == (None, None, None, ())
    assert made.seconds == 19


# Any words, any times ----------------------------------------------------------------------------

ANY_WORDS = st.lists(st.builds(Word, st.text(max_size=12), st.floats(), st.floats()), max_size=40)
REAL_TIMES = st.integers(0, 6000).map(lambda tenths: tenths / 10)
REAL_WORDS = st.lists(
    st.builds(
        lambda text, start, length: Word(text, start, start + length),
        st.sampled_from(["um", "like", "you", "know", "kind", "of", "we", "Met.", "’"]),
        REAL_TIMES,
        st.floats(0, 5),
    ),
    max_size=120,
)
LANGUAGES = st.sampled_from(["en", "en-GB", "de", "", "zh"])


@given(ANY_WORDS | REAL_WORDS, st.text(), LANGUAGES, st.booleans())
def test_it_never_raises_and_survives_json(
    words: list[Word], text: str, language: str, has_fillers: bool
) -> None:
    made = spoken(words, text, language=language, has_fillers=has_fillers)
    sent = json.loads(json.dumps(made.to_json(), allow_nan=False))

    assert Delivery.from_json(sent) == made


@given(REAL_WORDS)
def test_the_order_in_which_words_come_makes_no_difference_to_their_pauses(
    words: list[Word],
) -> None:
    assert delivery(words).long_pauses == delivery(words[::-1]).long_pauses


@given(REAL_WORDS, REAL_TIMES)
def test_thinking_longer_before_the_first_word_changes_nothing_but_where_pauses_are(
    words: list[Word], wait: float
) -> None:
    later = [Word(word.text, word.start + wait, word.end + wait) for word in words]

    assert delivery(words).fillers == delivery(later).fillers


@pytest.mark.parametrize(
    "data",
    [
        {},
        [],
        {"words": 1, "length": "long", "long_pauses": []},
        {"words": -1, "length": {"comment": "note", "text": ""}, "long_pauses": []},
        {"words": 1, "length": {"comment": "shout", "text": ""}, "long_pauses": []},
        {"words": 1, "length": {"comment": "note", "text": ""}, "long_pauses": [{"start": 1}]},
    ],
)
def test_what_is_no_delivery_is_refused(data: object) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        Delivery.from_json(data)  # type: ignore[arg-type]


def test_no_wording_blames_or_exclaims() -> None:
    hard = delivery([*with_ums(30), *with_pauses(4, 4, 4)])
    remarks = [hard.length, hard.pace, hard.fillers, hard.pauses]

    for remark in remarks:
        text = remark.text.casefold() if remark else ""
        assert not any(word in text for word in ("!", "too ", "bad", "you are", "wrong"))
