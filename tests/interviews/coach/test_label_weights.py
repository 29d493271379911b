"""The weights by which sentences are labelled, and how they are learned."""

import json

from interviews.coach.label_features import features
from interviews.coach.labels import CLASSES, WEIGHTS, Model, best_path
from interviews.coach.reading import read
from interviews.coach.rubric import Question
from interviews.coach.sentences import given
from scripts.train_labels import learn

QUESTION = "Tell me about a time you calmed somebody down."
MADE_UP = [  # words that no cue knows, so that nothing but learning can tell
    {
        "question": QUESTION,
        "sentences": [
            {"text": "Blue blue lamps blue.", "label": "S"},
            {"text": "Green green lamps green.", "label": "R"},
        ],
    }
] * 4


def test_every_feature_has_a_weight_for_each_class() -> None:
    model = Model(**json.loads(WEIGHTS.read_text(encoding="utf-8")))
    sizes = {len(row) for row in [*model.steps, *model.features.values()]}
    assert (sizes, len(model.steps)) == ({len(CLASSES)}, len(CLASSES))


def test_learning_tells_words_apart_in_whatever_order_they_come() -> None:
    model = learn(MADE_UP)
    transcript, sentences = given(["Green green lamps green.", "Blue blue lamps blue."])
    lines = read(Question(QUESTION), transcript, sentences)
    found = [CLASSES[number] for number in best_path(features(lines), model)]
    assert [str(part) for part in found] == ["R", "S"]


def test_a_line_knows_what_its_neighbours_do() -> None:
    transcript, sentences = given(["It was my task to help.", "I rang the archive."])
    first, last = features(read(Question(QUESTION), transcript, sentences))
    assert {"first", "after: deeds 1", "cue DUTY"} <= set(first)
    assert {"last", "before: cue DUTY", "word archive", "begins i"} <= set(last)
