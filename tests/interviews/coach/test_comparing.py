"""What two attempts at one question show when they stand side by side."""

from interviews.coach import offline
from interviews.coach.comparing import Change, Comparison, compare
from interviews.coach.rubric import Part, Quality, Question
from tests.interviews.coach.answers import NURSING

QUESTION = Question("Tell me about a time you dealt with a conflict with a colleague.")
WHOLE = " ".join(sentence for sentence, _ in NURSING)
WITHOUT_RESULT = " ".join(sentence for sentence, part in NURSING if part is not Part.RESULT)

FULL = offline.assess(QUESTION, WHOLE)
CUT = offline.assess(QUESTION, WITHOUT_RESULT)


def test_the_part_that_gained_most_is_named_first() -> None:
    comparison = compare(CUT, FULL)
    assert comparison.gained[0].of is Part.RESULT
    assert comparison.lead.startswith("Result went from not there yet to ")


def test_the_gain_is_the_later_score_minus_the_earlier() -> None:
    assert FULL.score is not None
    assert CUT.score is not None
    assert compare(CUT, FULL).gain == round(FULL.score - CUT.score, 1) > 0


def test_a_loss_is_told_kindly_and_says_that_the_best_counts() -> None:
    comparison = compare(FULL, CUT)
    assert comparison.lost[0].of is Part.RESULT
    assert comparison.lead == "The earlier attempt had more in it, and the best one counts."


def test_a_gain_that_cost_more_says_what_it_cost() -> None:
    changes = (Change(Part.RESULT, 1, 5), Change(Quality.RELEVANCE, 3, 1), Change(Part.TASK, 3, 3))
    assert Comparison(-1.0, changes).lead == (
        "Result went from not there yet to strong. Relevance went from there to not there yet. "
        "The best attempt counts; take the gain back into it."
    )


def test_the_same_answer_twice_has_neither_gain_nor_loss() -> None:
    comparison = compare(FULL, FULL)
    assert (comparison.gain, comparison.gained, comparison.lost) == (0, (), ())
    assert comparison.lead == "Every part stands where it stood before."


def test_an_attempt_without_levels_is_compared_with_nothing() -> None:
    nothing = offline.assess(QUESTION, "Pass.")
    assert compare(nothing, FULL).gain is None
    assert compare(None, FULL).changes == compare(FULL, nothing).changes == ()


def test_all_parts_and_qualities_stand_in_the_table() -> None:
    labels = [change.label for change in compare(CUT, FULL).changes]
    assert labels == ["Situation", "Task", "Action", "Result", "Relevance", "Specificity"]
