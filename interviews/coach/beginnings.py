"""Tests for the Situation and the Task. Each answers with its evidence, or None."""

from __future__ import annotations

from interviews.coach.answer import Answer, Evidence, first
from interviews.coach.cues import numbers
from interviews.coach.phrases import Cue
from interviews.coach.rubric import Part, ResponseType

LONGEST_SETUP = 0.6  # share of the words before what was done

# Situation


def topic(answer: Answer) -> Evidence | None:
    scene = (Cue.SETTING, Cue.PLACE, Cue.PROBLEM, Cue.WHEN, Cue.SCENE, Cue.STAKES)
    return first(answer.of(Part.SITUATION, Part.TASK), *scene)


def occasion(answer: Answer) -> Evidence | None:
    lines = answer.of(Part.SITUATION, Part.TASK)
    trouble = (Cue.PROBLEM, Cue.STAKES, Cue.NEED, Cue.DUTY, Cue.SCENE)
    if answer.type is not ResponseType.STORY or first(lines, *trouble) is None:
        return None
    return first(lines, Cue.SETTING, Cue.WHEN) or first(lines, Cue.PLACE)


def particulars(answer: Answer) -> Evidence | None:
    return occasion(answer) if len(_scene_kinds(answer)) >= 3 else None


def pictured(answer: Answer) -> Evidence | None:
    short = answer.share(Part.SITUATION, Part.TASK) <= LONGEST_SETUP
    return occasion(answer) if short and len(_scene_kinds(answer)) >= 4 else None


def _scene_kinds(answer: Answer) -> set[object]:
    lines = answer.of(Part.SITUATION, Part.TASK)
    wanted = (Cue.SETTING, Cue.WHEN, Cue.PROBLEM, Cue.STAKES)
    kinds: set[object] = {cue for cue in wanted if first(lines, cue)}
    return kinds | {"number" for line in lines if numbers(line.words)}


# Task: also credited where the Situation states the goal, or a problem and the speaker's role


def goal(answer: Answer) -> Evidence | None:
    lines = answer.of(Part.TASK) + answer.of(Part.SITUATION)
    return first(lines, Cue.DUTY) or first(lines, Cue.NEED) or first(lines, Cue.PROBLEM)


def own_goal(answer: Answer) -> Evidence | None:
    lines = answer.of(Part.TASK) + answer.of(Part.SITUATION)
    mine = [line for line in lines if {"i", "my", "me", "i'm", "i'd"} & set(line.words)]
    own = duty(answer) or first(mine, Cue.NEED)
    return own or (first(lines, Cue.ROLE) if first(lines, Cue.PROBLEM, Cue.NEED) else None)


def duty(answer: Answer) -> Evidence | None:
    return first(answer.of(Part.TASK) + answer.of(Part.SITUATION), Cue.DUTY)


def bounded_duty(answer: Answer) -> Evidence | None:
    lines = answer.of(Part.TASK)
    if not any(line.has(Cue.LIMIT, Cue.STAKES) or numbers(line.words) for line in lines):
        return None
    return duty(answer)
