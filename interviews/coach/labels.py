"""Says which STAR part each sentence belongs to: cues first, neighbours second, place last.

Each sentence gets a weight per part from its cues. The best path through the answer then adds a
small price for every change of part that stories rarely make. Any order can win: a result told
first costs little, because real answers are often told that way.
"""

from __future__ import annotations

from collections.abc import Sequence

from interviews.coach.cues import numbers
from interviews.coach.phrases import Cue
from interviews.coach.reading import Line
from interviews.coach.rubric import Part
from interviews.coach.verbs import VAGUE, Kind

Weights = tuple[float, float, float, float]  # S, T, A, R

PARTS = tuple(Part)

CUE_WEIGHTS: dict[Cue, Weights] = {
    Cue.SETTING: (1.4, 0.2, -0.2, -0.6),
    Cue.PLACE: (0.4, 0.0, 0.0, 0.0),
    Cue.WHEN: (0.7, 0.0, 0.0, 0.0),
    Cue.PROBLEM: (0.6, 0.1, -0.1, -0.1),
    Cue.STAKES: (0.2, 0.3, -0.1, -0.1),
    Cue.SCENE: (0.6, 0.0, -0.4, 0.1),
    Cue.DUTY: (0.2, 2.2, -0.8, -0.8),
    Cue.NEED: (0.2, 1.2, -0.3, -0.3),
    Cue.LIMIT: (0.0, 0.2, 0.0, 0.1),
    Cue.SEQUENCE: (-0.3, -0.2, 0.6, -0.2),
    Cue.REASON: (-0.1, 0.1, 0.3, -0.1),
    Cue.TURN: (0.1, 0.1, 0.1, 0.1),
    Cue.ENDING: (-0.7, -0.4, -0.2, 1.3),
    Cue.OUTCOME: (-0.2, 0.0, -0.2, 0.8),
    Cue.VAGUE_OUTCOME: (-0.2, -0.2, -0.3, 0.9),
    Cue.REACTION: (-0.1, -0.2, -0.3, 0.9),
    Cue.MEASURED: (0.0, 0.0, -0.1, 0.3),
    Cue.LASTING: (-0.3, -0.3, -0.3, 0.8),
    Cue.MIXED: (0.0, 0.0, 0.0, 0.1),
    Cue.LEARNING: (-0.6, -0.5, -0.7, 2.2),
}

# "In the end" among the first words of a sentence is a firmer sign than later in it.
OPENING = range(3)
ENDING_FIRST: Weights = (-0.4, -0.2, -0.2, 0.6)

NUMBER: Weights = (0.0, 0.0, 0.0, 0.2)

# Price of a change of part from one sentence (row) to the next (column), in S, T, A, R order.
STEPS: tuple[Weights, ...] = (
    (0.0, -0.1, -0.2, -0.8),
    (-0.7, 0.0, 0.0, -0.7),
    (-1.0, -0.9, 0.0, -0.2),
    (-0.7, -1.0, -0.8, 0.0),
)
FIRST: Weights = (0.8, -0.3, -0.9, 0.0)
LAST: Weights = (-0.7, -0.7, -0.6, 0.7)


def label(lines: Sequence[Line]) -> list[Part | None]:
    """A part for every line that counts; None for asides and repetitions."""
    telling = [line for line in lines if _tells(line)]
    found = iter(_best_path([_weights(line) for line in telling]))
    return [next(found) if _tells(line) else None for line in lines]


def _tells(line: Line) -> bool:
    return line.counts and bool(line.words) and not (line.has(Cue.ASIDE) and len(line.words) < 10)


def _weights(line: Line) -> Weights:
    total = [0.0, 0.0, 0.0, 0.0]
    for cue in line.cues:
        _add(total, CUE_WEIGHTS.get(cue, (0.0, 0.0, 0.0, 0.0)))
    if line.first(Cue.ENDING) in OPENING:
        _add(total, ENDING_FIRST)
    if numbers(line.words):
        _add(total, NUMBER)
    _add(total, _act_weights(line))
    return (total[0], total[1], total[2], total[3])


def _act_weights(line: Line) -> Weights:
    mine = [act for act in line.done("i") if act.verb not in VAGUE]
    if mine:
        return (-0.4, -0.2, 1.7 + 0.3 * min(len(mine), 3), -0.3)
    if line.done("i", Kind.DOES, Kind.DID):
        return (-0.2, 0.0, 1.2, 0.0)
    if line.done("we"):
        return (0.0, 0.0, 0.9, 0.5)
    if line.done("i", Kind.WAS, Kind.IS) or line.done("we", Kind.WAS):
        return (0.2, 0.2, -0.2, 0.0)
    return (0.4, 0.0, -0.7, 0.5)


def _add(total: list[float], more: Weights) -> None:
    for part, weight in enumerate(more):
        total[part] += weight


def _best_path(weights: Sequence[Weights]) -> list[Part]:
    """The cheapest way through the parts (Viterbi); time is linear in the number of sentences."""
    if not weights:
        return []
    best = [weights[0][part] + FIRST[part] for part in range(4)]
    came_from: list[list[int]] = []
    for here in weights[1:]:
        before = [max(range(4), key=lambda old: best[old] + STEPS[old][new]) for new in range(4)]
        best = [best[old] + STEPS[old][new] + here[new] for new, old in enumerate(before)]
        came_from.append(before)
    part = max(range(4), key=lambda last: best[last] + LAST[last])
    path = [part]
    for before in reversed(came_from):
        part = before[part]
        path.append(part)
    return [PARTS[part] for part in reversed(path)]
