"""Learn `interviews/coach/label_weights.json` from the labelled answers in scripts/answers.

The weights begin with, and are pulled back to, what we believed of each cue before there were
answers to learn from; words begin with nothing. Each answer is also read with its result told
first, and without its result, so that no place in an answer makes a result. Takes half a minute and
nothing but Python. `--measure` changes nothing and says how well answers are read that were not
learned from: each fifth of them by what the other four teach.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from interviews.coach.label_features import features  # noqa: E402
from interviews.coach.labels import CLASSES, WEIGHTS, Model, best_path, tells  # noqa: E402
from interviews.coach.measuring import macro_f1, result_first, without_result  # noqa: E402
from interviews.coach.reading import read  # noqa: E402
from interviews.coach.rubric import Question  # noqa: E402
from interviews.coach.sentences import given  # noqa: E402

ANSWERS = ROOT / "scripts" / "answers"
PRIOR = ROOT / "scripts" / "label_prior.json"
NAMES = [None if each is None else str(each) for each in CLASSES]
RANGE = range(len(NAMES))
FOLDS = 5
ROUNDS = 150
SPEED = 0.1  # of Adam: Kingma & Ba 2015, with their other values
FADING, SQUARES_FADING, TINY = 0.9, 0.999, 1e-8
RAREST = 4  # sentences a word is in, of those that are read
# How strongly weights are pulled back, of cues and of words: the best on answers left out.
PULL, PULL_OF_WORDS = 6.0, 5.0
LEAST = 0.02  # a smaller weight changes no label

Row = Mapping[str, Any]
Table = list[list[float]]


@dataclass(frozen=True)
class Example:
    """What holds for each sentence that can be part of a story, and its class, by number."""

    found: list[list[str]]
    wanted: list[int]
    places: list[int]  # of these sentences in the answer


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--measure", action="store_true", help="only say how well it would do")
    rows = [
        json.loads(line)
        for path in sorted(ANSWERS.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    if parser.parse_args().measure:
        measure(rows)
    else:
        WEIGHTS.write_text(_readable(learn(rows)), encoding="utf-8")
    return 0


def measure(rows: Sequence[Row]) -> None:
    told = {"as told": rows, "result first": [result_first(row) for row in rows]}
    found: dict[str, list[Any]] = {name: [None] * len(rows) for name in told}
    for fold in range(FOLDS):
        model = learn([row for at, row in enumerate(rows) if at % FOLDS != fold])
        for name, each in told.items():
            for at in range(fold, len(rows), FOLDS):
                found[name][at] = {"labels": _labels(model, each[at])}
    for name, each in told.items():
        sys.stdout.write(f"{name:<14} {macro_f1(each, found[name]):.3f}\n")


def _labels(model: Model, row: Row) -> list[str | None]:
    example = _example(row)
    labels: list[str | None] = [None] * len(row["sentences"])
    for at, number in zip(example.places, best_path(example.found, model), strict=True):
        labels[at] = NAMES[number]
    return labels


def _example(row: Row) -> Example:
    transcript, sentences = given([each["text"] for each in row["sentences"]])
    lines = read(Question(row["question"]), transcript, sentences)
    places = [at for at, line in enumerate(lines) if tells(line)]
    wanted = [NAMES.index(row["sentences"][at]["label"]) for at in places]
    return Example(features([lines[at] for at in places]), wanted, places)


def learn(rows: Sequence[Row]) -> Model:
    told = [each for row in rows for each in (row, result_first(row), without_result(row))]
    examples = [example for example in map(_example, told) if example.found]
    learner = Learner(examples, Model(**json.loads(PRIOR.read_text(encoding="utf-8"))))
    for number in range(1, ROUNDS + 1):
        missed = learner.improve(number)
        sys.stderr.write(f"\rround {number} of {ROUNDS}, {missed:.0f} missed")
    sys.stderr.write("\n")
    return learner.model()


class Learner:
    """Climbs to the most likely weights (MAP, by Adam); there is one summit."""

    def __init__(self, examples: Sequence[Example], prior: Model) -> None:
        counted = Counter(name for each in examples for names in each.found for name in set(names))
        self._names = [n for n, count in counted.items() if _is_hint(n) or count >= RAREST]
        self._number = {name: number for number, name in enumerate(self._names)}
        self._examples = [
            ([self._known(names) for names in each.found], each.wanted) for each in examples
        ]
        nothing = [0.0] * len(NAMES)
        rows = [prior.features.get(name, nothing) for name in self._names]
        self._prior: Table = [list(row) for row in [*rows, *prior.steps]]
        self._pulls = [PULL if _is_hint(name) else PULL_OF_WORDS for name in self._names]
        self._pulls += [PULL for _ in RANGE]
        self._weights = [list(row) for row in self._prior]
        self._means: Table = [[0.0 for _ in RANGE] for _ in self._prior]
        self._squares: Table = [[0.0 for _ in RANGE] for _ in self._prior]

    def _known(self, names: Sequence[str]) -> list[int]:
        return [self._number[name] for name in names if name in self._number]

    def model(self) -> Model:
        size = len(self._names)
        rounded = [[round(weight, 2) for weight in row] for row in self._weights]
        kept = {
            name: row
            for name, row in sorted(zip(self._names, rounded[:size], strict=True))
            if any(abs(weight) >= LEAST for weight in row)
        }
        return Model(rounded[size:], kept)

    def improve(self, number: int) -> float:
        """One step; gives what was wrong before, in nats."""
        slopes, missed = self._slopes()
        fading, squares_fading = 1 - FADING**number, 1 - SQUARES_FADING**number
        for row, mean, square, slope in zip(
            self._weights, self._means, self._squares, slopes, strict=True
        ):
            for at in RANGE:
                mean[at] += (1 - FADING) * (slope[at] - mean[at])
                square[at] += (1 - SQUARES_FADING) * (slope[at] ** 2 - square[at])
                row[at] -= SPEED * (mean[at] / fading) / (sqrt(square[at] / squares_fading) + TINY)
        return missed

    def _slopes(self) -> tuple[Table, float]:
        slopes = [
            [pull * (weight - prior) for weight, prior in zip(row, before, strict=True)]
            for row, before, pull in zip(self._weights, self._prior, self._pulls, strict=True)
        ]
        missed = 0.0
        for found, wanted in self._examples:
            missed += self._add_slopes(slopes, found, wanted)
        return slopes, missed

    def _add_slopes(self, slopes: Table, found: list[list[int]], wanted: list[int]) -> float:
        """Of one answer (forward and backward): what is expected, less what is so."""
        steps, step_slopes = self._weights[-len(NAMES) :], slopes[-len(NAMES) :]
        here = [self._sum(names) for names in found]
        ahead, total = _forward(here, steps)
        behind = _backward(here, steps)
        for at, names in enumerate(found):
            chances = [exp(ahead[at][c] + behind[at][c] - total) for c in RANGE]
            chances[wanted[at]] -= 1
            for name in names:
                for c in RANGE:
                    slopes[name][c] += chances[c]
        right = here[0][wanted[0]]
        for at in range(1, len(found)):
            old, new = wanted[at - 1], wanted[at]
            right += steps[old][new] + here[at][new]
            step_slopes[old][new] -= 1
            for a in RANGE:
                for b in RANGE:
                    both = ahead[at - 1][a] + steps[a][b] + here[at][b] + behind[at][b]
                    step_slopes[a][b] += exp(both - total)
        return total - right

    def _sum(self, names: Sequence[int]) -> list[float]:
        return [sum(self._weights[name][c] for name in names) for c in RANGE]


def _is_hint(name: str) -> bool:
    """Not a word: something that may hold of many answers."""
    return not name.startswith(("word ", "words ", "begins "))


def _forward(here: Table, steps: Table) -> tuple[Table, float]:
    ahead = [here[0]]
    for weights in here[1:]:
        last = ahead[-1]
        ahead.append([_log_sum(last[a] + steps[a][b] for a in RANGE) + weights[b] for b in RANGE])
    return ahead, _log_sum(ahead[-1])


def _backward(here: Table, steps: Table) -> Table:
    behind = [[0.0 for _ in RANGE]]
    for weights in here[:0:-1]:
        next_ = behind[-1]
        behind.append([_log_sum(steps[a][b] + weights[b] + next_[b] for b in RANGE) for a in RANGE])
    return behind[::-1]


def _log_sum(numbers: Iterator[float] | Sequence[float]) -> float:
    known = list(numbers)
    most = max(known)
    return most + log(sum(exp(number - most) for number in known))


def _readable(model: Model) -> str:
    """One feature a line, so that a change can be read."""
    rows = [f"    {json.dumps(name)}: {json.dumps(row)}" for name, row in model.features.items()]
    lines = ",\n".join(rows)
    return f'{{\n  "steps": {json.dumps(model.steps)},\n  "features": {{\n{lines}\n  }}\n}}\n'


if __name__ == "__main__":
    sys.exit(main())
