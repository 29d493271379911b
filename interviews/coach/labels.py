"""Says which STAR part each sentence belongs to, if any.

A linear-chain conditional random field: Lafferty, McCallum & Pereira 2001. Each sentence gets a
weight per class from what holds for it, each pair of neighbours one from their two classes, and the
best path wins. The weights are data, and readable: scripts/train_labels.py learns them from
answers of our own, each also with its result told first, so that any order can win.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from interviews.coach.label_features import features
from interviews.coach.phrases import Cue
from interviews.coach.reading import Line
from interviews.coach.rubric import Part

WEIGHTS = Path(__file__).with_name("label_weights.json")
CLASSES: tuple[Part | None, ...] = (*Part, None)
SHORTEST_PART = 10  # words of a sentence that speaks of the interview itself

Weights = list[float]  # one for each class


@dataclass(frozen=True)
class Model:
    steps: Sequence[Weights]  # from a class to the next sentence's
    features: Mapping[str, Weights]


def label(lines: Sequence[Line]) -> list[Part | None]:
    """A part for every line that counts; None for asides and repetitions."""
    telling = [line for line in lines if tells(line)]
    found = iter(best_path(features(telling), _model()))
    return [CLASSES[next(found)] if tells(line) else None for line in lines]


def tells(line: Line) -> bool:
    """Whether it can be part of a story at all."""
    is_aside = line.has(Cue.ASIDE) and len(line.words) < SHORTEST_PART
    return line.counts and bool(line.words) and not is_aside


@cache
def _model() -> Model:
    return Model(**json.loads(WEIGHTS.read_text(encoding="utf-8")))


def best_path(found: Sequence[Sequence[str]], model: Model) -> list[int]:
    """The classes of all sentences (Viterbi); time is linear in their number."""
    if not found:
        return []
    best = _weights(found[0], model)
    came_from: list[list[int]] = []
    classes = range(len(CLASSES))
    for names in found[1:]:
        here = _weights(names, model)
        before = [
            max(classes, key=lambda old: best[old] + model.steps[old][new]) for new in classes
        ]
        best = [best[old] + model.steps[old][new] + here[new] for new, old in enumerate(before)]
        came_from.append(before)
    path = [max(classes, key=lambda last: best[last])]
    for before in reversed(came_from):
        path.append(before[path[-1]])
    return path[::-1]


def _weights(names: Sequence[str], model: Model) -> Weights:
    known = [model.features[name] for name in names if name in model.features]
    return [sum(each) for each in zip(*known, strict=True)] if known else [0.0] * len(CLASSES)
