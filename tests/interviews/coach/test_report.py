import pytest

from interviews.coach.report import ScoredAttempt, best_attempt, summarise
from interviews.coach.rubric import Part

S, T, A, R = Part


def attempt(
    number: int, score: float | None, levels: tuple[int, ...] = (3, 3, 3, 3)
) -> ScoredAttempt:
    parts = dict(zip(Part, levels, strict=True)) if score is not None else {}
    return ScoredAttempt(number, score, parts)


def test_the_highest_score_is_the_best_attempt() -> None:
    assert best_attempt([attempt(1, 2.0), attempt(2, 4.0), attempt(3, 3.0)]) == attempt(2, 4.0)


def test_the_later_attempt_wins_a_tie_whatever_the_order() -> None:
    assert best_attempt([attempt(2, 3.0), attempt(1, 3.0)]) == attempt(2, 3.0)


def test_an_unscored_attempt_never_beats_a_scored_one() -> None:
    assert best_attempt([attempt(1, 1.0), attempt(2, None)]) == attempt(1, 1.0)


def test_the_last_unscored_attempt_is_the_best_there_is() -> None:
    assert best_attempt([attempt(1, None), attempt(2, None)]) == attempt(2, None)


def test_no_attempts_have_no_best() -> None:
    assert best_attempt([]) is None


def test_the_session_is_the_mean_of_best_attempts_over_questions_attempted() -> None:
    summary = summarise([[attempt(1, 2.0), attempt(2, 4.0)], [attempt(1, 3.5)], []])
    assert (summary.score, summary.answered, summary.asked) == (3.8, 2, 3)


def test_practice_never_lowers_the_session() -> None:
    before = summarise([[attempt(1, 4.0)]])
    after = summarise([[attempt(1, 4.0), attempt(2, 1.0)]])
    assert after.score == before.score


def test_the_gain_is_the_mean_of_best_minus_first() -> None:
    summary = summarise([[attempt(1, 2.0), attempt(2, 3.0)], [attempt(1, 3.0)]])
    assert summary.gain == 0.5


def test_the_gain_counts_from_the_first_scored_attempt() -> None:
    assert summarise([[attempt(1, None), attempt(2, 2.0), attempt(3, 3.0)]]).gain == 1.0


def test_there_is_no_gain_before_a_second_attempt() -> None:
    assert summarise([[attempt(1, 3.0)], []]).gain is None


def test_the_parts_come_from_the_best_attempts() -> None:
    summary = summarise(
        [[attempt(1, 2.0, (1, 1, 1, 1)), attempt(2, 4.0, (5, 4, 4, 3))], [attempt(1, 3.0)]]
    )
    assert summary.parts == {S: 4.0, T: 3.5, A: 3.5, R: 3.0}


@pytest.mark.parametrize(
    ("levels", "focus"),
    [((3, 3, 3, 3), A), ((1, 1, 3, 1), R), ((1, 1, 3, 3), T), ((1, 3, 3, 3), S), ((5, 4, 3, 2), R)],
)
def test_the_focus_is_the_lowest_part_and_action_first_on_a_tie(
    levels: tuple[int, ...], focus: Part
) -> None:
    assert summarise([[attempt(1, 3.0, levels)]]).focus is focus


def test_nothing_scored_gives_an_empty_summary() -> None:
    summary = summarise([[attempt(1, None)], []])
    assert (summary.score, summary.answered, summary.gain) == (None, 1, None)
    assert (summary.parts, summary.focus) == ({}, None)
