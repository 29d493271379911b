"""Two attempts at one question side by side, for the room, the report and a page of their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from interviews.coach import report
from interviews.coach.comparing import Comparison, compare
from interviews.coach.delivery import Delivery
from interviews.models import Attempt


@dataclass(frozen=True)
class SpokenBoth:
    """One figure of how both were spoken. `is_rhythm`: hidden where that is nobody's business."""

    label: str
    before: str
    after: str
    is_rhythm: bool = True


@dataclass(frozen=True)
class SideBySide:
    earlier: Attempt
    later: Attempt

    @cached_property
    def comparison(self) -> Comparison:
        return compare(self.earlier.view, self.later.view)

    @property
    def attempts(self) -> tuple[Attempt, Attempt]:
        return self.earlier, self.later

    @cached_property
    def delivery(self) -> list[SpokenBoth]:
        """Figures known of both. For information; they are no part of any level."""
        before, after = self.earlier.delivery_view, self.later.delivery_view
        if before is None or after is None:
            return []
        return [row for row in _figures(before, after) if row.before and row.after]


def side_by_side(attempts: Sequence[Attempt]) -> SideBySide | None:
    """The first attempt beside the best; where the first is the best, beside the last."""
    if len(attempts) < 2:
        return None
    in_order = sorted(attempts, key=lambda attempt: attempt.number)
    best = best_of(in_order)
    return SideBySide(in_order[0], in_order[-1] if best is in_order[0] or best is None else best)


def best_of(attempts: Sequence[Attempt]) -> Attempt | None:
    """The attempt that counts."""
    best = report.best_attempt([scored(each) for each in attempts])
    number = best.attempt if best else None
    return next((each for each in attempts if each.number == number), None)


def scored(attempt: Attempt) -> report.ScoredAttempt:
    view = attempt.view
    return report.ScoredAttempt(
        attempt=attempt.number,
        score=view.score if view else None,
        parts={verdict.part: verdict.level for verdict in view.parts} if view else {},
    )


def _figures(before: Delivery, after: Delivery) -> list[SpokenBoth]:
    return [
        _row(_("Words"), before.words, after.words, is_rhythm=False),
        _row(_("Seconds"), before.seconds, after.seconds, is_rhythm=False),
        _row(_("Words a minute"), before.words_per_minute, after.words_per_minute),
        _row(_("Fillers in 100 words"), before.fillers_per_100, after.fillers_per_100),
        _row(_("Pauses of three seconds or more"), *_pauses(before, after)),
    ]


def _pauses(before: Delivery, after: Delivery) -> tuple[int | None, int | None]:
    """None for a typed answer, which has none to count."""
    counts = [None if each.pauses is None else len(each.long_pauses) for each in (before, after)]
    return counts[0], counts[1]


def _row(
    label: object, before: float | None, after: float | None, *, is_rhythm: bool = True
) -> SpokenBoth:
    return SpokenBoth(str(label), _number(before), _number(after), is_rhythm)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
