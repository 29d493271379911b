"""The roll-up, whatever was practised: trying again never costs anything."""

from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

from interviews.coach.report import ScoredAttempt, best_attempt, summarise
from interviews.coach.rubric import Part

LEVELS = st.integers(1, 5)
SCORES = st.one_of(st.none(), st.integers(10, 50).map(lambda tenths: tenths / 10))


@st.composite
def attempts(draw: st.DrawFn) -> list[ScoredAttempt]:
    """Those at one question, numbered from 1."""
    scores = draw(st.lists(SCORES, max_size=5))
    return [
        ScoredAttempt(
            number,
            score,
            {} if score is None else dict(zip(Part, draw(st.tuples(*[LEVELS] * 4)), strict=True)),
        )
        for number, score in enumerate(scores, start=1)
    ]


QUESTIONS = st.lists(attempts(), min_size=1, max_size=6)


@given(QUESTIONS, st.data())
def test_a_worse_attempt_lowers_nothing(
    questions: list[list[ScoredAttempt]], data: st.DataObject
) -> None:
    best = {at: score for at, each in enumerate(questions) if (score := best_score(each)) > 1}
    assume(best)
    at = data.draw(st.sampled_from(sorted(best)))
    score = data.draw(st.floats(1, best[at], exclude_max=True))
    worse = ScoredAttempt(len(questions[at]) + 1, score, dict.fromkeys(Part, 1))
    after = [[*each, worse] if place == at else each for place, each in enumerate(questions)]
    before, now = summarise(questions), summarise(after)
    assert (now.score, now.answered, now.parts) == (before.score, before.answered, before.parts)
    assert now.gain is not None
    assert now.gain >= (before.gain or 0)


@given(QUESTIONS, st.randoms(use_true_random=False))
def test_the_order_of_questions_and_attempts_never_matters(
    questions: list[list[ScoredAttempt]], random: Random
) -> None:
    shuffled = [random.sample(each, len(each)) for each in questions]
    random.shuffle(shuffled)
    assert summarise(shuffled) == summarise(questions)


def best_score(attempts: list[ScoredAttempt]) -> float:
    best = best_attempt(attempts)
    return best.score or 0 if best else 0
