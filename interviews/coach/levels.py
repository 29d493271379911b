"""The tests behind each level. A part starts at 1 and gains a level per test passed, in order.

A test answers with the words that satisfy it, or with None: no test, no claim.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from interviews.coach import topics
from interviews.coach.answer import Answer, Evidence, first
from interviews.coach.cues import numbers
from interviews.coach.phrases import Cue
from interviews.coach.reading import Line
from interviews.coach.rubric import Part, ResponseType
from interviews.coach.verbs import VAGUE, Act, Kind

LONGEST_SETUP = 0.6  # share of the words before what was done
LEAST_TIE = 0.2  # share of a result's words that the story has prepared
FIRM_TIE = 0.27
SHORTEST_END_STATE = 4  # words

_OUTCOMES = (Cue.OUTCOME, Cue.REACTION, Cue.MEASURED)


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


# Situation


def _topic(answer: Answer) -> Evidence | None:
    scene = (Cue.SETTING, Cue.PLACE, Cue.PROBLEM, Cue.WHEN, Cue.SCENE, Cue.STAKES)
    return first(answer.of(Part.SITUATION, Part.TASK), *scene)


def _occasion(answer: Answer) -> Evidence | None:
    lines = answer.of(Part.SITUATION, Part.TASK)
    trouble = (Cue.PROBLEM, Cue.STAKES, Cue.NEED, Cue.DUTY, Cue.SCENE)
    if answer.type is not ResponseType.STORY or first(lines, *trouble) is None:
        return None
    return first(lines, Cue.SETTING, Cue.WHEN) or first(lines, Cue.PLACE)


def _particulars(answer: Answer) -> Evidence | None:
    return _occasion(answer) if len(_scene_kinds(answer)) >= 3 else None


def _pictured(answer: Answer) -> Evidence | None:
    short = answer.share(Part.SITUATION, Part.TASK) <= LONGEST_SETUP
    return _occasion(answer) if short and len(_scene_kinds(answer)) >= 4 else None


def _scene_kinds(answer: Answer) -> set[object]:
    lines = answer.of(Part.SITUATION, Part.TASK)
    wanted = (Cue.SETTING, Cue.WHEN, Cue.PROBLEM, Cue.STAKES)
    kinds: set[object] = {cue for cue in wanted if first(lines, cue)}
    return kinds | {"number" for line in lines if numbers(line.words)}


# Task: also credited where the Situation states the goal


def _goal(answer: Answer) -> Evidence | None:
    lines = answer.of(Part.TASK) + answer.of(Part.SITUATION)
    return first(lines, Cue.DUTY) or first(lines, Cue.NEED)


def _own_goal(answer: Answer) -> Evidence | None:
    lines = answer.of(Part.TASK) + answer.of(Part.SITUATION)
    mine = [line for line in lines if {"i", "my", "me", "i'm", "i'd"} & set(line.words)]
    return _duty(answer) or first(mine, Cue.NEED)


def _duty(answer: Answer) -> Evidence | None:
    return first(answer.of(Part.TASK) + answer.of(Part.SITUATION), Cue.DUTY)


def _bounded_duty(answer: Answer) -> Evidence | None:
    lines = answer.of(Part.TASK)
    if not any(line.has(Cue.LIMIT, Cue.STAKES) or numbers(line.words) for line in lines):
        return None
    return _duty(answer)


# Action


def _anything_done(answer: Answer) -> Evidence | None:
    for line in _action_lines(answer):
        done = line.done("i", Kind.DID, Kind.DOES) or line.done("we")
        if done:
            return Evidence(line, done[0].start)
    return None


def _own_step(answer: Answer) -> Evidence | None:
    if answer.type is not ResponseType.STORY:
        return None
    for line in _action_lines(answer):
        for act in line.done("i", Kind.DID, Kind.DOES):
            if _concrete(line, act):
                return Evidence(line, act.start)
    return None


def _several_steps(answer: Answer) -> Evidence | None:
    lines = answer.of(Part.ACTION)
    own = [act.verb for line in lines for act in line.done("i", Kind.DID, Kind.DOES)]
    steps = len({verb for verb in own if verb not in VAGUE})
    ordered = any(line.has(Cue.SEQUENCE) for line in lines)
    return _own_step(answer) if steps >= 3 or (steps == 2 and ordered) else None


def _reasoned(answer: Answer) -> Evidence | None:
    own = [line for line in answer.of(Part.ACTION) if line.done("i", Kind.DID, Kind.DOES)]
    return first(own, Cue.REASON) or first(own, Cue.TURN)


def _action_lines(answer: Answer) -> list[Line]:
    """The Action; where no sentence is mainly Action, what was done in the other parts."""
    return answer.of(Part.ACTION) or answer.of(Part.TASK, Part.RESULT)


def _concrete(line: Line, act: Act) -> bool:
    return act.verb not in VAGUE and len(line.words) - act.at > 2


# Result


def _any_outcome(answer: Answer) -> Evidence | None:
    vaguer = (Cue.VAGUE_OUTCOME, Cue.LASTING, Cue.LEARNING, Cue.ENDING)
    return _outcome(answer) or first(answer.of(Part.RESULT), *vaguer)


def _end_state(answer: Answer) -> Evidence | None:
    return (
        _outcome(answer) or _counted(_plain_ends(answer)) or first(_plain_ends(answer), Cue.LASTING)
    )


def _proven(answer: Answer) -> Evidence | None:
    lines = answer.of(Part.RESULT)
    if tie(answer) < LEAST_TIE:
        return None
    return _counted(lines) or first(lines, Cue.REACTION) or first(lines, Cue.LASTING, Cue.MEASURED)


def _lasting(answer: Answer) -> Evidence | None:
    lines = answer.of(Part.RESULT) if tie(answer) >= FIRM_TIE else []
    return first(lines, Cue.LASTING) or first(lines, Cue.MEASURED) or first(lines, Cue.MIXED)


def _outcome(answer: Answer) -> Evidence | None:
    return first(_plain_ends(answer), *_OUTCOMES)


def _plain_ends(answer: Answer) -> list[Line]:
    """Result sentences that say more than "it went well" or "I learned a lot"."""
    empty = (Cue.LEARNING, Cue.VAGUE_OUTCOME)
    return [
        line
        for line in answer.of(Part.RESULT)
        if len(line.words) >= SHORTEST_END_STATE and not line.has(*empty)
    ]


def _counted(lines: Sequence[Line]) -> Evidence | None:
    for line in lines:
        found = numbers(line.words)
        if found:
            return Evidence(line, found[0])
    return None


def tie(answer: Answer) -> float:
    """Share of the result's words that the story before it has prepared, 0 to 1.

    A result that speaks of what the story was about shares its words; one from elsewhere does not.
    """
    result = _subjects(answer.of(Part.RESULT))
    story = _subjects(answer.of(Part.SITUATION, Part.TASK, Part.ACTION))
    return len(result & story) / len(result) if result else 0.0


def _subjects(lines: Sequence[Line]) -> frozenset[str]:
    return topics.stems(word for line in lines for word in line.words) - topics.WORKPLACE


TESTS: dict[Part, tuple[Test, Test, Test, Test]] = {
    Part.SITUATION: (_topic, _occasion, _particulars, _pictured),
    Part.TASK: (_goal, _own_goal, _duty, _bounded_duty),
    Part.ACTION: (_anything_done, _own_step, _several_steps, _reasoned),
    Part.RESULT: (_any_outcome, _end_state, _proven, _lasting),
}
