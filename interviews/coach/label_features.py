"""What a sentence's label is read from: its wording, its deeds, and those of its neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from interviews.coach.cues import numbers
from interviews.coach.phrases import Cue
from interviews.coach.reading import Line
from interviews.coach.verbs import VAGUE, Kind

# "In the end" among the first words of a sentence is a firmer sign than later in it.
OPENING = range(3)
MANY_DEEDS = 3
LENGTHS = (4, 8, 16, 28)  # words


def features(lines: Sequence[Line]) -> list[list[str]]:
    """The names of what holds for each line, as `cue DUTY`, `before: deeds 2` or `word rota`."""
    own = [list(_hints(line)) for line in lines]
    before = [["first"], *([f"before: {hint}" for hint in hints] for hints in own[:-1])]
    after = [*([f"after: {hint}" for hint in hints] for hints in own[1:]), ["last"]]
    return [
        [*hints, *earlier, *later, *_wording(line)]
        for line, hints, earlier, later in zip(lines, own, before, after, strict=False)
    ]


def _hints(line: Line) -> Iterator[str]:
    yield from (f"cue {cue.name}" for cue in line.cues)
    if line.first(Cue.ENDING) in OPENING:
        yield "ending first"
    if numbers(line.words):
        yield "number"
    yield _deeds(line)


def _deeds(line: Line) -> str:
    mine = [act for act in line.done("i") if act.verb not in VAGUE]
    if mine:
        return f"deeds {min(len(mine), MANY_DEEDS)}"
    if line.done("i", Kind.DOES, Kind.DID):
        return "vague deed"
    if line.done("we"):
        return "our deed"
    if line.done("i", Kind.WAS, Kind.IS) or line.done("we", Kind.WAS):
        return "I was"
    return "no deed"


def _wording(line: Line) -> Iterator[str]:
    yield from (f"word {word}" for word in dict.fromkeys(line.words))
    yield from (f"words {one} {two}" for one, two in dict.fromkeys(pairwise(line.words)))
    yield f"begins {line.words[0]}"
    yield f"length {sum(len(line.words) > length for length in LENGTHS)}"
