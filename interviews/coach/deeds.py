"""Tests for the Action and the Result. Each answers with its evidence, or None."""

from __future__ import annotations

from collections.abc import Sequence

from interviews.coach.answer import Answer, Evidence, first
from interviews.coach.belonging import FIRM_TIE, LEAST_TIE, LOOSE_TIE, tie
from interviews.coach.cues import numbers
from interviews.coach.phrases import Cue
from interviews.coach.reading import Line
from interviews.coach.rubric import Part, ResponseType
from interviews.coach.verbs import VAGUE, Act, Kind, is_past_action

SHORTEST_END_STATE = 4  # words

_OUTCOMES = (Cue.OUTCOME, Cue.REACTION, Cue.MEASURED)

# Action


def anything_done(answer: Answer) -> Evidence | None:
    for line in _action_lines(answer):
        done = line.done("i", Kind.DID, Kind.DOES) or line.done("we")
        if done:
            return Evidence(line, done[0].start)
    return None


def own_step(answer: Answer) -> Evidence | None:
    if answer.type is not ResponseType.STORY:
        return None
    for line in _action_lines(answer):
        for act in line.done("i", Kind.DID, Kind.DOES):
            if _concrete(line, act):
                return Evidence(line, act.start)
    return None


def several_steps(answer: Answer) -> Evidence | None:
    lines = answer.of(Part.ACTION)
    own = [act.verb for line in lines for act in line.done("i", Kind.DID, Kind.DOES)]
    steps = len({verb for verb in own if verb not in VAGUE})
    ordered = any(line.has(Cue.SEQUENCE) for line in lines)
    return own_step(answer) if steps >= 3 or (steps == 2 and ordered) else None


def reasoned(answer: Answer) -> Evidence | None:
    own = [line for line in answer.of(Part.ACTION) if line.done("i", Kind.DID, Kind.DOES)]
    return first(own, Cue.REASON) or first(own, Cue.TURN)


def _action_lines(answer: Answer) -> list[Line]:
    """The Action; where no sentence is mainly Action, what was done in the other parts."""
    return answer.of(Part.ACTION) or answer.of(Part.TASK, Part.RESULT)


def _concrete(line: Line, act: Act) -> bool:
    return act.verb not in VAGUE and len(line.words) - act.at > 2


# Result


def any_outcome(answer: Answer) -> Evidence | None:
    vaguer = (Cue.VAGUE_OUTCOME, Cue.LASTING, Cue.LEARNING, Cue.ENDING)
    return _outcome(answer) or first(answer.of(Part.RESULT), *vaguer) or _what_others_did(answer)


def _what_others_did(answer: Answer) -> Evidence | None:
    """What somebody else did after the Action, as in "They gave me the keys"."""
    acted = False
    for line, part in zip(answer.lines, answer.labels, strict=True):
        acted = acted or part is Part.ACTION
        if acted and part is Part.RESULT and not line.acts:
            for at, word in enumerate(line.words):
                if is_past_action(word):
                    return Evidence(line, at)
    return None


def end_state(answer: Answer) -> Evidence | None:
    if tie(answer) < LOOSE_TIE:
        return None
    return (
        _outcome(answer) or _counted(_plain_ends(answer)) or first(_plain_ends(answer), Cue.LASTING)
    )


def proven(answer: Answer) -> Evidence | None:
    lines = answer.of(Part.RESULT)
    if tie(answer) < LEAST_TIE:
        return None
    return _counted(lines) or first(lines, Cue.REACTION) or first(lines, Cue.LASTING, Cue.MEASURED)


def lasting(answer: Answer) -> Evidence | None:
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
