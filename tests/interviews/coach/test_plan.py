"""The practice plan: short, about one part, and from what was said."""

from interviews.coach.plan import Step, practice_plan
from tests.interviews.coach.test_narrative import WHOLE, WITHOUT_RESULT, practised, summary_of


def plan(*answers: str | None) -> tuple[Step, ...]:
    rows = practised(*answers)
    return practice_plan(rows, summary_of(rows))


def test_it_has_five_steps_at_most() -> None:
    assert len(plan(*[WITHOUT_RESULT, WHOLE] * 5)) <= 5


def test_it_is_about_the_lowest_part_and_shows_where() -> None:
    steps = plan(WHOLE, WITHOUT_RESULT)
    assert steps[0].title == "Work on one thing: the result"
    assert steps[1].question == 2


def test_the_question_to_redo_comes_with_a_shape_and_no_answer() -> None:
    redo = plan(WHOLE, WITHOUT_RESULT)[3]
    assert redo.question == 2
    assert "After that, …" in redo.text


def test_without_levels_it_is_one_step() -> None:
    assert [step.title for step in plan("Pass.", None)] == ["Begin with one question"]
