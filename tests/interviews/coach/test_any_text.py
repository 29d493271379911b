"""Whatever arrives, the coach answers, quickly, the same each time, and claims nothing unsaid."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviews.coach.evidence import quote_stands
from interviews.coach.offline import assess
from interviews.coach.rubric import Assessment, Question
from tests.interviews.coach import answers
from tests.interviews.coach.answers import CONFLICT

WORDS = sorted(set(answers.text_of(answers.NURSING).split()))
STORIES = [answers.SOFTWARE_UNPUNCTUATED, answers.TEACHING_NON_NATIVE, answers.VAGUE]

any_text = st.one_of(
    st.text(),
    st.lists(st.sampled_from(WORDS) | st.text(max_size=4), max_size=60).map(" ".join),
    st.tuples(st.sampled_from(STORIES), st.text(), st.sampled_from(STORIES)).map("".join),
)


@settings(max_examples=150, deadline=None)
@given(question=st.text(max_size=80) | st.just(CONFLICT.text), transcript=any_text)
def test_every_claim_stands_in_the_transcript(question: str, transcript: str) -> None:
    found = assess(Question(question), transcript)
    quotes = [verdict.quote for verdict in found.parts]
    for quote in [*quotes, found.strength_quote, found.main_change_quote]:
        assert quote == "" or (quote_stands(quote, transcript) and len(quote.split()) <= 25)
    assert all((verdict.level == 1) == (verdict.quote == "") for verdict in found.parts)


@settings(max_examples=100, deadline=None)
@given(transcript=any_text)
def test_scores_and_offsets_stay_in_bounds(transcript: str) -> None:
    found = assess(CONFLICT, transcript)
    assert found.score is None or 1 <= found.score <= 5
    assert all(1 <= verdict.level <= 5 for verdict in found.parts)
    for sentence in found.sentences:
        assert transcript[sentence.start : sentence.end] == sentence.text


@settings(max_examples=100, deadline=None)
@given(transcript=any_text)
def test_the_same_text_gives_the_same_assessment_and_survives_json(transcript: str) -> None:
    found = assess(CONFLICT, transcript)
    assert found == assess(CONFLICT, transcript)
    assert Assessment.from_json(found.to_json()) == found


LIMIT = 2.0  # seconds; about 0.3 on a quiet machine
ENDLESS = {
    "words": " ".join(f"Then I called {number} customers in the shop." for number in range(2500)),
    "words without full stops": "and then i called the ward because " * 3000,
    "no spaces": "abcdefghij" * 12_000,
    "null bytes": "\x00" * 120_000,
    "emoji": "😀" * 60_000,
    "right to left": "هذا الكتاب " * 12_000,
    "full stops": "." * 120_000 + "x",
    "quotation marks": ".\"'" * 40_000,
    "apostrophes": "i'" * 60_000,
    "line breaks": "\n \n" * 40_000,
    "hyphens": "a-" * 60_000,
    "digits": "1," * 60_000,
    "a huge word in a story": f"{answers.VAGUE} {'x' * 120_000} {answers.VAGUE}",
}


@pytest.mark.parametrize("transcript", ENDLESS.values(), ids=ENDLESS.keys())
def test_no_text_keeps_the_coach_busy(transcript: str) -> None:
    started = time.process_time()
    assess(CONFLICT, transcript)
    assert time.process_time() - started < LIMIT
