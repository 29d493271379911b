"""What to practise next: one short list, made from the best attempts of one interview.

The order is that of a coach's last two minutes: what to work on, where it shows, what to ask
oneself, which question to redo, and when it is good enough.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from interviews.coach import wording
from interviews.coach.narrative import Practised
from interviews.coach.report import Summary
from interviews.coach.rubric import LEVEL_WORDS, Assessment, Part, PartVerdict

CLEAR = 4  # from this level on a part needs no work


@dataclass(frozen=True)
class Step:
    """One item. `question` is the number of the question it is about, or None."""

    title: str
    text: str
    quote: str = ""
    question: int | None = None


def practice_plan(practised: Sequence[Practised], summary: Summary) -> tuple[Step, ...]:
    """Five steps at most; one where nothing could be scored."""
    scored = [each for each in practised if each.best and each.best.parts]
    if summary.focus is None or not scored:
        return (Step("Begin with one question", _FIRST),)
    if summary.parts[summary.focus] >= CLEAR:
        return tuple(_when_all_is_clear(practised))
    return tuple(_steps(summary.focus, summary.parts[summary.focus], scored))


def _steps(focus: Part, mean: float, scored: Sequence[Practised]) -> Iterator[Step]:
    name = focus.label.lower()
    redo = min(scored, key=lambda each: (_verdict(each.best, focus).level, each.number))
    shown = _verdict(redo.best, focus)
    yield Step(f"Work on one thing: the {name}", f"{_WHY[focus]} It is at {mean:.1f} of 5 now.")
    yield Step(
        "Where it shows",
        f"In question {redo.number} it is at {shown.level} of 5: {LEVEL_WORDS[shown.level]}.",
        quote=shown.quote,
        question=redo.number,
    )
    yield Step("Ask yourself", " ".join(wording.FOLLOW_UP[focus]))
    yield Step("Redo this question first", f"“{redo.text}” {_SHAPE[focus]}", question=redo.number)
    yield Step("In two or three days", f"Practise once more, with one goal: {_GOAL[focus]}.")


def _when_all_is_clear(practised: Sequence[Practised]) -> Iterator[Step]:
    left = [each for each in practised if each.best is None]
    if left:
        yield Step("Answer what was left", f"“{left[0].text}”", question=left[0].number)
    yield Step("Go on to other questions", "All four parts are clear here. Choose another bank.")
    yield Step("In a week", "Tell one of these stories again, in half the words.")


def _verdict(view: Assessment | None, part: Part) -> PartVerdict:
    assert view is not None
    return next(each for each in view.parts if each.part is part)


_FIRST = "Choose the question that you can best imagine, answer it, and try it once more."
_WHY: Mapping[Part, str] = wording.WHY
_SHAPE: Mapping[Part, str] = {
    Part.SITUATION: "Begin: “In …, at …, I was …, when …”.",
    Part.TASK: "Add: “It was mine to …, before …”.",
    Part.ACTION: "Go: “First I …. Then I …, because …”.",
    Part.RESULT: "End: “After that, …. One could tell because …”.",
}
_GOAL: Mapping[Part, str] = {
    Part.SITUATION: "begin every answer with where and when it was",
    Part.TASK: "say in every answer what was yours to do",
    Part.ACTION: "name three things you did in every answer",
    Part.RESULT: "end every answer with what changed",
}
