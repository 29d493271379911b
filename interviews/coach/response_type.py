"""What kind of answer this is. Only a story, or a story in general, can show an Action."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from interviews.coach.phrases import Cue
from interviews.coach.reading import Line
from interviews.coach.rubric import Question, ResponseType
from interviews.coach.verbs import VAGUE, Kind

# What these questions ask for is no story, so this kind of answer is right for them.
_ASKED_FOR: Mapping[ResponseType, tuple[str, ...]] = {
    ResponseType.HYPOTHETICAL: ("would you", "imagine you", "suppose you", "will you"),
    ResponseType.SELF_DESCRIPTION: ("about yourself", "describe yourself", "strength", "weakness"),
    ResponseType.OPINION: ("why do you", "why should", "do you think", "your opinion", "why this"),
}
_ABOUT_ONESELF = (ResponseType.SELF_DESCRIPTION, ResponseType.OPINION)


def response_type(lines: Sequence[Line]) -> ResponseType:
    lines = [line for line in lines if line.counts]
    did = sum(len(line.done("i")) + len(line.done("we")) for line in lines)
    concrete = sum(1 for line in lines for act in line.done("i") if act.verb not in VAGUE)
    if concrete < 2 and _refuses(lines):
        return ResponseType.REFUSAL
    if _count(lines, Kind.WOULD) >= max(2, did + 1):
        return ResponseType.HYPOTHETICAL
    if _one_occasion(lines, did):
        return ResponseType.STORY
    return _without_occasion(lines, did)


def asks_for_other_than_a_story(question: Question, kind: ResponseType) -> bool:
    """Whether the question wants this kind of answer, which tests for stories would misjudge."""
    text = " ".join(question.text.casefold().split())
    kinds = _ABOUT_ONESELF if kind in (*_ABOUT_ONESELF, ResponseType.NONE) else (kind,)
    return any(phrase in text for kind in kinds for phrase in _ASKED_FOR.get(kind, ()))


def _refuses(lines: Sequence[Line]) -> bool:
    refusals = sum(1 for line in lines if line.has(Cue.REFUSAL))
    told = sum(1 for line in lines if line.done("i") or line.done("we"))
    return refusals > 0 and told <= refusals


def _one_occasion(lines: Sequence[Line], did: int) -> bool:
    habits = _having(lines, Cue.HABIT)
    past = did + sum(1 for line in lines if line.done("i", Kind.WAS) or line.has(Cue.SCENE))
    occasion = _having(lines, Cue.WHEN, Cue.SETTING)
    if did and past > 2 * habits:
        return occasion > 0 or did >= 2
    told_in_present = _count(lines, Kind.DOES) >= 2 and _having(lines, Cue.WHEN) > 0
    return told_in_present and habits <= 1


def _without_occasion(lines: Sequence[Line], did: int) -> ResponseType:
    habits, opinions = _having(lines, Cue.HABIT), _having(lines, Cue.OPINION)
    traits = _having(lines, Cue.TRAIT)
    general = did + _count(lines, Kind.DOES)
    if habits and general > max(traits, opinions):
        return ResponseType.PSEUDO_STORY
    if opinions > traits:
        return ResponseType.OPINION
    if traits or habits:
        return ResponseType.SELF_DESCRIPTION
    return ResponseType.STORY if did else ResponseType.NONE


def _count(lines: Sequence[Line], kind: Kind) -> int:
    return sum(1 for line in lines for act in line.acts if act.kind is kind)


def _having(lines: Sequence[Line], *cues: Cue) -> int:
    return sum(1 for line in lines if line.has(*cues))
