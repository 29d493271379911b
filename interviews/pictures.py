"""The STAR picture of a report: a bar for each part, in units of the drawing. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from interviews.coach.rubric import HIGHEST, LEVEL_WORDS, Part

LEFT, WIDTH = 150, 420  # where bars begin, and how long level 5 is
ROW = 44  # from one bar to the next


@dataclass(frozen=True)
class Bar:
    """`mean` is of the best attempts, `first` of the first ones."""

    part: Part
    mean: float
    first: float
    row: int

    @property
    def word(self) -> str:
        return LEVEL_WORDS[round(self.mean)]

    @property
    def top(self) -> int:
        return self.row * ROW + 8

    @property
    def middle(self) -> int:
        return self.top + 14

    @property
    def width(self) -> int:
        return round(WIDTH * self.mean / HIGHEST)

    @property
    def tick(self) -> int:
        return LEFT + round(WIDTH * self.first / HIGHEST)


def star_picture(first: Mapping[Part, float], best: Mapping[Part, float]) -> list[Bar]:
    known = [part for part in Part if part in best]
    return [
        Bar(part, best[part], first.get(part, best[part]), row) for row, part in enumerate(known)
    ]
