"""What is said about a whole interview, by the offline coach."""

import pytest

from interviews.coach import offline
from interviews.coach.narrative import MOST_POINTS, Narrative, Practised, narrate
from interviews.coach.report import ScoredAttempt, Summary, summarise
from interviews.coach.rubric import Part, Question
from tests.interviews.coach.answers import NURSING

QUESTION = Question("Tell me about a time you dealt with a conflict with a colleague.")
WHOLE = " ".join(sentence for sentence, _ in NURSING)
WITHOUT_RESULT = " ".join(sentence for sentence, part in NURSING if part is not Part.RESULT)


def practised(*answers: str | None) -> list[Practised]:
    return [
        Practised(number, QUESTION.text, offline.assess(QUESTION, answer) if answer else None)
        for number, answer in enumerate(answers, start=1)
    ]


def summary_of(practised: list[Practised]) -> Summary:
    return summarise(
        [
            [ScoredAttempt(1, each.best.score, {v.part: v.level for v in each.best.parts})]
            if each.best
            else []
            for each in practised
        ]
    )


def narrated(*answers: str | None) -> Narrative:
    rows = practised(*answers)
    return narrate(rows, summary_of(rows))


def test_it_says_how_much_was_answered() -> None:
    assert narrated(WHOLE, None, WHOLE).summary.startswith("You answered 2 of 3 questions.")


def test_it_names_the_clearest_part_and_the_one_with_most_room() -> None:
    assert "the result has most room" in narrated(WITHOUT_RESULT).summary


def test_every_quote_was_said_in_the_answer_it_is_about() -> None:
    answers = [WHOLE, WITHOUT_RESULT]
    narrative = narrated(*answers)
    for point in (*narrative.strengths, *narrative.changes):
        assert point.quote in answers[point.question - 1]


def test_strengths_come_from_the_best_answer_and_changes_from_the_weakest() -> None:
    narrative = narrated(WITHOUT_RESULT, WHOLE)
    assert narrative.strengths[0].question == 2
    assert narrative.changes[0].question == 1


def test_the_same_thing_is_said_once() -> None:
    narrative = narrated(*[WITHOUT_RESULT] * 6)
    texts = [point.text for point in narrative.changes]
    assert len(texts) == len(set(texts)) <= MOST_POINTS


def test_without_a_scored_answer_nothing_is_claimed() -> None:
    narrative = narrated("Pass.", None)
    assert narrative.summary == "You answered 1 of 2 questions."
    assert narrative.strengths == ()


def test_what_is_kept_is_what_was_said() -> None:
    narrative = narrated(WHOLE, WITHOUT_RESULT)
    assert Narrative.from_json(narrative.to_json()) == narrative


@pytest.mark.parametrize("data", [None, [], {}, {"summary": 1}, {"summary": "", "strengths": [1]}])
def test_what_is_no_narrative_is_refused(data: object) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        Narrative.from_json(data)
