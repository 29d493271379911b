import re

import pytest

from interviews.coach.evidence import quote_stands
from interviews.coach.offline import assess
from interviews.coach.rubric import Part, Question, Status
from tests.interviews.coach.answers import (
    CONFLICT,
    CUSTOMER,
    NURSING,
    PRESSURE,
    PROBLEM,
    RETAIL_RESULT_FIRST,
    SOFTWARE_UNPUNCTUATED,
    TEACHING,
    TEACHING_NON_NATIVE,
    VAGUE,
    text_of,
)

GOOD = [
    (CONFLICT, text_of(NURSING)),
    (CUSTOMER, text_of(RETAIL_RESULT_FIRST)),
    (PROBLEM, SOFTWARE_UNPUNCTUATED),
    (TEACHING, TEACHING_NON_NATIVE),
]
S, T, A, R = Part


def score(transcript: str, question: Question = CONFLICT) -> float:
    found = assess(question, transcript).score
    assert found is not None
    return found


def level(part: Part, transcript: str, question: Question = CONFLICT) -> int:
    return next(v.level for v in assess(question, transcript).parts if v.part is part)


@pytest.mark.parametrize(("question", "transcript"), GOOD)
def test_good_answers_score_well_in_any_order_punctuation_and_grammar(
    question: Question, transcript: str
) -> None:
    assert score(transcript, question) >= 3.9


def test_a_vague_answer_scores_below_every_good_one() -> None:
    assert score(VAGUE) < min(score(transcript, question) for question, transcript in GOOD) - 1


@pytest.mark.parametrize("part", [A, R])
def test_leaving_out_a_part_lowers_the_score(part: Part) -> None:
    rest = text_of(NURSING, *(other for other in Part if other is not part))
    assert score(rest) < score(text_of(NURSING))


def test_without_an_action_the_score_is_capped() -> None:
    without = text_of(NURSING, S, T) + " By Friday no note was missing, which helped everyone."
    assert level(A, without) == 1
    assert score(without) <= 2.5


def test_without_a_result_the_score_is_capped() -> None:
    assert level(R, text_of(NURSING, S, T, A)) == 1
    assert score(text_of(NURSING, S, T, A)) <= 3.0


def test_an_action_told_only_as_we_is_capped() -> None:
    told = text_of(NURSING, S, T) + " We talked it over, we drew up a handover sheet and we "
    told += "tried it for two shifts. " + text_of(NURSING, R)
    assert score(told) <= 3.5


def test_we_outside_the_action_costs_nothing() -> None:
    ours = text_of(NURSING).replace("My job was", "We were a small team, and my job was")
    assert score(ours) >= score(text_of(NURSING)) - 0.2


def test_a_result_from_another_story_counts_for_less() -> None:
    own = text_of(NURSING)
    foreign = text_of(NURSING, S, T, A)
    foreign += " In the end the new greenhouse opened in May, and four hundred visitors praised it."
    assert score(foreign) < score(own)


def test_the_task_is_credited_when_the_situation_states_the_goal() -> None:
    flowing = (
        "Last spring I had to move a school library of two thousand books over one weekend "
        "because the roof leaked. First I sorted the shelves by year, then I asked six pupils to "
        "carry one shelf each, and I labelled every box. By Sunday night all the books were dry, "
        "and the library opened on time."
    )
    assert level(T, flowing, PRESSURE) >= 3


def test_another_question_lowers_the_score() -> None:
    question = Question("Tell me about a time you sold an idea to a sceptical audience.")
    assert score(text_of(NURSING), question) < score(text_of(NURSING))


@pytest.mark.parametrize(("question", "transcript"), [*GOOD, (CONFLICT, VAGUE)])
def test_every_level_above_one_shows_words_that_were_said(
    question: Question, transcript: str
) -> None:
    for verdict in assess(question, transcript).parts:
        assert (verdict.level == 1) == (verdict.quote == "")
        assert verdict.level == 1 or quote_stands(verdict.quote, transcript)
        assert len(verdict.quote.split()) <= 25


def test_parts_come_in_star_order() -> None:
    assert [verdict.part for verdict in assess(CONFLICT, VAGUE).parts] == list(Part)


def test_what_is_said_of_health_or_family_is_not_repeated_in_the_summary() -> None:
    told = (
        "Last winter I was a student on a placement and I was ill. My task was to finish a report "
        "on Monday. I called my tutor about my depression and asked for two more days."
    )
    found = assess(PRESSURE, told)
    assert found.status is Status.SCORED
    summary = " ".join([found.strength_quote, found.main_change_quote, found.spoken])
    assert "depression" not in summary


@pytest.mark.parametrize(("question", "transcript"), [*GOOD, (CONFLICT, VAGUE)])
def test_the_interviewer_says_one_or_two_sentences(question: Question, transcript: str) -> None:
    spoken = re.sub(r"'[^']*'", "it", assess(question, transcript).spoken)
    assert 1 <= len(re.findall(r"[.?]", spoken)) <= 2


def test_a_good_answer_is_told_so_and_nothing_more() -> None:
    found = assess(CONFLICT, text_of(NURSING))
    assert found.main_change.startswith("Nothing needs to change")
    assert found.main_change_quote == ""


def test_a_missing_result_is_asked_for_with_the_last_thing_heard() -> None:
    found = assess(CONFLICT, text_of(NURSING, S, T, A))
    assert "how it ended" in found.main_change
    assert found.main_change_quote


def test_restarted_words_cost_nothing() -> None:
    stuttered = " ".join(
        f"{word} {word}" if number % 6 == 2 else word
        for number, word in enumerate(text_of(NURSING).split())
    )
    assert score(stuttered) >= score(text_of(NURSING)) - 0.4


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (
            "Give me an example of a time you went the extra mile.",
            "I work at a cafe. Last month an old lady left her purse on the counter and I ran "
            "after her down the street and gave it back. She came back the next day with flowers.",
        ),
        (
            "Tell me about a time when you worked as part of a team.",
            "Last spring I played drums in a band with three friends. Two days before our first "
            "gig the singer fell ill. I rang round, found a stand-in and rewrote the set list with "
            "the guitarist. The gig went ahead and eighty people came.",
        ),
    ],
)
def test_a_good_story_without_the_words_of_the_question_is_not_called_off_the_subject(
    asked: str, told: str
) -> None:
    assert assess(Question(asked), told).relevance != 1
