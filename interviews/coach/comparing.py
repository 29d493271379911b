"""Two attempts at one question beside each other: what changed, the gain first."""

from __future__ import annotations

from dataclasses import dataclass

from interviews.coach.rubric import LEVEL_WORDS, Assessment, Part, Quality


@dataclass(frozen=True)
class Change:
    """One part or quality, with its level in the earlier and in the later attempt."""

    of: Part | Quality
    before: int
    after: int

    @property
    def label(self) -> str:
        return self.of.label

    @property
    def before_word(self) -> str:
        return LEVEL_WORDS[self.before]

    @property
    def after_word(self) -> str:
        return LEVEL_WORDS[self.after]

    @property
    def levels_gained(self) -> int:
        return self.after - self.before


@dataclass(frozen=True)
class Comparison:
    """`gain` is the later score minus the earlier; None where one of them has no score."""

    gain: float | None
    changes: tuple[Change, ...]

    @property
    def gained(self) -> tuple[Change, ...]:
        """What went up, most first."""
        up = [change for change in self.changes if change.levels_gained > 0]
        return tuple(sorted(up, key=lambda change: -change.levels_gained))

    @property
    def lost(self) -> tuple[Change, ...]:
        """What went down, most first."""
        down = [change for change in self.changes if change.levels_gained < 0]
        return tuple(sorted(down, key=lambda change: change.levels_gained))

    @property
    def lead(self) -> str:
        """One sentence, and the gain is what it names where there is one."""
        if self.gain is None:
            return "One of these attempts has no levels, so they cannot be compared part by part."
        if self.gained:
            return " ".join([_told(self.gained[0]), *self._price])
        if self.lost:
            return "The earlier attempt had more in it, and the best one counts."
        return "Every part stands where it stood before."

    @property
    def _price(self) -> list[str]:
        """What the gain cost, where the earlier attempt is the better one after all."""
        if self.gain is None or self.gain >= 0 or not self.lost:
            return []
        return [_told(self.lost[0]), "The best attempt counts; take the gain back into it."]


def _told(change: Change) -> str:
    return f"{change.label} went from {change.before_word} to {change.after_word}."


def compare(earlier: Assessment | None, later: Assessment | None) -> Comparison:
    if earlier is None or later is None or earlier.score is None or later.score is None:
        return Comparison(None, ())
    before, after = _levels(earlier), _levels(later)
    return Comparison(
        gain=round(later.score - earlier.score, 1),
        changes=tuple(Change(of, before[of], after[of]) for of in before if of in after),
    )


def _levels(assessment: Assessment) -> dict[Part | Quality, int]:
    parts: dict[Part | Quality, int] = {each.part: each.level for each in assessment.parts}
    return parts | {each.quality: each.level for each in assessment.qualities}
