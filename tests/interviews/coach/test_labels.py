from typing import Any

import pytest

from interviews.coach.offline import assess, assess_sentences
from interviews.coach.rubric import Part, Question
from interviews.coach.sentences import given
from tests.interviews.coach.answers import (
    CONFLICT,
    CUSTOMER,
    NURSING,
    PROBLEM,
    RETAIL_RESULT_FIRST,
    SELF_DESCRIPTION,
    SOFTWARE_UNPUNCTUATED,
    TEACHING,
    TEACHING_NON_NATIVE,
    text_of,
)


def parts(question: Question, transcript: str) -> Any:
    return [sentence.part for sentence in assess(question, transcript).sentences]


@pytest.mark.parametrize(
    ("question", "labelled"), [(CONFLICT, NURSING), (CUSTOMER, RETAIL_RESULT_FIRST)]
)
def test_each_sentence_gets_its_part_in_whatever_order_it_is_told(
    question: Question, labelled: list[tuple[str, Part]]
) -> None:
    transcript, sentences = given([sentence for sentence, _ in labelled])
    found = assess_sentences(question, transcript, sentences)
    assert [sentence.part for sentence in found.sentences] == [part for _, part in labelled]


def test_moving_the_result_to_the_front_keeps_it_the_result() -> None:
    moved = text_of(NURSING, Part.RESULT) + " " + text_of(NURSING, Part.SITUATION)
    moved += " " + text_of(NURSING, Part.TASK, Part.ACTION)
    assert parts(CONFLICT, moved)[:3] == [Part.RESULT, Part.RESULT, Part.SITUATION]


def test_all_parts_are_found_without_punctuation() -> None:
    assert set(parts(PROBLEM, SOFTWARE_UNPUNCTUATED)) == set(Part)


def test_a_story_told_in_the_present_by_a_learner_has_its_actions_and_result() -> None:
    found = parts(TEACHING, TEACHING_NON_NATIVE)
    assert found.count(Part.ACTION) >= 3
    assert found[-1] is Part.RESULT


def test_an_aside_to_the_interviewer_is_no_part() -> None:
    assert parts(CONFLICT, "That's a good question. " + text_of(NURSING))[0] is None


def test_what_is_no_story_has_no_parts() -> None:
    assert set(parts(CONFLICT, SELF_DESCRIPTION)) == {None}


def test_sentences_point_into_the_transcript() -> None:
    transcript = text_of(NURSING)
    for sentence in assess(CONFLICT, transcript).sentences:
        assert transcript[sentence.start : sentence.end] == sentence.text


def test_as_a_result_is_not_taken_for_a_role() -> None:
    told = text_of(NURSING, Part.SITUATION, Part.ACTION) + " As a result the notes were complete."
    assert parts(CONFLICT, told)[-1] is Part.RESULT
