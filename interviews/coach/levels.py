"""The tests behind each level. A part starts at 1 and gains a level per test passed, in order.

A test answers with the words that satisfy it, or with None: no test, no claim.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from interviews.coach import beginnings, deeds
from interviews.coach.answer import Answer, Evidence
from interviews.coach.rubric import Part


@dataclass(frozen=True)
class Level:
    level: int
    evidence: Evidence | None


Test = Callable[[Answer], Evidence | None]


def level(answer: Answer, part: Part) -> Level:
    """The level of a part and the words of the last test it passed."""
    reached, evidence = 1, None
    for test in TESTS[part] if answer.told else ():
        found = test(answer)
        if found is None:
            break
        reached, evidence = reached + 1, found
    return Level(reached, evidence)


TESTS: dict[Part, tuple[Test, Test, Test, Test]] = {
    Part.SITUATION: (
        beginnings.topic,
        beginnings.occasion,
        beginnings.particulars,
        beginnings.pictured,
    ),
    Part.TASK: (beginnings.goal, beginnings.own_goal, beginnings.duty, beginnings.bounded_duty),
    Part.ACTION: (deeds.anything_done, deeds.own_step, deeds.several_steps, deeds.reasoned),
    Part.RESULT: (deeds.any_outcome, deeds.end_state, deeds.proven, deeds.lasting),
}
