import json
from itertools import combinations
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.coach.same_story import same_story

TAUGHT_HERE = Path(__file__).parents[3] / "scripts" / "answers"

TILL = (
    "Two years ago I worked at a bakery on Saturdays. I was responsible for the till. One morning "
    "the till broke, so I wrote every sale on paper and I counted the cash twice. In the end the "
    "day's takings were right to the penny."
)
TILL_AGAIN = (
    "um so this was at the bakery where I had a saturday job and our till just died in the morning "
    "rush with people queueing out of the door I got a pad of paper and wrote down every sale by "
    "hand and counted the cash at closing twice and it came out right to the penny"
)
CAKE = (
    "At the bakery where I work on Saturdays a customer was angry because her birthday cake had "
    "the wrong name. I was at the till. I apologised, asked the baker to scrape off the icing and "
    "wrote the right name myself. She took the cake to the party and came back next Saturday."
)
MAP = (
    "Last spring I worked at the desk of our library. A reader could not find a map he needed. It "
    "was my task to help him before we closed. I asked what he was looking for, searched the "
    "catalogue and rang the archive. In the end he had the map within ten minutes."
)
MAP_AGAIN = (
    "there was this reader at the library desk last year who was desperate for an old map and we "
    "were about to close so I looked in the catalogue and it wasn't there then I phoned the county "
    "archive and they had it and ten minutes later he was holding a copy of the map"
)
QUIZ = (
    "At the library where I help at the desk, a group of schoolchildren was noisy and a reader "
    "complained. I had to calm both. I gave the children a quiz about the shelves and moved the "
    "reader to the quiet room. The teacher wrote us a letter of thanks."
)
HONEY = (
    "On my second placement a patient on the stroke ward refused to eat. His wife had told me he "
    "used to keep bees, so I brought a jar of honey from the canteen and asked him about the "
    "hives. He ate the toast and told me about queens. The dietitian wrote it into his care plan."
)
HONEY_AGAIN = (
    "when I was on placement on the stroke ward there was this gentleman who wouldn't eat anything "
    "I found out from his wife he'd been a beekeeper so I got some honey on toast and we talked "
    "about hives and he ate the lot the dietitian put that in the plan afterwards"
)
CHART = (
    "On my placement on the stroke ward I noticed a drug chart with the wrong dose of warfarin. I "
    "told the nurse in charge at once and we rang the pharmacist. The patient was not harmed and I "
    "filled in the incident form. After that the ward checked each chart twice at handover."
)
KASSE = (
    "Letzten Sommer habe ich in einer Bäckerei gearbeitet. Eines Morgens fiel die Kasse aus und "
    "die Schlange reichte bis auf die Straße. Ich habe jeden Verkauf auf Papier notiert und abends "
    "das Bargeld zweimal gezählt. Am Ende stimmte die Abrechnung auf den Cent."
)
KASSE_AGAIN = (
    "In der Bäckerei ist einmal morgens die Kasse ausgefallen, draußen stand eine lange Schlange. "
    "Da habe ich alle Verkäufe auf Papier geschrieben und das Bargeld am Abend zweimal gezählt, "
    "und die Abrechnung stimmte auf den Cent genau."
)
DIENSTPLAN = (
    "In der Bäckerei hatten wir einen Streit zwischen zwei Verkäuferinnen über den Dienstplan. Ich "
    "habe mit beiden gesprochen, einen neuen Plan vorgeschlagen und ihn der Chefin gezeigt. "
    "Seitdem tauschen sie ihre Schichten selbst und streiten nicht mehr."
)
SAME = [(TILL, TILL_AGAIN), (MAP, MAP_AGAIN), (HONEY, HONEY_AGAIN), (KASSE, KASSE_AGAIN)]
ONE_PLACE = [
    (TILL, CAKE),
    (TILL_AGAIN, CAKE),
    (MAP, QUIZ),
    (MAP_AGAIN, QUIZ),
    (HONEY, CHART),
    (HONEY_AGAIN, CHART),
    (KASSE, DIENSTPLAN),
    (KASSE_AGAIN, DIENSTPLAN),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_a_story_told_again_in_other_words_is_the_same(one: str, other: str) -> None:
    assert same_story(one, other)


@pytest.mark.parametrize(("one", "other"), ONE_PLACE)
def test_two_stories_of_one_workplace_are_two(one: str, other: str) -> None:
    assert not same_story(one, other)


@pytest.mark.parametrize(("one", "other"), SAME + ONE_PLACE)
def test_the_order_does_not_matter(one: str, other: str) -> None:
    assert same_story(one, other) == same_story(other, one)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_punctuation_and_capitals_do_not_matter(one: str, other: str) -> None:
    bare = "".join(letter for letter in one.lower() if letter not in ".,")
    assert same_story(bare, other)


def test_no_two_answers_of_the_labelled_ones_are_the_same() -> None:
    answers = []
    for path in TAUGHT_HERE.glob("*.jsonl"):
        for line in path.read_text("utf-8").splitlines():
            answers.append(" ".join(each["text"] for each in json.loads(line)["sentences"]))
    assert [pair for pair in combinations(answers, 2) if same_story(*pair)] == []


@pytest.mark.parametrize("answer", ["", "   ", "I helped a reader.", "the and of it was " * 50])
def test_what_is_no_story_is_the_same_as_nothing(answer: str) -> None:
    assert not same_story(answer, answer)


@given(st.text(), st.text())
def test_any_text_is_answered(one: str, other: str) -> None:
    assert same_story(one, other) in {True, False}


def test_very_long_texts_are_quick() -> None:
    long = " ".join(f"word{number} and so on" for number in range(100_000))
    begun = perf_counter()
    same_story(long, MAP)
    assert perf_counter() - begun < 1  # seconds
