"""Whether a result belongs to the story before it."""

import pytest

from interviews.coach.answer import Answer
from interviews.coach.belonging import FIRM_TIE, LOOSE_TIE, tie
from interviews.coach.reading import read
from interviews.coach.rubric import Part, Question, ResponseType
from interviews.coach.sentences import split

STORY = "My neighbour could not read the letter from her bank, so I sat down and read it to her."


def tied(result: str, story: str = STORY) -> float:
    text = f"{story} {result}"
    lines = read(Question("Tell me about a time you helped."), text, split(text))
    labels = [Part.ACTION if at < len(lines) - 1 else Part.RESULT for at in range(len(lines))]
    return tie(Answer(lines, labels, ResponseType.STORY))


@pytest.mark.parametrize(
    "result",
    [
        "She rang the bank the same day and the letter was withdrawn.",
        "She paid nothing and sends me a card every year.",
        "Her account was open again within a week.",
    ],
)
def test_an_ending_of_the_same_story_is_tied_to_it(result: str) -> None:
    assert tied(result) >= LOOSE_TIE


def test_shared_words_tie_it_firmly() -> None:
    assert tied("The bank took the letter back.") >= FIRM_TIE


@pytest.mark.parametrize(
    "result",
    [
        "He scored twice in the second half and the coach kept him in the team.",
        "The server stayed up and the release went out on Friday.",
        "The patients got their medicine on time and the ward kept the sheet.",
    ],
)
def test_an_ending_from_elsewhere_is_not(result: str) -> None:
    assert tied(result) < LOOSE_TIE


def test_without_a_result_nothing_is_said() -> None:
    text = STORY
    lines = read(Question("Why?"), text, split(text))
    assert tie(Answer(lines, [Part.ACTION] * len(lines), ResponseType.STORY)) == 0
